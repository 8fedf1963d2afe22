"""Calling a meeting, changing it and calling it off. What a calendar has to know raises its sequence."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from meetings.models import Meeting, Poll
from meetings.tasks import mail_invitations
from members.conflicts import lock
from members.models import Circle, User
from members.refused import Refused

# A second click on the button is not a second meeting.
DOUBLE = timedelta(minutes=1)
# What stands in somebody's calendar, beside the title.
WHEN = ("day", "starts", "ends")
IN_CALENDAR = (*WHEN, "place", "online_url")
OFF = "Deze bijeenkomst gaat niet meer door. Er is niets veranderd."
OFF_WHILE_TYPING = (
    "Deze bijeenkomst gaat intussen niet meer door. Wat je schreef, is niet bewaard. Het staat nog op deze "
    "pagina: kopieer wat je wilt houden."
)


@transaction.atomic
def call(meeting: Meeting, guests, *, by: User, now) -> Meeting:
    """Save a new meeting of its circle; return the one that is there when a second click adds it again."""
    take_turn(meeting.circle_id)
    if twin := of_click_before(meeting, by=by, now=now):
        return twin
    meeting.created_by, meeting.created_at, meeting.rescheduled_at = by, now, now
    meeting.save_version(by=by, now=now)
    meeting.guest_circles.set(guests)
    return meeting


def take_turn(circle_id):
    """Two clicks at once wait for each other here."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle_id)


def of_click_before(meeting, *, by, now):
    twins = Meeting.objects.filter(created_by=by, created_at__gt=now - DOUBLE, circle=meeting.circle_id)
    return twins.filter(title=meeting.title, day=meeting.day, starts=meeting.starts).first()


def change(meeting: Meeting, changes, *, by: User, now) -> tuple[int, int]:
    """Save what a form put on `meeting`; `changes` names its fields. The form holds the lock.

    Return how many people had answered and are asked again, and of how many the answer of before holds again.
    """
    asked_again = restored = 0
    if any(name in IN_CALENDAR for name in changes):
        meeting.sequence += 1
        meeting.rescheduled_at = now
        mail_invitations.delay_on_commit()
    if meeting.day and "day" in changes and Poll.objects.filter(meeting=meeting, closed_at=None).update(closed_at=now):
        # Somebody filled in a day while the others were asked which one suits: they hear of it as an invitation.
        meeting.invited_at = meeting.invited_at or (now if meeting.invitees.invited().exists() else None)
    if any(name in WHEN for name in changes):
        # Who could come then, may not be able to come now: everybody is asked again, but who moved it.
        answered = meeting.invitees.answered().exclude(user=by)
        was = Meeting.objects.get(pk=meeting.pk).when
        asked_again = answered.update(earlier=F("answer"), earlier_when=was, answer="", answered_at=None)
        restored = _restore_answers(meeting, now)
    meeting.save_version(by=by, now=now)
    return asked_again, restored


def _restore_answers(meeting, now):
    """Who had answered for the moment to which it goes back, and not for another since, has answered."""
    back = meeting.invitees.invited().filter(earlier_when=meeting.when, answer="").exclude(earlier="")
    return back.update(answer=F("earlier"), answered_at=now, earlier="", earlier_when="")


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: User, now) -> Meeting:
    """Call it off. It stays where it was, so that who looks for it reads that it does not go on."""
    meeting = locked(meeting, said="Deze bijeenkomst gaat al niet meer door. Wat je schreef, is niet verstuurd.")
    if meeting.is_over(now):
        raise Refused("Deze bijeenkomst is al geweest. Wat je schreef, is niet verstuurd.")
    meeting.cancelled_at, meeting.cancel_reason = now, reason
    meeting.sequence += 1
    meeting.rescheduled_at = now
    meeting.save_version(by=by, now=now)
    mail_invitations.delay_on_commit()
    return meeting


@transaction.atomic
def discard(meeting: Meeting) -> None:
    """Throw away what nobody was asked for yet."""
    meeting = locked(meeting)
    if meeting.decisions.exists():
        raise Refused("Hier zijn besluiten genomen. Die gooi je niet weg.")
    if meeting.invited_at or meeting.invitees.exists():
        raise Refused("Er zijn al mensen uitgenodigd. Zeg de bijeenkomst af, dan weet iedereen het.")
    meeting.delete()


def locked(meeting: Meeting, *, said=OFF) -> Meeting:
    """The meeting as it is now, under a lock. Raises Refused, saying `said`, when it does not go on any more."""
    found = lock(Meeting.objects.select_related("circle"), meeting.pk)
    if found is None or found.is_cancelled:
        raise Refused(said)
    return found
