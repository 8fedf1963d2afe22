"""A workshop that people wished moves or does not go on: each hears of it once, and what they can still do."""

from django.utils import timezone

from symposium.allocating import emails, wishing
from symposium.models import RegistrationState, Session


def moved(people, session: Session, *, hours, now) -> None:
    """`hours` is when it was. Once the places are given a wish is no news: who has a place there hears of that."""
    if session.edition.allocated_at is None:
        _tell(people, session, now, template="symposium/allocating/emails/wish_moved", hours=hours)


def stopped(people, session: Session, *, now) -> None:
    _tell(people, session, now, template="symposium/allocating/emails/wish_stopped")


def _tell(people, session, now, *, template, **context):
    if not session.edition.is_fair or timezone.localdate(now) > session.edition.held_on:
        return
    until = session.edition.wishes_until if wishing.is_open(session.edition, now) else None
    for person in people:
        if person.email and person.state != RegistrationState.CANCELLED:
            emails.wish_changed(template, person, session, until=until, **context).send()
