"""Every mail of the day itself."""

from outbox.messages import Category, message
from symposium.programme import calendar
from symposium.registering import feeds, links


def moved(registration, session, *, change, hours):
    """To another room (`change`), another time than `hours`, or both. It moves in their calendar as well."""
    mail = message(
        "symposium/entrance/emails/moved",
        to=registration.email,
        user=registration.user,
        context={
            "registration": registration,
            "session": session,
            "change": change,
            "hours": hours,
            # At another time somebody may want another workshop.
            "url": links.url_of(registration) if hours else links.ticket_url_of(registration),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:moved:{session.pk}:{session.sequence}:{registration.pk}",
    )
    return calendar.attach(mail, session.edition, [session])


def day_moved(person, change, *, is_elsewhere):
    """The whole day is on another day, elsewhere, or both; every workshop of theirs moves in their calendar."""
    edition, sessions = person.edition, list(feeds.sessions(person))
    mail = message(
        "symposium/entrance/emails/day_moved",
        to=person.email,
        user=person.user,
        context={
            "person": person,
            "edition": edition,
            "change": change,
            "is_other_day": change.held_on != edition.held_on,
            "is_elsewhere": is_elsewhere,
            "has_file": bool(sessions),
            "url": links.url_of(person),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:day-moved:{change.pk}:{person.pk}",
    )
    return calendar.attach(mail, edition, sessions)
