"""What a calendar program hears: the file, and the mails that invite, change and call off."""

import datetime
import email
import email.policy

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings import calendar, calling, inviting, tasks, telling
from meetings.models import Invitee
from outbox.models import Category, Email, Preference
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(circle, lead, partner):
    return MeetingFactory(circle=circle, title="Overleg", place="Dorpshuis, zaal 2", day=datetime.date(2027, 3, 29))


@pytest.fixture(autouse=True)
def winter(time_machine):
    time_machine.move_to("2026-11-22 12:00+00:00")


def run(time_machine=None):
    """Every mail that waits, as the timetable does; with the clock moved on a quarter of an hour later."""
    if time_machine:
        time_machine.move_to(timezone.now() + datetime.timedelta(minutes=15))
    for invitee in Invitee.objects.to_tell(timezone.now()).order_by("pk"):
        tasks.mail_invitation(invitee_id=invitee.pk)


def last_to(user):
    """Return the newest mail to this person: subject, text, the method of its calendar part, and the event."""
    row = Email.objects.filter(to=user.email).latest("pk")
    parsed = email.message_from_bytes(bytes(row.mime), policy=email.policy.default)
    parts = {part.get_content_type(): part for part in parsed.walk()}
    part = parts["text/calendar"]
    content = part.get_content()
    # As another form of the text, and as a file for programs that look for one: the same.
    assert parsed.get_content_type() == "multipart/mixed"
    assert part in list(parts["multipart/alternative"].iter_parts())
    assert parts["application/ics"].get_content() == part.get_payload(decode=True)
    found = Calendar.from_ical(content)
    assert part["Content-Type"].params["method"] == found["METHOD"]
    # Whatever comes back, comes to somebody who reads it.
    assert found.walk("VEVENT")[0]["ORGANIZER"] == f"MAILTO:{parsed['Reply-To']}"
    (event,) = found.walk("VEVENT")
    return row.subject, parts["text/plain"].get_content(), str(found["METHOD"]), event


def test_invitation_is_a_calendar_mail(lead, partner, meeting, circle):
    inviting.invite(meeting, on=timezone.localdate(), now=timezone.now())
    run()

    subject, text, method, event = last_to(partner)

    assert subject == "Uitnodiging: Overleg, 29 maart 2027"
    assert f"Je bent uitgenodigd voor een bijeenkomst van {circle}." in text
    assert f"{meeting.get_absolute_url()}antwoord/" in text
    assert method == "REQUEST"
    assert event["UID"] == f"bijeenkomst-{meeting.pk}@127.0.0.1"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["DTSTART"].to_ical() == b"20270329T093000"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["LOCATION"] == "Dorpshuis, zaal 2"
    assert event["ATTENDEE"] == f"MAILTO:{partner.email}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ORGANIZER"].params["CN"] == str(circle)
    assert Email.objects.filter(category=Category.MEETING).count() == 2


def test_nobody_is_mailed_twice_about_the_same(meeting, partner):
    invitee = InviteeFactory(meeting=meeting, user=partner)

    assert telling.tell(invitee.pk, now=timezone.now())
    assert not telling.tell(invitee.pk, now=timezone.now())
    run()

    assert Email.objects.count() == 1


def test_change_of_place_is_mailed_with_a_higher_number_and_of_the_title_is_not(meeting, lead, partner, time_machine):
    InviteeFactory(meeting=meeting, user=partner, yes=True, told=True)
    meeting.title = "Anders"
    calling.change(meeting, ["title"], by=lead, now=timezone.now())
    run()
    assert not Email.objects.exists()

    meeting.place = "Kerk"
    calling.change(meeting, ["place"], by=lead, now=timezone.now())
    run()
    assert not Email.objects.exists()  # it may be put right yet
    run(time_machine)
    subject, text, method, event = last_to(partner)

    assert subject == "Gewijzigd: Anders, 29 maart 2027"
    assert "is gewijzigd. Zo is het nu:" in text
    assert "Je antwoordde: ik kom. Wordt het anders?" in text
    assert (method, event["SEQUENCE"], event["LOCATION"]) == ("REQUEST", 1, "Kerk")
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_what_is_put_back_in_time_nobody_hears(meeting, lead, partner, time_machine):
    invitee = InviteeFactory(meeting=meeting, user=partner)
    run()
    for place in ("Kerk", meeting.place):
        meeting.place = place
        calling.change(meeting, ["place"], by=lead, now=timezone.now())

    run(time_machine)

    assert Email.objects.count() == 1
    invitee.refresh_from_db()
    assert (invitee.told_sequence, invitee.sent_sequence) == (2, 0)


def test_change_of_what_is_near_is_mailed_at_once(meeting, lead, partner, time_machine):
    InviteeFactory(meeting=meeting, user=partner, told=True)
    time_machine.move_to("2027-03-28 12:00+00:00")
    meeting.place = "Kerk"
    calling.change(meeting, ["place"], by=lead, now=timezone.now())

    run()

    assert last_to(partner)[0] == "Gewijzigd: Overleg, 29 maart 2027"


