"""Every mail about a place that somebody gets, loses or may confirm. They hold a personal link, so they are private.

Without a seat it is about the place for the day itself.
"""

from outbox.messages import Category, absolute, message
from symposium.models import Registration, Seat
from symposium.programme import calendar
from symposium.registering import links


def offered(row: Registration | Seat, until):
    """One per promotion: whoever is offered a place again gets it until another moment."""
    person, seat = (row.registration, row) if isinstance(row, Seat) else (row, None)
    return _mail("symposium/seats/emails/offered", person, seat, key=until.isoformat(), until=until)


def lapsed(person: Registration, seat: Seat | None, *, can_come_back=True):
    row = seat or person
    url = links.url_of(person) if seat else absolute(person.edition.get_absolute_url())
    key = row.offered_until.isoformat()
    return _mail("symposium/seats/emails/lapsed", person, seat, key=key, url=url, can_come_back=can_come_back)


def given(person: Registration, seat: Seat | None, now):
    mail = _mail("symposium/seats/emails/given", person, seat, key=now.isoformat())
    return calendar.attach(mail, person.edition, [seat.session] if seat else [], has_day=seat is None)


def stopped(person: Registration, session, now, *, had_place, was_offered=False):
    """A calendar that was never told has nothing to take out: who only waited gets no file."""
    key = f"{session.pk}:{now.isoformat()}"
    said = {"session": session, "had_place": had_place, "was_offered": was_offered}
    mail = _mail("symposium/seats/emails/stopped", person, None, key=key, **said)
    return calendar.attach_end(mail, session) if had_place else mail


def _mail(template, person, seat, *, key, **context):
    about = f"seat:{seat.pk}" if seat else f"day:{person.pk}"
    return message(
        template,
        to=person.email,
        context={
            "person": person,
            "edition": person.edition,
            "session": seat and seat.session,
            "seat": seat,
            "url": links.url_of(person),
            **context,
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"{template}:{about}:{key}",
        user=person.user,
    )
