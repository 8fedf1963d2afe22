import pytest

from actions.models import ActionPoint
from members.models import Membership
from tests.actions.factories import ActionPointFactory
from tests.members.factories import InvitationFactory, MembershipFactory


@pytest.fixture
def co_leadership(circle):
    """The other leader of `circle`: `co_leadership.user`."""
    return MembershipFactory(circle=circle, leader=True, user__name="Klaas Ook")


@pytest.fixture
def point(circle, leadership):
    """What the leader of `circle` sees to."""
    return ActionPointFactory(circle=circle, owner=leadership.user, what="Maak een folder")


@pytest.fixture
def invitation(circle, leadership):
    """An invitation that the leader sent."""
    return InvitationFactory(circle=circle, invited_by=leadership.user, email="nieuw@voorbeeld.invalid")


@pytest.fixture
def owner_of():
    return lambda point: ActionPoint.objects.get(pk=point.pk).owner


@pytest.fixture
def roles():
    """What somebody is today: circle to role."""
    return lambda user, on: {m.circle: m.role for m in Membership.objects.current(on).filter(user=user)}
