"""Minutes are approved in the next meeting, and are final from then on."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from actions import planning
from language import pdf
from library.models import Document
from meetings import calling
from meetings.minutes import making, paper
from meetings.models import Minutes
from tests.actions.factories import ActionPointFactory
from tests.meetings.factories import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinutesFactory,
    PresenceFactory,
)
from tests.meetings.minutes.conftest import url
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db


def approve(minutes, by):
    return making.approve(minutes, approved_in=None, remarks="", by=by, now=timezone.now())


def test_minutes_are_approved_in_the_next_meeting(login, lead, member, circle, meeting):
    meeting.visibility = "network"
    meeting.save()
    MinutesFactory(meeting=meeting, sent=True)
    decision = DecisionFactory(meeting=meeting)
    PresenceFactory(meeting=meeting, user=MembershipFactory(circle=circle, user__organisation="Praktijk Zuid").user)
    point = ActionPointFactory(
        circle=circle, what="Bel de\npraktijken", source_label="x", source_url=f"{meeting.get_absolute_url()}#punt-1"
    )
    planning.hand_over([point.pk], to=lead, by=lead, now=timezone.now())
    today, coming = MeetingFactory(circle=circle, days=0), MeetingFactory(circle=circle, days=9)
    client = login(lead)
    choices = client.get(url(meeting, "vaststellen/")).context["form"].fields["approved_in"].queryset
    assert (list(choices), coming in choices) == ([today], False)

    said = {"approved_in": today.pk, "remarks": "Punt 2 ontbrak."}
    response = client.post(url(meeting, "vaststellen/"), said, follow=True)

    assert "Het verslag is vastgesteld en staat in de bibliotheek." in response.text
    assert "Punt 2 ontbrak." in response.text
    assert "Actiepunten, zoals het nu staat" in response.text
    agreed = Minutes.objects.get().agreed
    assert agreed == f"Bel de praktijken ({point.who}, uiterlijk {date_format(point.due_on, 'j F Y')})"
    assert f"<li>{agreed}</li>" in response.text
    assert "Van: Praktijk Zuid." in response.text
    document = Document.objects.get()
    assert (document.circle, document.visibility, document.kind) == (circle, "network", "minutes")
    assert document.title.startswith("Verslag Overleg in het dorp, ")
    version = document.versions.get()
    assert version.is_readable
    words = version.pages.get().text
    for part in (
        decision.text,
        "Bel de\npraktijken",
        "Iedereen stelde zich voor.",
        "Punt 2 ontbrak.",
        "Er was 1 mens",
    ):
        assert part in words
    assert document.get_absolute_url() in login(member).get(url(meeting)).text
    # The portal made it, and it never changes: nothing to scan, to replace or to look at again.
    page = login(lead).get(document.get_absolute_url()).text
    assert "Dit bestand maakte het portaal zelf." in page
    for offered in ("Voeg een nieuwe versie toe", "Vervang door een ander document", "Klopt dit nog?", "Nagekeken"):
        assert offered not in page


def test_what_is_approved_is_not_on_a_later_agenda_any_more(lead, circle, meeting):
    minutes = MinutesFactory(meeting=meeting, sent=True)
    today, coming = MeetingFactory(circle=circle, past=True), MeetingFactory(circle=circle, days=9)
    AgendaItemFactory(meeting=coming, title="Welkom")
    for one in (today, coming):
        making.put_on_agenda(minutes, one, by=lead, now=timezone.now())

    approve(minutes, lead)

    assert [item.title for item in coming.items.all()] == ["Welkom"]
    assert today.items.count() == 1


def test_minutes_that_nobody_read_are_not_approved(login, lead, meeting):
    MinutesFactory(meeting=meeting)

    response = login(lead).post(url(meeting, "vaststellen/"), {"remarks": ""}, follow=True)

    assert "Verstuur het verslag eerst" in response.text


def test_minutes_too_long_for_a_pdf_say_so(lead, meeting, monkeypatch):
    monkeypatch.setattr(pdf, "LARGEST", 10)

    with pytest.raises(making.Refused, match="te lang"):
        approve(MinutesFactory(meeting=meeting, sent=True), lead)

    assert not Document.objects.exists()


def test_approved_minutes_are_final(login, lead, meeting):
    minutes = approve(MinutesFactory(meeting=meeting, sent=True), lead)
    client = login(lead)

    assert client.get(url(meeting, "wijzigen/")).status_code == 403
    assert "vastgesteld" in client.get(url(meeting)).text
    with pytest.raises(making.Refused, match="al vastgesteld"):
        approve(minutes, lead)
    for change in (lambda: Minutes.objects.update(text="Stiekem"), lambda: Minutes.objects.all().delete()):
        with pytest.raises(IntegrityError, match="approved minutes"), transaction.atomic():
            change()
    minutes.document.delete()
    assert not Minutes.objects.get().document


@pytest.mark.parametrize(
    ("part", "typed"), [("wijzigen/", {"text": "Nog beter."}), ("vaststellen/", {"remarks": "Punt 2."})]
)
def test_who_typed_while_the_minutes_were_approved_keeps_the_text(login, lead, partner, meeting, part, typed):
    minutes = MinutesFactory(meeting=meeting, sent=True)
    client = login(lead)
    sent = {field.html_name: field.value() or "" for field in client.get(url(meeting, part)).context["form"]}
    approve(minutes, lead)

    response = client.post(url(meeting, part), sent | typed)

    assert "vastgesteld" in " ".join(response.context["form"].non_field_errors())
    assert next(iter(typed.values())) in response.text
    assert login(partner).post(url(meeting, part), typed).status_code == 403
    minutes.refresh_from_db()
    assert (minutes.text, minutes.remarks) == ("**Welkom**\n\nIedereen stelde zich voor.", "")


@pytest.mark.parametrize(
    ("part", "typed"), [("wijzigen/", {"text": "Nog beter."}), ("vaststellen/", {"remarks": "Punt 2."})]
)
def test_who_typed_while_the_meeting_was_called_off_keeps_the_text(login, lead, circle, part, typed):
    meeting = MeetingFactory(circle=circle, days=0)
    minutes = MinutesFactory(meeting=meeting)
    client = login(lead)
    sent = {field.html_name: field.value() or "" for field in client.get(url(meeting, part)).context["form"]}
    earlier = meeting.starts_at - datetime.timedelta(days=1)
    calling.cancel(meeting, reason="De zaal is dicht.", by=lead, now=earlier)

    response = client.post(url(meeting, part), sent | typed)

    assert "niet meer door" in " ".join(response.context["form"].non_field_errors())
    assert next(iter(typed.values())) in response.text
    minutes.refresh_from_db()
    assert (minutes.text, minutes.remarks) == ("**Welkom**\n\nIedereen stelde zich voor.", "")
    # Who wrote them can still read them.
    assert client.get(url(meeting)).status_code == 200


def both_approve(minutes, lead, meeting_point):
    meeting_point(paper, "to_library")
    return at_once(*[lambda: approve(minutes, lead)] * 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_make_one_document(meeting, lead, meeting_point):
    outcomes = both_approve(MinutesFactory(meeting=meeting, sent=True), lead, meeting_point)

    assert kinds(outcomes) == ["Minutes", "Refused"]
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_who_approve_at_once_collide(meeting, lead, meeting_point, monkeypatch):
    monkeypatch.setattr(calling, "locked", lambda meeting: meeting)
    monkeypatch.setattr(making, "lock", lambda rows, pk: rows.get(pk=pk))

    outcomes = both_approve(MinutesFactory(meeting=meeting, sent=True), lead, meeting_point)

    assert kinds(outcomes) != ["Minutes", "Refused"]
