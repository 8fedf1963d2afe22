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


@dataclass(frozen=True)
class Reply:
    invitee: int
    uid: str
    address: str  # who answers, as the program says
    said: Answer
    at: datetime | None
    sequence: int | None  # of the invitation that was answered


def read(raw: bytes) -> Reply | None:
    """Return the answer in a mail; None for every other mail, however broken."""
    mail = email.message_from_bytes(raw)
    invitee = invitee_in(" ".join(str(value) for name in TO for value in mail.get_all(name, [])))
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    if invitee is None or not parts:
        return None
    try:
        return _reply(invitee, Calendar.from_ical(parts[0].get_payload(decode=True)))
    except (ValueError, LookupError, AttributeError):
        return None


def _reply(invitee, calendar):
    event = calendar.walk("VEVENT")[0]
    (person,) = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    said = SAID.get(str(person.params.get("PARTSTAT", "")).upper())
    if str(calendar.get("METHOD", "")).upper() != "REPLY" or said is None:
        return None
    stamp = event.get("DTSTAMP")
    return Reply(
        invitee=invitee,
        uid=str(event["UID"]),
        address=str(person).lower().removeprefix("mailto:"),
        said=said,
        at=stamp.dt if stamp and stamp.dt.tzinfo else None,
        sequence=int(event["SEQUENCE"]) if "SEQUENCE" in event else None,
    )
