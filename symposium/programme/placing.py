"""Giving a session its slot and room, and who speaks in it. What cannot be is refused in one sentence.

The database refuses it as well (symposium/models/programme.py); here is asked first, under the lock that every change
of places takes, so that the sentence can say who or what stands in the way.
"""

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format

from members.conflicts import lock
from members.models import User
from members.refused import Refused
from symposium import words
from symposium.allocating import news, wishing
from symposium.entrance import audience, day_changes, room_changes
from symposium.models import Edition, Registration, Room, Session, SessionKind, Speaker, Speaking, TimeSlot
from symposium.seats import stopping

GONE = "Iemand anders heeft dit intussen uit het programma gehaald."


@transaction.atomic
def place(session: Session, slot: TimeSlot, room: Room | None, *, by: User, now) -> Session:
    """Put it in a slot and a room. Who has a seat in it comes along. Raises Refused, and then nothing changed."""
    session = locked(session)
    if (session.slot_id, session.room_id) == (slot.pk, room and room.pk):
        return session
    _check_cancelled(session)
    _check_room(session, slot, room)
    if slot.pk != session.slot_id:
        _check_kind(session, slot)
        _check_speakers(session, slot)
        _check_seats(session, slot)
        if session.edition.allocated_at is None:
            _check_wishes(session, slot)
    was, hours, ranks, is_new = session.room, "", {}, session.slot is None
    if session.slot and slot.pk != session.slot_id:
        hours, ranks = audience.hours_of(session.slot), wishing.ranks_of(session)
    session.slot, session.room = slot, room
    _rescheduled(session, by=by, now=now)
    if hours:
        wishing.moved(session, room_changes.ranks_before(session, audience.hours_of(slot)))
    if session.edition.has_programme:
        room_changes.note(session, was=was, hours=hours, ranks=ranks, is_new=is_new, now=now)
    return session


@transaction.atomic
def take_out(session: Session, *, by: User, now) -> Session:
    """Take it out of the programme; it waits for another place. Only when nobody chose it."""
    session = locked(session)
    if session.slot_id is None:
        return session
    _check_chosen(session, "Haal hem pas uit het programma als iedereen een andere plek heeft.")
    wishing.withdraw(session)
    was, hours = session.room, audience.hours_of(session.slot)
    session.slot, session.room = None, None
    _rescheduled(session, by=by, now=now)
    if session.edition.has_programme:
        room_changes.note(session, was=was, hours=hours, now=now)
    return session


@transaction.atomic
def call_off(session: Session, *, by: User, now, reason: str = "") -> tuple[int, int]:
    """It does not go on, and the programme says so. Who had a place, and who wished it, hears of it; return how many
    those are.

    When the places were given the wishes have done their work. They stay, to explain why somebody gets another place.
    """
    session = locked(session)
    if session.is_cancelled:
        return 0, 0
    session.cancelled_at, session.off_reason = now, reason
    _rescheduled(session, by=by, now=now)
    wished = [] if session.edition.allocated_at else wishing.withdraw(session)
    news.stopped(wished, session, now=now)
    room_changes.tell_off(session, now=now)
    return stopping.stop(session, now=now), len(wished)


@transaction.atomic
def remove(session: Session, *, now) -> None:
    """Throw it away. Only when nobody chose it; a proposal it came from stays, and says so. Who speaks hears it."""
    session = locked(session)
    _check_removable(session)
    wishing.withdraw(session)
    room_changes.tell_removed(session, now=now)
    session.delete()


@transaction.atomic
def remove_slot(slot: TimeSlot) -> None:
    lock(Edition.objects.all(), slot.edition_id)
    _check_removable(slot)
    slot.delete()


@transaction.atomic
def remove_room(room: Room) -> None:
    lock(Edition.objects.all(), room.edition_id)
    _check_removable(room)
    room.delete()


def why_it_stays(thing: Session | TimeSlot | Room) -> str:
    """What stands in the way of throwing it away; empty when nothing does."""
    try:
        _check_removable(thing)
    except Refused as refused:
        return str(refused)
    return ""


@transaction.atomic
def add_speaker(session: Session, speaker: Speaker) -> None:
    session = locked(session)
    if session.slot_id:
        _check_free([speaker], session, session.slot, field="speaker")
    Speaking.objects.get_or_create(session=session, speaker=speaker)


@transaction.atomic
def drop_speaker(session: Session, speaker: Speaker, *, now) -> bool:
    """Somebody does not speak here after all, and hears it; return whether a mail went. The session stays, with who
    else speaks.
    """
    session = locked(session)
    gone, _ = Speaking.objects.filter(session=session, speaker=speaker).delete()
    return bool(gone) and room_changes.tell_dropped(speaker, session, now=now)


