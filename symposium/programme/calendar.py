"""The day and its sessions for somebody's own calendar: to download, to subscribe to, or with a mail."""

from collections.abc import Iterable
from email.message import MIMEPart

from language import calendars
from meetings import moments
from outbox.messages import absolute
from symposium.models import Edition, Session

PRODUCT = "Symposium"


def day(edition: Edition):
    """The whole day: for who chose nothing yet, and for who needs no workshop in their calendar."""
    return calendars.event(
        uid=calendars.uid("symposium", edition.pk),
        stamp=edition.rescheduled_at or edition.published_at or moments.at(edition.held_on, edition.starts_at),
        sequence=edition.sequence,
        starts=moments.at(edition.held_on, edition.starts_at),
        ends=moments.at(edition.held_on, edition.ends_at),
        title=f"Symposium Kansrijke Start Fryslân: {edition.theme}",
        place=f"{edition.venue}, {edition.address}",
        url=absolute(edition.get_absolute_url()),
    )


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


def as_file(sessions: Iterable[Session], *, edition: Edition | None = None, name: str = "", is_feed=False) -> bytes:
    """Return sessions (with slot, room and edition) to open in a calendar, after the whole day if an edition is
    given; what has no slot yet is left out.
    """
    events = [day(edition)] if edition else []
    events += [event(session) for session in sessions if session.slot]
    return calendars.written(events, product=PRODUCT, name=name, is_feed=is_feed)


def attach(mail, edition, sessions, *, has_day=False):
    """Let sessions that somebody has a place in, and the day if they come, travel along to open in their own calendar;
    return the mail.

    Their UID is that of the download and of the feed: whoever has both sees a session once, and a later mail about it
    changes it there.
    """
    if not (sessions or has_day):
        return mail
    return _with_file(mail, edition, as_file(sessions, edition=edition if has_day else None), "PUBLISH")


def attach_end(mail, session):
    """The same, for what does not go on: the calendar takes it out."""
    body = calendars.written([event(session)], product=PRODUCT, method="CANCEL")
    return _with_file(mail, session.edition, body, "CANCEL")


def _with_file(mail, edition, body, method):
    part = MIMEPart()
    # What the part says is what the file says (RFC 6047): programs look at the part.
    part.set_content(
        body.decode(),
        subtype="calendar",
        disposition="attachment",
        filename=f"symposium-{edition.year}.ics",
        params={"method": method},
    )
    mail.attach(part)
    return mail
