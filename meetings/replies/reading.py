"""What a calendar program answers (RFC 5546, METHOD:REPLY), as data; what it says is noted in answering.py."""

import email
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar

from meetings.models import Answer
from meetings.replies.addresses import invitee_in

SAID = {"ACCEPTED": Answer.YES, "TENTATIVE": Answer.MAYBE, "DECLINED": Answer.NO}
# Where the address stands that the program wrote to, also after the mail was passed on.
TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


MARK = "\ufeff"  # of the order of bytes, in front of a text
KINDS = ("text/calendar", "application/ics")


@dataclass(frozen=True)
class Reply:
    invitee: int
    uid: str
    said: dict[str, Answer]  # by the address of who answers, as the program says; some name everybody who was asked
    at: datetime | None
    sequence: int | None  # of the invitation that was answered


def read(raw: bytes) -> Reply | None:
    """Return the answer in a mail; None for every other mail, however broken."""
    mail = email.message_from_bytes(raw)
    try:
        return _reply(mail, Calendar.from_ical(_text(next(filter(_is_calendar, mail.walk())))))
    except (ValueError, LookupError, AttributeError, StopIteration):
        return None


def _is_calendar(part):
    # Where Gmail or a server in between leaves the file alone, its name is all that says so.
    return part.get_content_type() in KINDS or (part.get_filename() or "").lower().endswith(".ics")


def _text(part):
    """What stands in it, whatever charset it says it has: what we read of it are addresses and words of the format."""
    raw = part.get_payload(decode=True)
    try:
        return raw.decode(part.get_content_charset("utf-8")).removeprefix(MARK)
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace").removeprefix(MARK)


def _reply(mail, calendar):
    event = calendar.walk("VEVENT")[0]
    # A server may take the plus out of the address that was written to; the organiser in the appointment has it still.
    written_to = [str(value) for name in TO for value in mail.get_all(name, [])]
    invitee = invitee_in(" ".join([*written_to, str(event.get("ORGANIZER", ""))]))
    people = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    said = {_address(one): SAID.get(str(one.params.get("PARTSTAT", "")).upper()) for one in people}
    said = {address: answer for address, answer in said.items() if answer}
    if invitee is None or str(calendar.get("METHOD", "")).upper() != "REPLY" or not said:
        return None
    stamp = event.get("DTSTAMP")
    return Reply(
        invitee=invitee,
        uid=str(event["UID"]),
        said=said,
        at=stamp.dt if stamp and stamp.dt.tzinfo else None,
        sequence=int(event["SEQUENCE"]) if "SEQUENCE" in event else None,
    )


def _address(person):
    """Apple names people its own way, and has their address beside it."""
    named = str(person).lower()
    return (
        named.removeprefix("mailto:") if named.startswith("mailto:") else str(person.params.get("EMAIL", "")).lower()
    )