@transaction.atomic
def remove_speaker(speaker: Speaker) -> None:
    """Take a speaker off the edition. Not as long as that person is in the programme: then nobody would speak."""
    lock(Edition.objects.all(), speaker.edition_id)
    names = list(speaker.speaking.values_list("session__title", flat=True))
    if names:
        raise Refused(f"{speaker} spreekt nog bij {_listed(names)}. Haal {speaker} daar eerst weg.")
    speaker.delete()


def locked(session):
    """The session as it is now, under the lock of its edition. Raises Refused."""
    edition = lock(Edition.objects.all(), session.edition_id)
    found = Session.objects.select_related("slot", "room").filter(pk=session.pk).first()
    if found is None:
        raise Refused(GONE)
    found.edition = edition
    return found


def _rescheduled(session, *, by, now):
    session.sequence += 1
    session.rescheduled_at = now
    session.save_version(by=by, now=now)


def _check_cancelled(session):
    if session.is_cancelled:
        raise Refused(f"“{session}” gaat niet door, en krijgt dus geen nieuwe plek.")


def _check_room(session, slot, room):
    if room is None:
        return
    there = Session.objects.filter(slot=slot, room=room, cancelled_at=None).exclude(pk=session.pk).first()
    if there:
        raise Refused(f"In {room} is dan al “{there}”. Kies een andere zaal of een ander tijdvak.", field="room")
    if session.capacity and session.capacity > room.capacity:
        raise Refused(
            f"“{session}” is voor {words.people(session.capacity)} en {room} heeft {words.places(room.capacity)}. "
            "Kies een grotere zaal, of maak het aantal plekken van de workshop kleiner.",
            field="room",
        )


def _check_speakers(session, slot):
    _check_free(Speaker.objects.filter(speaking__session=session), session, slot, field="slot")


def _check_free(speakers, session, slot, *, field):
    busy = Speaking.objects.filter(speaker__in=speakers, slot=slot).exclude(session=session)
    if clash := busy.select_related("speaker", "session").first():
        raise Refused(f"{clash.speaker} spreekt dan al bij “{clash.session}”.", field=field)


def _check_seats(session, slot):
    """Somebody with a seat here and another one then would lose one of the two: nobody is put out in silence."""
    if people := in_the_way(session, slot):
        have, may = ("heeft", "kan") if len(people) == 1 else ("hebben", "kunnen")
        raise Refused(
            f"{_named(people)} {have} in “{slot}” al een plek bij een andere workshop, of {may} daar ja op zeggen. "
            f"“{session}” blijft daarom waar hij was. Overleg eerst, en geef bij Aanmeldingen een van de "
            "twee plekken terug. Of kies een ander tijdvak.",
            field="slot",
        )


def in_the_way(session: Session, slot: TimeSlot) -> list[Registration]:
    """Who would be in two workshops at once, by name."""
    seats = stopping.clashing(session, slot).select_related("registration__edition")
    return [seat.registration for seat in seats.order_by("registration__name", "pk")]


def _check_wishes(session, slot):
    """A wish more than one can give would have to go, and nobody loses a wish in silence."""
    if count := wishing.too_many(session, slot):
        who, have = ("Iemand gaf", "heeft") if count == 1 else (f"{count} mensen gaven", "hebben")
        raise Refused(
            f"{who} “{session}” op als wens en {have} in “{slot}” al {wishing.MOST} andere wensen. Meer kan niet. "
            f"“{session}” blijft daarom waar hij was. Kies een ander tijdvak. Of maak de workshop nog een keer en "
            "laat deze niet doorgaan: dan krijgt wie hem wenste een mail.",
            field="slot",
        )


def _check_kind(session, slot):
    """What is for everybody has nothing beside it that one could choose."""
    other = {SessionKind.WORKSHOP: SessionKind.PLENARY, SessionKind.PLENARY: SessionKind.WORKSHOP}.get(session.kind)
    beside = slot.sessions.filter(kind=other, cancelled_at=None).exclude(pk=session.pk).first()
    if beside and session.is_workshop:
        sentence = f"“{slot}” is voor iedereen samen: “{beside}”. Kies voor een workshop een ander tijdvak."
        raise Refused(sentence, field="slot")
    if beside:
        sentence = f"In “{slot}” staan al workshops. Kies voor “{session}” een tijdvak voor iedereen samen."
        raise Refused(sentence, field="slot")


