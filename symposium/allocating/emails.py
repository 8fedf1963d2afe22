"""The one mail that an allocation sends: your day, and why it is so."""

from outbox.messages import Category, message
from symposium.models import Registration, Seat, SeatState
from symposium.programme import calendar
from symposium.registering import links


def send_places(allocation, edition, registrations, reasons, *, is_again):
    """To each of these one mail; the same run never mails somebody twice."""
    seats = {}
    rows = Seat.objects.filter(registration__in=registrations).exclude(state=SeatState.OFFERED)
    for seat in rows.select_related("session__room", "session__slot", "slot"):
        seats[seat.registration_id, seat.slot_id, seat.state] = seat
    slots = list(edition.slots.order_by("starts"))
    people = Registration.objects.filter(pk__in=registrations).exclude(email="").select_related("user")
    for person in people.order_by("pk"):
        person.edition = edition
        parts = [
            {
                "slot": slot,
                "seat": seats.get((person.pk, slot.pk, SeatState.CONFIRMED)),
                "reason": reasons[person.pk, slot.pk],
                "waits": seats.get((person.pk, slot.pk, SeatState.WAITING)),
            }
            for slot in slots
            if (person.pk, slot.pk) in reasons
        ]
        _places(allocation, edition, person, parts, is_again).send()


def _places(allocation, edition, person, parts, is_again):
    sessions = [part["seat"].session for part in parts if part["seat"]]
    for session in sessions:
        session.edition = edition
    mail = message(
        "symposium/allocating/emails/places",
        to=person.email,
        user=person.user,
        context={
            "person": person,
            "edition": edition,
            "parts": parts,
            "is_again": is_again,
            "has_sessions": bool(sessions),
            "waits": any(part["waits"] for part in parts),
            "url": links.url_of(person),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium-allocation:{allocation.pk}:{person.pk}",
    )
    return calendar.attach(mail, edition, sessions)


def wish_changed(template, person, session, *, until, **context):
    """About one workshop that they wished, before places are given. `until` is when wishes close; None if they did."""
    return message(
        template,
        to=person.email,
        user=person.user,
        context={
            "person": person,
            "edition": session.edition,
            "session": session,
            "until": until,
            "url": links.wishes_url_of(person),
            **context,
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"{template}:{session.pk}:{session.sequence}:{person.pk}",
    )
