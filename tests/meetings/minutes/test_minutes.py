"""Minutes: made of the notes, sent to who was asked, approved, and then final and in the library."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from language import pdf
from meetings.minutes import making, paper
from meetings.models import Minutes
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.meetings.factories import (
    AgendaItemFactory,
    DecisionFactory,
    InviteeFactory,
    MeetingFactory,
    MinutesFactory,
    PresenceFactory,
)
from tests.meetings.minutes.conftest import url
from tests.members.factories import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_minutes_are_made_of_the_notes(login, lead, partner, meeting):
    AgendaItemFactory(meeting=meeting, title="Welkom", notes="Iedereen zei hallo.\n")
    AgendaItemFactory(meeting=meeting, title="Pauze")
    client = login(lead)

    response = client.post(url(meeting, "maken/"), follow=True)

    assert "Iedereen zei hallo." in response.text
    assert meeting.minutes.text == "**Welkom**\n\nIedereen zei hallo."
    client.post(url(meeting, "maken/"))
    assert Minutes.objects.count() == 1
    assert "alleen voor wie deze kring leidt" in client.get(url(meeting)).text
    assert login(partner).get(url(meeting)).status_code == 404


def test_no_minutes_before_the_day(login, lead, circle):
    coming = MeetingFactory(circle=circle)

    response = login(lead).post(url(coming, "maken/"), follow=True)

    assert "Deze bijeenkomst is nog niet geweest." in response.text
    assert not Minutes.objects.exists()


def test_chair_corrects_the_text_and_two_at_once_lose_nothing(login, lead, meeting):
    MinutesFactory(meeting=meeting)
    client = login(lead)
    sent = {field.html_name: field.value() or "" for field in client.get(url(meeting, "wijzigen/")).context["form"]}

    assert "Beter zo." in client.post(url(meeting, "wijzigen/"), sent | {"text": "Beter zo."}, follow=True).text
    assert "Kies welke blijft" in client.post(url(meeting, "wijzigen/"), sent | {"text": "Of zo."}).text


def test_sending_tells_who_was_there_and_who_missed_it(login, lead, partner, meeting):
    minutes = MinutesFactory(meeting=meeting)
    decision = DecisionFactory(meeting=meeting)
    came, missed = PresenceFactory(meeting=meeting).user, InviteeFactory(meeting=meeting, yes=True).user
    InviteeFactory(meeting=meeting, withdrawn_at=timezone.now())
    PresenceFactory(meeting=meeting, user=UserFactory(is_active=False))
    client = login(lead)
    assert "Het verslag versturen?" in client.get(url(meeting, "versturen/")).text

    for sentence in ("Het verslag is verstuurd.", "Dit verslag is al verstuurd."):
        assert sentence in client.post(url(meeting, "versturen/"), follow=True).text

    subjects = {mail.to: (mail.subject, decision.text in mail.text) for mail in Email.objects.all()}
    assert subjects == {
        came.email: ("Het verslag van Overleg in het dorp", True),
        missed.email: ("Gemist? Dit is besloten: Overleg in het dorp", True),
    }
    text = login(partner).get(url(meeting)).text
    assert "nog niet vastgesteld" in text
    assert "Stel het verslag vast" not in text
    minutes.refresh_from_db()
    assert minutes.sent_at


def test_mail_without_decisions_says_so(lead, meeting):
    PresenceFactory(meeting=meeting)

    making.send(MinutesFactory(meeting=meeting), by=lead, now=timezone.now())

    assert "Er zijn geen besluiten genomen." in Email.objects.get().text


def test_next_meeting_gets_it_on_its_agenda_by_itself(lead, circle, meeting):
    coming = MeetingFactory(circle=circle, days=20)
    AgendaItemFactory(meeting=coming, title="Welkom")
    AgendaItemFactory(meeting=coming, title="Rondvraag")
    MeetingFactory(circle=circle, days=5, cancelled=True)
    MeetingFactory(days=4)
    minutes = MinutesFactory(meeting=meeting)

    making.send(minutes, by=lead, now=timezone.now())
    making.put_on_agenda(minutes, coming, by=lead, now=timezone.now())

    titles = [item.title for item in coming.items.all()]
    assert [titles[0], titles[2]] == ["Welkom", "Rondvraag"]
    assert titles[1].startswith("Verslag van ")
    item = coming.items.get(position=2)
    assert (item.source_label, item.source_url) == ("Verslag van Overleg in het dorp", url(meeting))


@pytest.mark.parametrize("is_by_itself", [True, False])
def test_an_agenda_begins_with_it_and_who_sends_reads_that_it_gets_too_long(
    login, lead, circle, meeting, is_by_itself
):
    coming = MeetingFactory(circle=circle, days=20)
    AgendaItemFactory(meeting=coming, title="Openstaande punten", minutes=120)
    MinutesFactory(meeting=meeting, sent=not is_by_itself)

    said = login(lead).post(url(meeting, "versturen/" if is_by_itself else "agenderen/"), follow=True).text

    assert coming.items.first().title.startswith("Verslag van ")
    assert f"Kijk naar de agenda van “{coming}”. De punten duren samen 5 minuten langer" in said


def test_next_meeting_that_came_later_gets_it_by_one_click(login, lead, circle, meeting):
    MinutesFactory(meeting=meeting, sent=True)
    client = login(lead)
    assert client.post(url(meeting, "agenderen/")).status_code == 404
    coming = MeetingFactory(circle=circle, days=20, title="Het volgende overleg")
    assert "Zet het op de agenda van Het volgende overleg" in client.get(url(meeting)).text

    for _ in range(2):
        response = client.post(url(meeting, "agenderen/"), follow=True)

    assert "Het vaststellen staat op de agenda van" in response.text
    assert coming.items.count() == 1


def test_next_meeting_of_a_circle_that_ended_is_left_alone(login, lead, circle, meeting, monkeypatch):
    MinutesFactory(meeting=meeting, sent=True)
    MeetingFactory(circle=circle, days=20)
    circle.ended_on = timezone.localdate()
    circle.save()
    monkeypatch.setattr(type(Minutes.objects.all()), "editable_by", lambda self, user: self)

    assert login(lead).post(url(meeting, "agenderen/")).status_code == 404


def test_next_meeting_that_is_called_off_meanwhile_says_so(login, lead, circle, meeting, monkeypatch):
    MinutesFactory(meeting=meeting, sent=True)
    coming = MeetingFactory(circle=circle, days=20, cancelled=True)
    monkeypatch.setattr(making, "next_meeting", lambda meeting, now: coming)
    monkeypatch.setattr(type(type(coming).objects.all()), "editable_by", lambda self, user: self)

    assert "gaat niet meer door" in login(lead).post(url(meeting, "agenderen/"), follow=True).text


def test_pdf_is_tagged_and_names_circles_and_no_people(lead, circle, meeting):
    there = PresenceFactory(meeting=meeting)
    meeting.guest_circles.add(CircleFactory(name="Coalitie Stad"))
    meeting.place, meeting.online_url = "", "https://overleg.invalid/x"
    meeting.save()
    approved_in = MeetingFactory(circle=circle, days=0, title="Het volgende overleg")
    minutes = MinutesFactory(meeting=meeting, approved=True, approved_in=approved_in, remarks="Goed zo.")

    data = paper.contents(minutes, [])

    assert (data["there"], data["circles"], data["absent"]) == (
        "Er was 1 mens, van 1 van de 2 kringen.",
        "Coalitie Dorp",
        "Coalitie Stad",
    )
    assert str(there.user) not in str(data)
    assert data["approved"].endswith("in: Het volgende overleg.")
    assert data["place"] == "Online"
    made = pdf.render(paper.TEMPLATE, data, now=timezone.now())
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid" in made


def test_lines_that_are_bold_are_headings():
    found = paper.parts("**Een**\n\nTekst **vet**.\r\n\r\n****\n\n\n\n**Twee\nregels**")

    assert [(part["heading"], part["text"]) for part in found] == [
        ("Een", ""),
        ("", "Tekst vet."),
        ("", "****"),
        ("", "Twee\nregels"),
    ]


def test_page_of_the_meeting_says_what_was_missed(login, partner, lead, meeting):
    DecisionFactory(meeting=meeting)
    MinutesFactory(meeting=meeting, sent=True)
    client = login(partner)
    assert "Wat is besloten" in client.get(meeting.get_absolute_url()).text
    PresenceFactory(meeting=meeting, user=lead)
    assert "Wat is besloten" in client.get(meeting.get_absolute_url()).text
    InviteeFactory(meeting=meeting, user=partner)

    text = client.get(meeting.get_absolute_url()).text

    assert "Gemist? Dit is besloten" in text
    assert url(meeting) in text
    assert "Gemist?" not in login(lead).get(meeting.get_absolute_url()).text


def test_on_the_day_nobody_missed_anything_yet(login, lead, circle, time_machine):
    time_machine.move_to("2026-11-23 09:00+00:00")  # half an hour after it began
    meeting = MeetingFactory(circle=circle, days=0)
    DecisionFactory(meeting=meeting)
    PresenceFactory(meeting=meeting)
    InviteeFactory(meeting=meeting, user=lead)

    text = login(lead).get(meeting.get_absolute_url()).text

    assert "Wat is besloten" in text
    assert "1 mens tot nu toe." in text


def test_empty_minutes_say_so(login, lead, meeting):
    MinutesFactory(meeting=meeting, text="")

    text = login(lead).get(url(meeting)).text

    assert "Er is niets besloten." in text
    assert "Er is nog niets opgeschreven." in text


def test_desk_leads_to_the_minutes(login, lead, meeting):
    client = login(lead)
    assert "Maak het verslag" in client.get(f"{meeting.get_absolute_url()}opschrijven/").text
    MinutesFactory(meeting=meeting)
    assert "Naar het verslag" in client.get(f"{meeting.get_absolute_url()}opschrijven/").text


@pytest.mark.parametrize(
    "fields",
    [
        {"approved_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"remarks": "Te vroeg"},
    ],
)
def test_database_refuses_what_must_never_be(fields):
    with pytest.raises(IntegrityError, match="meetings_minutes_"), transaction.atomic():
        MinutesFactory(**fields)


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_query_count(login, partner, circle, meeting, django_assert_num_queries, count):
    MinutesFactory(meeting=meeting, sent=True)
    for _ in range(count):
        DecisionFactory(meeting=meeting)
        PresenceFactory(meeting=meeting)
        ActionPointFactory(circle=circle, source_label="x", source_url=f"{meeting.get_absolute_url()}#punt-1")
    client = login(partner)

    # session, user, memberships; minutes; who was there, walk-ins, circles; decisions; points
    with django_assert_num_queries(9):
        client.get(url(meeting))
