"""A workshop that people wished moves or does not go on: each hears of it once, and what they can still do."""

from django.utils import timezone

from symposium.allocating import emails, wishing
from symposium.models import Registration, RegistrationState, Session


def who_wished(session: Session) -> list[Registration]:
    """Once the places are given a wish is no news: who has a place there hears of that."""
    is_news = session.edition.is_fair and session.edition.allocated_at is None
    return _reached(wishing.who_wished(session)) if is_news else []


def moved(person: Registration, session: Session, *, hours, now):
    """The mail; `hours` is when it was."""
    return _mail("symposium/allocating/emails/wish_moved", person, session, now, hours=hours)


def stopped(people, session: Session, *, now) -> None:
    if not session.edition.is_fair or timezone.localdate(now) > session.edition.held_on:
        return
    for person in _reached(people):
        _mail("symposium/allocating/emails/wish_stopped", person, session, now).send()


def _reached(people):
    return [person for person in people if person.email and person.state != RegistrationState.CANCELLED]


def _mail(template, person, session, now, **context):
    until = session.edition.wishes_until if wishing.is_open(session.edition, now) else None
    return emails.wish_changed(template, person, session, until=until, **context)
