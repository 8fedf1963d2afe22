"""Accepting in Outlook is enough: what a calendar program answers is noted, and nobody answers for somebody else."""

import datetime
import email
import email.policy
import imaplib

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings import calling, inviting, telling
from meetings.models import Invitee
from meetings.replies import addresses, answering, fetching, tasks
from outbox.models import Email
from tests.meetings.factories import InviteeFactory
from tests.meetings.replies.conftest import NOW

pytestmark = pytest.mark.django_db
PARTSTATS = {"yes": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED"}


def invited(invitee):
    """The appointment in the mail that this person got."""
    telling.tell(invitee.pk, now=timezone.now())
    mail = email.message_from_bytes(bytes(Email.objects.latest("pk").mime), policy=email.policy.default)
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return event


def reply(event, partstat="ACCEPTED", *, at=NOW, method="REPLY", to="", lines=""):
    """What a program sends back when somebody presses the button."""
    to = to or event["ORGANIZER"].removeprefix("MAILTO:")
    body = f"""BEGIN:VCALENDAR
METHOD:{method}
PRODID:-//Een programma
VERSION:2.0
BEGIN:VEVENT
UID:{event["UID"]}
SEQUENCE:{event["SEQUENCE"]}
DTSTAMP:{at:%Y%m%dT%H%M%SZ}
ATTENDEE;PARTSTAT={partstat}:{event["ATTENDEE"]}
{lines}END:VEVENT
END:VCALENDAR
"""
    head = f"From: iemand@elders.invalid\nTo: {to}\nSubject: Geaccepteerd\nMIME-Version: 1.0\n"
    return f'{head}Content-Type: text/calendar; method={method}; charset="utf-8"\n\n{body}'.encode()


def answered(invitee):
    invitee.refresh_from_db()
    return invitee.answer


@pytest.mark.parametrize("said", ["yes", "maybe", "no"])
def test_answer_of_a_program_counts(invitee, said):
    event = invited(invitee)
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"

    assert answering.hear(reply(event, PARTSTATS[said]), now=NOW)

    assert answered(invitee) == said


def test_mail_says_that_accepting_is_enough(invitee, settings):
    invited(invitee)
    assert "“Accepteren” in je agendaprogramma is ook genoeg" in Email.objects.get().text
    Email.objects.all().delete()
    settings.CALENDAR_MAILBOX = settings.CALENDAR_ADDRESS = ""
    invitee.told_sequence = None
    invitee.save()

    event = invited(invitee)

    assert "weten we alleen door je antwoord op die pagina" in Email.objects.get().text
    assert event["ORGANIZER"] == f"MAILTO:{settings.CONTACT_EMAIL}"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_answer_through_a_mail_server_that_changes_the_case(invitee):
    event = invited(invitee)
    mail = reply(event, to=f"Netwerk <{event['ORGANIZER'].removeprefix('MAILTO:').upper()}>")

    assert answering.hear(mail, now=NOW)

    assert answered(invitee) == "yes"


def test_address_goes_on_when_the_key_is_renewed(invitee, settings):
    event = invited(invitee)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-andere-sleutel-die-lang-genoeg-is"

    assert answering.hear(reply(event), now=NOW)


def test_nobody_answers_for_somebody_else(invitee, lead):
    other = InviteeFactory(meeting=invitee.meeting, user=lead)
    event = invited(invitee)
    forged = addresses.address_of(invitee).replace(f"+{invitee.pk}-", f"+{other.pk}-")
    elsewhere = InviteeFactory(user=invitee.user)

    for mail in (
        reply(event, to=forged),
        reply(event, to="agenda@netwerk.invalid"),
        reply(event, to=addresses.address_of(other)),
        reply(event, to=addresses.address_of(elsewhere)),
    ):
        assert not answering.hear(mail, now=NOW)

    assert not Invitee.objects.exclude(answer="").exists()


@pytest.mark.parametrize(
    "change",
    [
        (b"ACCEPTED", b"DELEGATED"),
        (b"METHOD:REPLY", b"METHOD:COUNTER"),
        (b"BEGIN:VEVENT", b"BEGIN:VTODO"),
        (b"ATTENDEE;", b"COMMENT;"),
        (b"UID:", b"X-UID:"),
        (b"SEQUENCE:0", b"SEQUENCE:veel"),
        (b"DTSTAMP:2026", b"DTSTAMP:ooit"),
        (b"BEGIN:VCALENDAR", b"\xff\xfe\x00"),
        (b"text/calendar", b"text/plain"),
    ],
)
def test_what_is_no_answer_is_left_for_people(invitee, change):
    mail = reply(invited(invitee))
    assert change[0] in mail

    assert not answering.hear(mail.replace(*change), now=NOW)

    assert answered(invitee) == ""


def test_answer_without_moment_or_number_counts(invitee):
    lines = reply(invited(invitee)).splitlines(keepends=True)
    mail = b"".join(line for line in lines if not line.startswith((b"DTSTAMP", b"SEQUENCE")))

    assert answering.hear(mail, now=NOW)

    assert answered(invitee) == "yes"


def test_what_was_said_on_the_page_later_stays(invitee):
    event = invited(invitee)
    late = reply(event, at=NOW - datetime.timedelta(minutes=5))
    inviting.answer(invitee, "no", now=NOW)

    assert answering.hear(late, now=NOW)

    assert answered(invitee) == "no"


def test_clock_that_runs_ahead_does_not_win_for_ever(invitee):
    ahead = reply(invited(invitee), at=NOW + datetime.timedelta(days=400))
    assert answering.hear(ahead, now=NOW)
    inviting.answer(invitee, "no", now=NOW)

    assert answering.hear(ahead, now=NOW)

    assert answered(invitee) == "no"


def test_answer_to_the_old_time_does_not_count(invitee, lead):
    mail = reply(invited(invitee))
    meeting = invitee.meeting
    meeting.starts = datetime.time(8)
    calling.change(meeting, ["starts"], by=lead, now=NOW)

    assert answering.hear(mail, now=NOW)

    assert answered(invitee) == ""


def test_answer_counts_when_what_was_mailed_holds_again(invitee, lead):
    mail = reply(invited(invitee))
    meeting = invitee.meeting
    for hour in (8, meeting.starts.hour):
        meeting.starts = meeting.starts.replace(hour=hour)
        calling.change(meeting, ["starts"], by=lead, now=NOW)

    assert answering.hear(mail, now=NOW)

    assert answered(invitee) == "yes"


def test_answer_after_it_was_called_off_changes_nothing(invitee, lead):
    mail = reply(invited(invitee))
    calling.cancel(invitee.meeting, reason="Te weinig mensen.", by=lead, now=NOW)

    assert answering.hear(mail, now=NOW)

    assert answered(invitee) == ""


def test_declining_keeps_who_comes_instead(invitee, lead):
    event = invited(invitee)
    inviting.answer(invitee, "no", instead=lead, now=NOW - datetime.timedelta(hours=1))

    assert answering.hear(reply(event, "DECLINED"), now=NOW)
    assert invitee.meeting.invitees.invited().filter(user=lead).exists()
    assert answering.hear(
        reply(event, "ACCEPTED", at=NOW + datetime.timedelta(hours=1)), now=NOW + datetime.timedelta(hours=2)
    )

    assert answered(invitee) == "yes"
    assert not invitee.meeting.invitees.invited().filter(user=lead).exists()


class Server:
    """A mailbox in memory, as imaplib shows it."""

    mails = {}
    flags = {}
    did = []

    def __init__(self, *where, timeout):
        self.did.append(where)

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.did.append("logout")

    def login(self, *who):
        self.did.append(who)

    def select(self, folder):
        self.did.append(folder)

    def uid(self, command, *given):
        if command == "search":
            return "OK", [" ".join(number for number in self.mails if number not in self.flags).encode()]
        number, *_rest, last = given
        if command == "fetch":
            return "OK", [(b"1 (BODY[]", self.mails[number]), b")"]
        self.flags[number] = last
        return "OK", [b""]


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(Server, "mails", {})
    monkeypatch.setattr(Server, "flags", {})
    monkeypatch.setattr(Server, "did", [])
    kinds = {"imaps": (Server, 993), "imap": (Server, 143)}
    assert {name: kind for name, (kind, _port) in fetching.KINDS.items()} == {
        "imaps": imaplib.IMAP4_SSL,
        "imap": imaplib.IMAP4,
    }
    monkeypatch.setattr(fetching, "KINDS", kinds)
    return Server


def test_every_mail_is_heard_once_and_stays(invitee, server):
    server.mails |= {"7": reply(invited(invitee)), "8": b"Subject: Ik kom later\n\nTot straks"}

    tasks.read_answers()
    tasks.read_answers()

    assert answered(invitee) == "yes"
    assert server.flags == {"7": r"(\Seen)", "8": r"(\Seen \Flagged)"}
    assert server.did[:4] == [("mail.invalid", 993), ("agenda", "gehe@im"), "Agenda", "logout"]
    assert fetching.fetch(now=NOW) == 0


def test_without_a_folder_it_is_the_inbox(server, settings):
    settings.CALENDAR_MAILBOX = "imap://agenda:geheim@mail.invalid:1143"

    assert fetching.fetch(now=NOW) == 0

    assert server.did[0] == ("mail.invalid", 1143)
    assert server.did[2] == "INBOX"


def test_without_a_mailbox_nobody_looks(server, settings):
    settings.CALENDAR_MAILBOX = settings.CALENDAR_ADDRESS = ""

    tasks.read_answers()

    assert server.did == []
