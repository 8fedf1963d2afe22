"""Who hears that a session goes to another room or time, and what each of them hears of it.

Of a workshop that is who has or is offered a place, and who waits when it is at another time; of what is for everybody
all who come; as long as places are not given, who wished it. Who speaks hears it always. Who came or chose while it
was on its way hears what changed since then, and who knew nothing else hears nothing.
"""

from collections.abc import Callable
from functools import cache, partial

from django.utils.formats import date_format

from symposium.allocating import news
from symposium.entrance import emails
from symposium.models import Registration, RegistrationState, RoomChange, Seat, SeatState, SessionKind, TimeSlot

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


def speakers_of(session) -> list:
    return list(session.speakers.exclude(email="").order_by("pk"))


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
