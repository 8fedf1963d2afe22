"""What calendar programs send back differs in shape: encoding, parts, names of zones, who sent it for whom.

The words are ours; the shapes are those of the programs that are named.
"""

import base64
import email.message
import quopri

import pytest

from meetings.replies import answering
from tests.meetings.replies.conftest import NOW
from tests.meetings.replies.test_replies import answered, invited

pytestmark = pytest.mark.django_db

# A zone as Windows calls it, and as it writes it: beginning in 1601, with a name that no other program knows.
ZONE = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(event, attendee, *, zone=ZONE, lines="", uid="", product="Microsoft Exchange Server 2010"):
    """The appointment in an answer, in the order in which Exchange writes it."""
    text = f"""BEGIN:VCALENDAR
METHOD:REPLY
PRODID:{product}
VERSION:2.0
{zone}BEGIN:VEVENT
{attendee}
{lines}UID:{uid or event["UID"]}
SUMMARY;LANGUAGE=nl-NL:Geaccepteerd: Overleg in Súdwest-Fryslân
DTSTART;TZID=W. Europe Standard Time:20261201T100000
DTEND;TZID=W. Europe Standard Time:20261201T120000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{event["SEQUENCE"]}
LOCATION;LANGUAGE=nl-NL:Café De Proef, één hoog
X-MICROSOFT-CDO-APPT-SEQUENCE:{event["SEQUENCE"]}
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
X-MICROSOFT-CDO-IMPORTANCE:1
X-MICROSOFT-DISALLOW-COUNTER:FALSE
BEGIN:VALARM
DESCRIPTION:REMINDER
TRIGGER;RELATED=START:-PT15M
ACTION:DISPLAY
END:VALARM
END:VEVENT
END:VCALENDAR
"""
    return text.replace("\n", "\r\n")


def part(kind, body, *, charset="utf-8", encoding="base64", **headers):
    """One part of a mail, with its bytes as they travel."""
    raw = body.encode(charset)
    found = email.message.Message()
    found["Content-Type"] = kind
    found["Content-Transfer-Encoding"] = encoding
    for name, value in headers.items():
        found[name.replace("_", "-")] = value
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
    found.set_payload(coded.decode("ascii", "surrogateescape"))
    return found


def mail(event, *parts, kind="multipart/alternative", to=""):
    whole = parts[0]
    if kind:
        whole = email.message.Message()
        whole["Content-Type"] = f'{kind}; boundary="_000_deel_{len(parts)}_{kind[-4:]}_"'
        for one in parts:
            whole.attach(one)
    whole["From"] = "Iemand <iemand@elders.invalid>"
    whole["To"] = to or f'"Netwerk" <{event["ORGANIZER"].removeprefix("MAILTO:")}>'
    whole["Subject"] = "=?iso-8859-1?Q?Geaccepteerd:_Overleg?="
    return whole


def words(text="Ik kom graag."):
    return part('text/plain; charset="iso-8859-1"', text, charset="iso-8859-1", encoding="quoted-printable")


@pytest.fixture
def event(invitee):
    return invited(invitee)


@pytest.fixture
def person(invitee):
    """How most programs write who answers."""
    return f'ATTENDEE;PARTSTAT=ACCEPTED;CN="Proefstra, Jelle":mailto:{invitee.user.email}'


def heard(one):
    return answering.hear(one.as_bytes(), now=NOW)


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_outlook_in_every_encoding(invitee, event, person, charset, encoding):
    body = part(
        f'text/calendar; charset="{charset}"; method=REPLY',
        calendar(event, person),
        charset=charset,
        encoding=encoding,
    )

    assert heard(mail(event, words(), body))

    assert answered(invitee) == "yes"


def test_outlook_with_a_charset_that_nobody_knows(invitee, event, person):
    body = part('text/calendar; charset="x-unknown"; method=REPLY', calendar(event, person), charset="windows-1252")

    assert heard(mail(event, body, kind=""))

    assert answered(invitee) == "yes"


def test_outlook_without_the_zone_it_names_and_with_a_mark_of_the_byte_order(invitee, event, person):
    text = "\ufeff" + calendar(event, person, zone="")

    assert heard(mail(event, words(), part("text/calendar; charset=utf-8; method=REPLY", text)))

    assert answered(invitee) == "yes"


@pytest.mark.parametrize("change", [lambda uid: uid.split("@")[0], str.upper])
def test_program_that_cuts_or_changes_the_uid(invitee, event, person, change):
    text = calendar(event, person, uid=change(str(event["UID"])))

    assert heard(mail(event, words(), part("text/calendar; charset=utf-8; method=REPLY", text)))

    assert answered(invitee) == "yes"


def test_uid_of_another_meeting_does_not_count(invitee, event, person):
    text = calendar(event, person, uid=str(event["UID"]).replace("bijeenkomst-", "bijeenkomst-9"))

    assert not heard(mail(event, words(), part("text/calendar; charset=utf-8; method=REPLY", text)))


