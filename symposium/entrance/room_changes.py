"""A session goes to another room or time, or does not go on: who it concerns gets a mail, and who looks reads it.

Of a workshop that is who has or is offered a place, and who waits when it is at another time; of what is for everybody
all who come. Who speaks hears it always.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from symposium.entrance import emails
from symposium.models import (
    Proposal,
    Registration,
    RegistrationState,
    RoomChange,
    Seat,
    SeatState,
    SessionKind,
    TimeSlot,
)

# So long it is news; after the day nobody goes anywhere any more.
SHOWN = timedelta(days=7)
COME = (RegistrationState.COMING, RegistrationState.OFFERED)


def tell(session, *, was, now, hours="") -> RoomChange | None:
    """Note that a session is in another room than `was`, or not at `hours` any more (see `hours_of`), and mail who has
    something to do with it. One mail, whatever changed. Call it after saving.
    """
    if _is_over(session, now):  # somebody puts the archive in order
        return None
    is_elsewhere = was and session.room and was != session.room
    if not is_elsewhere and not hours:
        return None
    change = RoomChange.objects.create(
        session=session,
        was=str(was) if is_elsewhere else "",
        became=str(session.room) if is_elsewhere else "",
        was_at=hours,
        became_at=hours and hours_of(session.slot),
        changed_at=now,
    )
    speakers = list(_speakers(session))
    for speaker in speakers:
        emails.speaker_moved(speaker, session, change).send()
    seats = Seat.objects.filter(session=session).order_by("pk").select_related("registration__edition")
    for seat in (seats if hours else seats.exclude(state=SeatState.WAITING)).select_related("registration__user"):
        emails.moved(seat.registration, session, change, seat).send()
    for person in _everybody(session, speakers):
        emails.moved(person, session, change, None).send()
    return change


def tell_off(session, *, now) -> None:
    """It does not go on: for who speaks, and for all who come when it was for everybody. Who had a place in a workshop
    hears it where that place is taken away (seats/stopping.py).
    """
    if _is_over(session, now):
        return
    speakers = list(_speakers(session))
    for speaker in speakers:
        emails.speaker_off(speaker, session).send()
    if session.slot and session.edition.has_programme:
        for person in _everybody(session, speakers):
            emails.off(person, session).send()


def tell_placed(session, *, now) -> None:
    """What had no time (any more) has one now: who speaks there hears it. Call it after saving."""
    if not _is_over(session, now):
        for speaker in _speakers(session):
            emails.speaker_placed(speaker, session).send()


def tell_dropped(speaker, session, *, now) -> bool:
    """Who knows that they speak there and does not after all, hears it; return whether they did."""
    is_told = _knows(speaker, session) and not session.is_cancelled and not _is_over(session, now)
    if is_told:
        emails.speaker_dropped(speaker, session, now=now).send()
    return is_told


def tell_removed(session, *, now) -> None:
    """It is thrown away: to who speaks there that is the same as that it does not go on."""
    if session.is_cancelled or _is_over(session, now):
        return
    for speaker in _speakers(session):
        if _knows(speaker, session):
            emails.speaker_off(speaker, session).send()


def hours_of(slot: TimeSlot) -> str:
    return f"{date_format(slot.starts, 'G.i')} tot {date_format(slot.ends, 'G.i')} uur"


def shown(edition, *, now) -> list[RoomChange]:
    """Return what changed of each session, what was last first; one query."""
    recent = RoomChange.objects.filter(session__edition=edition, changed_at__gt=now - SHOWN)
    last = {}
    for change in recent.filter(session__cancelled_at=None).select_related("session").order_by("changed_at", "pk"):
        before = last.pop(change.session_id, None)
        last[change.session_id] = change.after(before) if before else change
    return list(reversed(last.values()))


def _is_over(session, now):
    return timezone.localdate(now) > session.edition.held_on


def _knows(speaker, session):
    """Whether somebody can know that they speak: they were asked, proposed it themselves, or the programme is there to
    read. Who was put in a draft by mistake hears nothing.
    """
    if not speaker.email:
        return False
    proposed = Proposal.objects.filter(session=session, proposer__isnull=False)
    return (
        session.edition.has_programme
        or bool(speaker.asked_at or speaker.completed_at)
        or proposed.filter(Q(proposer=speaker.user_id) | Q(proposer__email=speaker.email)).exists()
    )


def _speakers(session):
    return session.speakers.exclude(email="").order_by("pk")


def _everybody(session, speakers):
    """Who comes, for what is for everybody together. Who speaks there heard it as a speaker."""
    if session.kind != SessionKind.PLENARY:
        return Registration.objects.none()
    people = Registration.objects.filter(edition=session.edition, state__in=COME).exclude(email="")
    people = people.exclude(email__in=[speaker.email for speaker in speakers])
    return people.select_related("edition", "user").order_by("pk")
