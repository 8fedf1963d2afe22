import pytest

from actions.models import ActionPoint
from members.models import Handover, Membership
from tests.actions.factories import ActionPointFactory
from tests.members.factories import InvitationFactory, MembershipFactory
from tests.members.handover.steps import START


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


@pytest.fixture
def leaving(login, leadership):
    """The browser of the leader."""
    return login(leadership.user)


@pytest.fixture
def draft(leaving, circle, leadership, today):
    """The leader did the first step, for everything and from today."""
    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})
    return Handover.objects.get()
