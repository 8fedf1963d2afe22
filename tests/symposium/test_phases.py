"""The page of an edition says how far it is; the coordinator's page says what has to be done."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from symposium.models import Speaking
from tests.symposium.factories import (
    EditionFactory,
    ProposalFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
CALL = {"call_opens_on": datetime.date(2026, 10, 1), "call_closes_on": datetime.date(2026, 10, 31)}


@pytest.mark.parametrize(
    ("on", "fields", "phase"),
    [
        ("2026-10-15", {"programme_published_at": None}, "announced"),
        ("2026-10-15", {"programme_published_at": None, **CALL}, "call"),
        ("2026-11-01", {"programme_published_at": None, **CALL}, "announced"),
        ("2026-11-15", {}, "programme"),
        ("2026-11-15", {"registration_opens_at": MOMENT}, "registration"),
        ("2027-02-11", {"registration_opens_at": MOMENT}, "today"),
        ("2027-02-12", {}, "archive"),
    ],
)
def test_visitor_reads_how_far_it_is(client, on, fields, phase):
    EditionFactory(**fields)

    with time_machine.travel(f"{on} 12:00", tick=False):
        response = client.get("/symposium/2027/")

    assert response.context["phase"] == phase


@pytest.mark.parametrize("closes", [31, 15])
def test_call_that_is_still_open_is_offered_beside_registering(client, closes):
    EditionFactory(registration_opens_at=MOMENT, **CALL | {"call_closes_on": datetime.date(2026, 12, closes)})

    with time_machine.travel("2026-12-20 12:00", tick=False):
        text = client.get("/symposium/2027/").text

    assert "Meld je aan" in text
    assert ("Stel een workshop voor" in text) is (closes == 31)


@time_machine.travel("2026-11-15 12:00", tick=False)
def test_way_to_the_day_is_in_the_order_of_the_days(client):
    EditionFactory(
        **CALL,
        registration_opens_at=MOMENT,
        registration_closes_at=MOMENT + datetime.timedelta(days=60),
        mode="fair",
        wishes_until=MOMENT + datetime.timedelta(days=30),
    )

    steps = client.get("/symposium/2027/").context["way"]

    assert [(step.label, step.is_past) for step in steps] == [
        ("Workshops voorstellen", True),
        ("Aanmelden", False),
        ("Wensen opgeven", False),
        ("Het symposium", False),
    ]
    assert steps[1].when == "vanaf 1 november 2026, 10.00 uur tot 31 december 2026, 10.00 uur"


def test_coordinator_reads_what_to_do_first(login, coordinator, time_machine):
    time_machine.move_to("2026-11-22 12:00+00:00")
    edition = EditionFactory(draft=True)
    client = login(coordinator)

    def first():
        return client.get("/symposium/2027/regie/").context["first"].label

    assert first() == "Vertel wanneer en waar"
    edition.publish(now=timezone.now())
    assert first() == "Zet de oproep voor workshops open"
    edition.call_opens_on, edition.call_closes_on = CALL.values()
    edition.save()
    proposal = ProposalFactory(edition=edition)
    assert first() == "Beslis over de voorstellen"
    proposal.delete()
    assert first() == "Maak het programma"
    session = SessionFactory(edition=edition, slot=TimeSlotFactory(edition=edition), room=RoomFactory(edition=edition))
    assert first() == "Laat sprekers hun pagina invullen"
    Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=edition, consented_at=timezone.now()))
    assert first() == "Publiceer het programma"
    edition.programme_published_at = timezone.now()
    edition.save()
    assert first() == "Zet het aanmelden open"
    edition.registration_opens_at = timezone.now()
    edition.save()
    assert "Alles voor het programma staat klaar." in client.get("/symposium/2027/regie/").text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, coordinator, django_assert_num_queries, count):
    edition = EditionFactory()
    SessionFactory.create_batch(count, edition=edition)
    SpeakerFactory.create_batch(count, edition=edition)
    client = login(coordinator)

    # session, user, rights, edition (2), one for each of sessions, speakers, rooms, proposals, and the evaluation with
    # its questionnaire (2)
    with django_assert_num_queries(11):
        client.get("/symposium/2027/regie/")
