"""Two at once. Each race has its negative control: without the lock the promise breaks."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members import joining, requests
from members.models import AccessRequest, Circle, Membership, User
from outbox.models import Email
from tests.conftest import PortalClient
from tests.members.factories import (
    AccessRequestFactory,
    CircleFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_lock(monkeypatch):
    monkeypatch.setattr(joining, "lock_circle", lambda pk: Circle.objects.get(pk=pk))


def test_reads_are_committed():
    """The row locks assume it: under a stricter level the second in line would see the old rows."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)


def two_coordinators():
    circle = CircleFactory(network=True)
    return MembershipFactory.create_batch(2, circle=circle, leader=True)


def leave_together(memberships):
    today = timezone.localdate()
    return at_once(*[lambda m=m: joining.end(m, by=m.user, on=today) for m in memberships])


def test_two_last_coordinators_cannot_both_leave(meeting_point):
    memberships = two_coordinators()
    meeting_point(joining, "is_last_leader")

    outcomes = leave_together(memberships)

    assert kinds(outcomes) == ["LastCoordinator", "bool"]
    assert User.objects.coordinators(timezone.localdate()).count() == 1


def test_without_the_lock_both_would_leave(meeting_point, no_lock):
    memberships = two_coordinators()
    meeting_point(joining, "is_last_leader")

    assert leave_together(memberships) == [True, True]
    assert User.objects.coordinators(timezone.localdate()).count() == 0


def press(token, times=4):
    """Press the button of one invitation in several windows; return the status of each answer."""
    path = reverse("members:invitation_accept", args=[token])
    answers = at_once(*[lambda: PortalClient().post(path, {"name": "Jikke Jansen"}).status_code] * times)
    return answers


def test_button_pressed_four_times_makes_one_account():
    invitation = InvitationFactory(token="dubbelklik")

    answers = press("dubbelklik")

    # The first is in; the others are led to the same account, or back to the page that leads to it.
    assert set(answers) <= {200, 302}
    assert User.objects.filter(email=invitation.email).count() == 1
    assert Membership.objects.filter(circle=invitation.circle, until=None).count() == 1


def accept_together(meeting_point):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)
    meeting_point(joining, "_lock_open")
    return at_once(*[lambda: joining.accept_as(invitation, user, now=timezone.now())] * 2)


def test_button_pressed_by_a_member_in_two_windows_counts_once(meeting_point):
    outcomes = accept_together(meeting_point)

    assert kinds(outcomes) == ["NoneType", "NotOpen"]
    assert Membership.objects.count() == 1


def test_without_the_lock_it_would_count_twice(meeting_point, no_lock):
    assert accept_together(meeting_point) == [None, None]


def test_two_invitations_of_one_address_make_one_account():
    first, second = (InvitationFactory(email="jikke@voorbeeld.invalid") for _ in range(2))

    at_once(*[lambda i=i: joining.accept(i, name="Jikke Jansen", now=timezone.now()) for i in (first, second)])

    assert User.objects.filter(email="jikke@voorbeeld.invalid").count() == 1


def invite_together(meeting_point):
    circle, by = CircleFactory(), UserFactory()
    meeting_point(joining, "current_membership")
    role, now = Membership.Role.MEMBER, timezone.now()
    return at_once(*[lambda: joining.invite("jikke@voorbeeld.invalid", circle, role, by=by, now=now)] * 2)


def test_two_leaders_who_invite_one_person_send_one_mail(meeting_point):
    outcomes = invite_together(meeting_point)

    assert kinds(outcomes) == ["AlreadyInvited", "Invitation"]
    assert Email.objects.count() == 1


def test_without_the_lock_one_of_the_two_would_see_an_error(meeting_point, no_lock):
    outcomes = invite_together(meeting_point)

    assert kinds(outcomes) == ["DatabaseError", "Invitation"]


def approve_together(meeting_point):
    access_request, by = AccessRequestFactory(), UserFactory()
    meeting_point(requests, "_lock_undecided")
    return at_once(*[lambda: requests.approve(access_request, by=by, now=timezone.now())] * 2)


def test_request_approved_twice_is_approved_once(meeting_point):
    assert sorted(approve_together(meeting_point)) == [False, True]
    assert Email.objects.count() == 1


def test_without_the_lock_it_would_be_approved_twice(meeting_point, monkeypatch):
    undecided = AccessRequest.objects.undecided().select_related("circle")
    monkeypatch.setattr(requests, "_lock_undecided", lambda asked: undecided.filter(pk=asked.pk).first())

    assert approve_together(meeting_point) == [True, True]


def test_same_request_sent_twice_at_once_waits_once():
    MembershipFactory(circle__network=True, leader=True)
    asked = AccessRequestFactory.build(circle=CircleFactory())

    def send():
        copy = AccessRequest(name=asked.name, email=asked.email, organisation="x", function="x", motivation="x")
        copy.circle = asked.circle
        return requests.submit(copy, now=timezone.now())

    assert sorted(at_once(send, send)) == [False, True]
    assert Email.objects.count() == 1
