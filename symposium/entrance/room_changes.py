"""A session goes to another room or time, or does not go on: who it concerns gets a mail, and who looks reads it.

Another room or time not at once: whoever dropped it in the wrong box puts it back within ten minutes, and then nobody
hears of it. On the day itself there is no time for that. Who hears: audience.py.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from symposium.call import emails as call_emails
from symposium.entrance import audience, emails
from symposium.models import Proposal, Registration, RoomChange, Session, SessionKind
from symposium.seats import locking

# So long it is news; after the day nobody goes anywhere any more.
SHOWN = timedelta(days=7)
SETTLES = timedelta(minutes=10)


def note(session, *, was=None, hours="", ranks=None, is_new=False, now) -> None:
    """Remember that a session is not in `was` any more, not at `hours` (see `audience.hours_of`), or has a time
    at last.
    Call it after saving. On the day itself it is told at once.
    """
    if is_over(session, now):  # somebody puts the archive in order
        return
    left = str(was) if was and was != session.room else ""
    if not (left or hours or is_new):
        return
    RoomChange.objects.create(session=session, was=left, was_at=hours, ranks=ranks or {}, changed_at=now)
    if timezone.localdate(now) == session.edition.held_on:
        _settle(session, waiting(session), now)


def waiting(session) -> list[RoomChange]:
    """The steps that nobody heard of yet, the first one first."""
    return list(RoomChange.objects.filter(session=session, told_at=None).order_by("changed_at", "pk"))


def ranks_before(session, hours: str) -> dict[int, int]:
    """Which wish it was of whom, when it goes back to these hours before anybody heard that it left them."""
    step = next((step for step in waiting(session) if step.was_at == hours), None)
    return {int(person): rank for person, rank in step.ranks.items()} if step else {}


def tell_due(now) -> None:
    """Tell what settled. Twice, late or beside itself: everybody hears it once."""
    steps = RoomChange.objects.filter(told_at=None).values("session", "session__edition")
    due = steps.annotate(last=Max("changed_at")).filter(last__lte=now - SETTLES).order_by("session")
    for edition, session in due.values_list("session__edition", "session"):
        _tell(edition, session, now)


@transaction.atomic
def _tell(edition_pk, session_pk, now):
    # Nobody moves it while it is told.
    edition = locking.lock(edition_pk)
    steps = waiting(session_pk)
    if steps and steps[-1].changed_at <= now - SETTLES:
        session = Session.objects.select_related("slot", "room").get(pk=session_pk)
        session.edition = edition
        _settle(session, steps, now)


def _settle(session, steps, now):
    """Tell these steps, and keep of them what everybody reads."""
    change = None
    if not session.is_cancelled and not is_over(session, now):
        for letter in audience.letters(session, steps, now):
            letter().send()
        change = audience.net(session, steps) if session.slot else None
    RoomChange.objects.filter(pk__in=[step.pk for step in steps]).delete()
    if change:
        change.told_at = now
        change.save()


def tell_off(session, *, now) -> None:
    """It does not go on: for who speaks or proposed it, and for all who come when it was for everybody. Who had a
    place in a workshop hears it where that place is taken away (seats/stopping.py).
    """
    if is_over(session, now):
        return
    speakers = audience.speakers_of(session)
    for speaker in speakers:
        emails.speaker_off(speaker, session).send()
    _tell_proposer(session)
    if session.slot and session.edition.has_programme:
        for person in audience.everybody(session, speakers):
            emails.off(person, session).send()


def tell_dropped(speaker, session, *, now) -> bool:
    """Who knows that they speak there and does not after all, hears it; return whether they did."""
    is_told = _knows(speaker, session) and not session.is_cancelled and not is_over(session, now)
    if is_told:
        emails.speaker_dropped(speaker, session, now=now).send()
    return is_told


def tell_removed(session, *, now) -> None:
    """It is thrown away: to who speaks there or proposed it that is the same as that it does not go on."""
    if session.is_cancelled or is_over(session, now):
        return
    for speaker in who_know(session):
        emails.speaker_off(speaker, session).send()
    _tell_proposer(session)


def who_know(session) -> list:
    return [speaker for speaker in audience.speakers_of(session) if _knows(speaker, session)]


def _tell_proposer(session):
    if proposal := audience.proposal_of(session):
        call_emails.off(proposal, session).send()


def shown(edition, *, now) -> list[RoomChange]:
    """Return what changed of each session, what was last first; one query."""
    recent = RoomChange.objects.filter(session__edition=edition, told_at__isnull=False, changed_at__gt=now - SHOWN)
    last = {}
    for change in recent.filter(session__cancelled_at=None).select_related("session").order_by("changed_at", "pk"):
        before = last.pop(change.session_id, None)
        last[change.session_id] = change.after(before) if before else change
    return list(reversed(last.values()))


def shown_to(person: Registration, *, now) -> list[RoomChange]:
    """The same for one person: of the workshops they have, wait for or are offered, and of what is for everybody. Who
    chose it after it moved never knew another room or time.
    """
    found = shown(person.edition, now=now)
    since = {seat.session_id: seat.since for seat in person.seats.all()} if found else {}
    came = audience.came_at(person)
    return [
        change
        for change in found
        if (known := came if change.session.kind == SessionKind.PLENARY else since.get(change.session_id))
        and known <= change.changed_at
    ]


def is_over(session, now):
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