def gmail(event, attendee):
    return calendar(event, attendee, zone="", product="-//Google Inc//Google Calendar 70.9054//EN").replace(
        ";TZID=W. Europe Standard Time:20261201T100000", ":20261201T090000Z"
    )


@pytest.mark.parametrize("is_twice", [True, False])
def test_gmail_as_text_and_as_a_file_or_as_a_file_alone(invitee, event, is_twice):
    attendee = (
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Jel\n"
        f' le Proefstra;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Ik ben er niet":mailto:{invitee.user.email}'
    )
    text = gmail(event, attendee)
    shown = [words(), part("text/html; charset=UTF-8", "<p>Afgewezen</p>")]
    if is_twice:
        shown.append(part("text/calendar; charset=UTF-8; method=REPLY", text, encoding="8bit"))
    alternative = email.message.Message()
    alternative["Content-Type"] = 'multipart/alternative; boundary="0000000000binnen"'
    for one in shown:
        alternative.attach(one)
    file = part('application/ics; name="invite.ics"', text, Content_Disposition='attachment; filename="invite.ics"')

    assert heard(mail(event, alternative, file, kind="multipart/mixed"))

    assert answered(invitee) == "no"


def test_file_that_only_its_name_says_is_a_calendar(invitee, event, person):
    disposition = 'attachment; filename="Antwoord.ICS"'
    file = part("application/octet-stream", calendar(event, person), Content_Disposition=disposition)

    assert heard(mail(event, words(), file, kind="multipart/mixed"))

    assert answered(invitee) == "yes"


@pytest.mark.parametrize(
    "who", ["mailto:{}", "/aMDEwMTAxMDE/principal/", "urn:uuid:0B1E5F60-0000-4000-8000-000000000000"]
)
def test_apple_inline_and_naming_people_its_own_way(invitee, event, who):
    address = invitee.user.email
    attendee = f'ATTENDEE;CN="Jelle";CUTYPE=INDIVIDUAL;EMAIL="{address}";PARTSTAT=TENTATIVE:{who.format(address)}'
    text = calendar(event, attendee, product="-//Apple Inc.//macOS 15.1//EN", lines="REQUEST-STATUS:2.0;Success\n")
    inline = part("text/calendar; charset=utf-8; method=REPLY", text, Content_Disposition="inline")

    assert heard(mail(event, words(), inline, kind="multipart/mixed"))

    assert answered(invitee) == "maybe"


def test_exchange_tentative_by_a_delegate_with_a_comment_about_one_of_a_series(invitee, event):
    attendee = (
        'ATTENDEE;PARTSTAT=TENTATIVE;SENT-BY="mailto:secretariaat@elders.invalid";CN=Jelle:'
        f"MAILTO:{invitee.user.email.upper()}"
    )
    lines = (
        "RECURRENCE-ID;TZID=W. Europe Standard Time:20261201T100000\n"
        "COMMENT;LANGUAGE=nl-NL:Ik kom een half uur later\\, door de file.\\n\n"
    )
    body = part("text/calendar; charset=utf-8; method=REPLY", calendar(event, attendee, lines=lines))
    inner = mail(event, words(), body)
    # Passed on as a whole by the secretary.
    forwarded = email.message.Message()
    forwarded["Content-Type"] = "message/rfc822"
    forwarded.set_payload([inner])

    assert (
        heard(mail(event, words("Zie onder."), forwarded, kind="multipart/mixed", to="agenda@netwerk.invalid"))
        is False
    )
    assert heard(mail(event, words("Zie onder."), forwarded, kind="multipart/mixed"))

    assert answered(invitee) == "maybe"


def test_server_that_takes_the_plus_out_of_the_address(invitee, event, person):
    """Then the organiser in the appointment still has it, and it is signed."""
    lines = f"ORGANIZER;CN=Netwerk:{event['ORGANIZER']}\n"
    body = part("text/calendar; charset=utf-8; method=REPLY", calendar(event, person, lines=lines))

    assert heard(mail(event, words(), body, to="agenda@netwerk.invalid"))

    assert answered(invitee) == "yes"


def test_program_that_names_everybody_tells_only_of_who_was_asked(invitee, event, person):
    """Some send the whole list back. Nobody answers for somebody else with it."""
    others = (
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ander@elders.invalid\n"
        "ATTENDEE;PARTSTAT=DECLINED:mailto:derde@elders.invalid\n"
    )
    body = part("text/calendar; charset=utf-8; method=REPLY", calendar(event, person, lines=others))

    assert heard(mail(event, words(), body))
    assert answered(invitee) == "yes"

    nobody = calendar(event, others.splitlines()[1])
    assert not heard(mail(event, part("text/calendar; charset=utf-8; method=REPLY", nobody)))


def test_answer_in_a_format_of_one_program_is_left_for_people(invitee, event):
    tnef = part('application/ms-tnef; name="winmail.dat"', "x\x9f>", charset="latin-1")

    assert not heard(mail(event, words(), tnef, kind="multipart/mixed"))
