"""Who hears that a session goes to another room or time, and what each of them hears of it.

Of a workshop that is who has or is offered a place, and who waits when it is at another time; of what is for everybody
all who come; as long as places are not given, who wished it. Who speaks hears it always. Who came or chose while it
was on its way hears what changed since then, and who knew nothing else hears nothing. Who proposed it and does not
speak there hears only that it leaves the programme.
"""

from collections.abc import Callable
from functools import cache, partial

from django.db.models import Q
from django.utils.formats import date_format

from symposium.allocating import news
from symposium.call import emails as call_emails
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

COME = (RegistrationState.COMING, RegistrationState.OFFERED)


def hours_of(slot: TimeSlot) -> str:
    return f"{date_format(slot.starts, 'G.i')} tot {date_format(slot.ends, 'G.i')} uur"


def came_at(person: Registration):
    return person.confirmed_at or person.created_at


def net(session, steps: list[RoomChange]) -> RoomChange | None:
    """What these steps changed for who knew it as it was before them; None when it is back where it was."""
    room, hours = str(session.room or ""), hours_of(session.slot)
    was = next((step.was for step in steps if step.was), "")
    was_at = next((step.was_at for step in steps if step.was_at), "")
    is_elsewhere, is_later = was and room and was != room, was_at and was_at != hours
    if not (is_elsewhere or is_later):
        return None
    return RoomChange(
        session=session,
        was=was if is_elsewhere else "",
        became=room if is_elsewhere else "",
        was_at=was_at if is_later else "",
        became_at=hours if is_later else "",
        changed_at=steps[-1].changed_at,
    )


def letters(session, steps: list[RoomChange], now) -> list[Callable]:
    """What makes each mail: one for each person, whatever changed."""
    if session.slot is None:
        return _out_of_it(session, steps)

    @cache
    def since(moment):
        return net(session, [step for step in steps if step.changed_at >= moment])

    change, speakers = net(session, steps), speakers_of(session)
    found = [partial(emails.speaker_moved, speaker, session, change) for speaker in speakers if change]
    if not change and not (steps[0].was or steps[0].was_at):
        found += [partial(emails.speaker_placed, speaker, session) for speaker in speakers]
    for seat in seats_of(session):
        change = since(seat.since)
        if change and (change.became_at or seat.state != SeatState.WAITING):
            found.append(partial(emails.moved, seat.registration, session, change, seat))
    for person in everybody(session, speakers):
        if change := since(came_at(person)):
            found.append(partial(emails.moved, person, session, change, None))
    for person in news.who_wished(session):
        change = since(came_at(person))
        if change and change.became_at:
            found.append(partial(news.moved, person, session, hours=change.was_at, now=now))
    return found


def _out_of_it(session, steps):
    """It is in no part of the day any more, and nobody chose it: to who gives it and who proposed it."""
    if not (steps[0].was or steps[0].was_at):  # it was put there and taken out again before anybody heard
        return []
    hours = next(step.was_at for step in steps if step.was_at)
    found = [partial(emails.speaker_waits, speaker, session, hours) for speaker in speakers_of(session)]
    proposal = proposal_of(session)
    return found + ([partial(call_emails.waits, proposal, session)] if proposal else [])


def speakers_of(session) -> list:
    return list(session.speakers.exclude(email="").order_by("pk"))


def without_address(session) -> list[str]:
    """Who speaks and can get no mail, by name: somebody has to call them."""
    return list(session.speakers.filter(email="").order_by("pk").values_list("name", flat=True))


def proposal_of(session) -> Proposal | None:
    """What it came from, if who proposed it does not hear as a speaker what becomes of it."""
    found = Proposal.objects.filter(session=session, proposer__is_active=True)
    proposal = found.select_related("proposer", "edition").first()
    if proposal is None:
        return None
    who = Q(user=proposal.proposer) | Q(email__iexact=proposal.proposer.email)
    return None if session.speakers.exclude(email="").filter(who).exists() else proposal


def seats_of(session):
    seats = Seat.objects.filter(session=session).exclude(registration__email="").order_by("pk")
    return seats.select_related("registration__edition", "registration__user")


def everybody(session, speakers):
    """Who comes, for what is for everybody together. Who speaks there heard it as a speaker."""
    if session.kind != SessionKind.PLENARY:
        return Registration.objects.none()
    people = Registration.objects.filter(edition=session.edition, state__in=COME).exclude(email="")
    people = people.exclude(email__in=[speaker.email for speaker in speakers])
    return people.select_related("edition", "user").order_by("pk")