def test_cancellation_takes_it_out_of_the_calendar(meeting, lead, partner):
    InviteeFactory(meeting=meeting, user=partner, told=True)
    InviteeFactory(meeting=meeting, user=lead)  # never told: nothing to take out
    uid = calendar.event(meeting)["UID"]

    calling.cancel(meeting, reason="Te weinig mensen kunnen.", by=lead, now=timezone.now())
    run()
    run()
    subject, text, method, event = last_to(partner)

    assert subject == "Gaat niet door: Overleg, 29 maart 2027"
    assert "Te weinig mensen kunnen." in text
    assert (method, event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCEL", "CANCELLED", 1, uid)
    assert Email.objects.count() == 1


def test_substitute_is_invited_and_sent_home(meeting, lead, partner, time_machine):
    invitee = InviteeFactory(meeting=meeting, user=lead, told=True)

    inviting.answer(invitee, "no", instead=partner, now=timezone.now())
    run()
    subject, text, method, event = last_to(partner)
    assert f"{lead} kan niet, en vraagt of jij in die plaats" in text
    assert method == "REQUEST"

    inviting.answer(invitee, "yes", now=timezone.now())
    run()
    subject, text, method, event = last_to(partner)
    assert subject == "Je hoeft niet te komen: Overleg, 29 maart 2027"
    assert "Dat is niet meer nodig." in text
    assert (method, "STATUS" in event) == ("CANCEL", False)

    time_machine.shift(60)
    inviting.answer(invitee, "no", instead=partner, now=timezone.now())
    run()
    method, again = last_to(partner)[2:]
    assert (method, again["SEQUENCE"], again["STATUS"]) == ("REQUEST", event["SEQUENCE"], "CONFIRMED")
    assert again["DTSTAMP"].dt > event["DTSTAMP"].dt
    assert Email.objects.count() == 3


def test_nobody_hears_of_what_was(circle, partner):
    InviteeFactory(meeting=MeetingFactory(circle=circle, past=True), user=partner)

    run()

    assert not Email.objects.exists()


def test_who_wants_no_mail_of_meetings_gets_none(meeting, partner):
    Preference.objects.create(user=partner, category=Category.MEETING, frequency=Preference.Frequency.NEVER)
    InviteeFactory(meeting=meeting, user=partner)

    run()

    assert not Email.objects.exists()


def test_timetable_starts_one_task_per_person(meeting, lead, partner, monkeypatch):
    invitees = [InviteeFactory(meeting=meeting, user=user) for user in (lead, partner)]
    InviteeFactory(meeting=meeting, told=True)
    started = []
    monkeypatch.setattr(tasks.mail_invitation, "delay", lambda **kwargs: started.append(kwargs["invitee_id"]))

    tasks.mail_invitations()

    assert started == [invitee.pk for invitee in invitees]


def test_file_is_the_same_as_long_as_nothing_changes(login, partner, lead, meeting):
    client = login(partner)
    url = f"{meeting.get_absolute_url()}bijeenkomst.ics"

    first, second = client.get(url), client.get(url)

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.content == second.content
    found = Calendar.from_ical(first.content)
    (event,) = found.walk("VEVENT")
    assert found["METHOD"] == "PUBLISH"
    assert [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["DTEND"].dt == meeting.ends_at
    assert "ATTENDEE" not in event
    assert 'bijeenkomst.ics" download' in client.get(meeting.get_absolute_url()).text


def test_file_is_not_for_who_only_reads_along(login, member, circle):
    meeting = MeetingFactory(circle=circle, for_network=True, online_url="https://voorbeeld.invalid/zaal")

    assert login(member).get(f"{meeting.get_absolute_url()}bijeenkomst.ics").status_code == 404


def test_online_meeting_has_its_link(circle):
    meeting = MeetingFactory(circle=circle, place="", online_url="https://voorbeeld.invalid/zaal")

    event = calendar.event(meeting)

    assert event["LOCATION"] == "https://voorbeeld.invalid/zaal"
    assert event["DESCRIPTION"] == "Online meedoen: https://voorbeeld.invalid/zaal"


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_one_person_once(meeting, partner):
    invitee = InviteeFactory(meeting=meeting, user=partner)
    now = timezone.now()

    at_once(*[lambda: telling.tell(invitee.pk, now=now)] * 3)

    assert Email.objects.count() == 1


def test_member_of_a_guest_circle_is_mailed_for_that_circle(meeting):
    guest = MembershipFactory()
    meeting.guest_circles.add(guest.circle)

    inviting.invite(meeting, on=timezone.localdate(), now=timezone.now())

    assert meeting.invitees.get(user=guest.user).circle == guest.circle
