"""Sessions for somebody's own calendar: one to download, or all that somebody chose."""

from collections.abc import Iterable

from language import calendars
from outbox.messages import absolute
from symposium.models import Session


def event(session: Session):
    edition = session.edition
    session.slot.edition = edition  # which day it is
    where = [session.room.name if session.room else "", edition.venue, edition.address]
    return calendars.event(
        uid=calendars.uid("symposium-sessie", session.pk),
        # What was put in the programme before calendars were told of anything, stands there since the edition does.
        stamp=session.rescheduled_at or edition.programme_published_at or session.slot.starts_at,
        sequence=session.sequence,
        starts=session.slot.starts_at,
        ends=session.slot.ends_at,
        title=session.title,
        place=", ".join(filter(None, where)),
        url=absolute(session.get_absolute_url()),
        is_cancelled=session.is_cancelled,
    )


def as_file(sessions: Iterable[Session], *, name: str = "", is_feed=False) -> bytes:
    """Return sessions (with slot, room and edition) to open in a calendar; what has no slot yet is left out."""
    events = [event(session) for session in sessions if session.slot]
    return calendars.written(events, product="Symposium", name=name, is_feed=is_feed)


def attach(mail, edition, sessions):
    """Let the sessions of a place that somebody got travel along, to open in their own calendar; return the mail.

    Their UID is that of the download and of the feed: whoever has both sees a session once.
    """
    if sessions:
        mail.attach(f"symposium-{edition.year}.ics", as_file(sessions), "text/calendar")
    return mail