def _check_removable(thing):
    if isinstance(thing, Session):
        return _check_chosen(thing, "Weggooien kan alleen als niemand hem koos.")
    names = list(thing.sessions.values_list("title", flat=True))
    if names and isinstance(thing, TimeSlot):
        raise Refused(f"In “{thing}” staat nog iets: {_listed(names)}. Verplaats dat eerst.")
    if names:
        raise Refused(f"In {thing} staat nog iets: {_listed(names)}. Kies daar eerst een andere zaal voor.")


def _check_chosen(session, instead):
    # Wishes for what does not go on say nothing any more.
    count = session.seats.count() + (0 if session.is_cancelled else session.wishes.count())
    if count:
        who = "Iemand koos" if count == 1 else f"{count} mensen kozen"
        off = "Gaat hij niet door? Klik op zijn pagina op “Gaat niet door”: wie hem koos, krijgt een mail."
        raise Refused(f"{who} “{session}”. {instead} {off}")


def _named(people):
    names = [person.name for person in people[:3]]
    if rest := len(people) - len(names):
        names.append(f"nog {rest}")
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _listed(names):
    shown = ", ".join(f"“{name}”" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} en nog {len(names) - 3}"


@transaction.atomic
def keep(thing: Room | TimeSlot, *, now) -> Room | TimeSlot:
    """Save what a form made of a room or a slot. Raises Refused when there is another one in its place."""
    edition = lock(Edition.objects.all(), thing.edition_id)
    _check_other(thing)
    before = TimeSlot.objects.filter(pk=thing.pk).first() if isinstance(thing, TimeSlot) else None
    thing.save()
    if before and (before.starts, before.ends) != (thing.starts, thing.ends):
        # Calendars hear of another time, and so does who has a place then.
        thing.sessions.update(sequence=F("sequence") + 1, rescheduled_at=now)
        if edition.has_programme:
            hours = audience.hours_of(before)
            for session in thing.sessions.filter(cancelled_at=None).select_related("room").order_by("pk"):
                session.edition, session.slot = edition, thing
                room_changes.note(session, hours=hours, now=now)
    return thing


def outside(slot: TimeSlot) -> str:
    """What to say of a part of the day that begins before the edition or goes on after it: people go by its hours."""
    edition = slot.edition
    if edition.starts_at <= slot.starts and slot.ends <= edition.ends_at:
        return ""
    hours = f"{date_format(edition.starts_at, 'G.i')} tot {date_format(edition.ends_at, 'G.i')} uur"
    return (
        f"Het symposium staat aangekondigd van {hours}. Klopt dat nog? Je wijzigt het in de regie, bij "
        "“Datum, plaats en toegankelijkheid wijzigen”."
    )


def _check_other(thing):
    others = type(thing).objects.filter(edition=thing.edition_id).exclude(pk=thing.pk)
    if isinstance(thing, Room):
        if others.filter(name=thing.name).exists():
            raise Refused(f"Er is al een zaal die {thing} heet.", field="name")
        return
    other = others.filter(starts__lt=thing.ends, ends__gt=thing.starts).order_by("starts").first()
    if other:
        raise Refused(
            f"Dan is “{other}” er al, van {audience.hours_of(other)}. "
            "Twee tijdvakken kunnen niet over elkaar heen lopen.",
            field="starts" if other.starts <= thing.starts else "ends",
        )


@transaction.atomic
def keep_edition(edition: Edition, fields, *, now) -> None:
    """Save these fields and no more: who takes a place meanwhile counts. Of another day, time or place calendars
    hear, and who is registered.
    """
    lock(Edition.objects.all(), edition.pk)
    before = Edition.objects.get(pk=edition.pk)
    edition.save(update_fields=[*fields, "year"])
    if day_changes.moves_sessions(before, edition):
        edition.sessions.exclude(slot=None).update(sequence=F("sequence") + 1, rescheduled_at=now)
    if day_changes.is_told(before, edition):
        edition.sequence, edition.rescheduled_at = before.sequence + 1, now
        edition.save(update_fields=["sequence", "rescheduled_at"])
        day_changes.note(edition, before, now=now)


def publish(edition: Edition, *, now) -> None:
    """Let everybody read the programme. Raises Refused when there is nothing to read yet."""
    if not edition.is_published:
        raise Refused("Publiceer eerst het symposium zelf. Daarna kan het programma.")
    if not edition.sessions.exclude(slot=None).exists():
        raise Refused("Er staat nog niets in het programma. Zet er eerst iets in.")
    if edition.programme_published_at is None:
        edition.programme_published_at = now
        edition.save(update_fields=["programme_published_at"])
