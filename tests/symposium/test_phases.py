"""The page of an edition says how far it is; the coordinator's page says what has to be done."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from symposium.models import Speaking
from symposium.programme import standing
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
    page = client.get("/symposium/2027/regie/").text
    assert "Alles voor het programma staat klaar." in page
    # What a municipality puts on its own site.
    assert "/symposium/2027/programma/inbedden/&quot; title=&quot;Programma van het Symposium 2027&quot;" in page


def told(edition, now):
    """{label: (said, is done, comes later)}"""
    found = standing.tasks(edition, now)
    return {task.label: (task.said, task.is_done, task.is_later) for task in found}


def test_what_nobody_could_do_yet_is_not_called_done():
    """As in a fresh copy of last year: what is for everybody stands there, and nothing else."""
    edition = EditionFactory(draft=True, mode="fair", wishes_until=MOMENT)
    SessionFactory(edition=edition, plenary=True, slot=TimeSlotFactory(edition=edition))

    before = told(edition, MOMENT)

    assert before["Beslis over de voorstellen"] == ("de oproep is nog niet open", False, True)
    said = "1 van 1 onderdelen hebben een plek, 0 zalen, nog geen workshop"
    assert before["Maak het programma"] == (said, False, False)
    assert before["Verdeel de plekken"] == ("het symposium is nog niet gepubliceerd", False, True)
    assert before["Vraag wie er was hoe het was"][1:] == (False, True)


@pytest.mark.parametrize(
    ("days", "said", "state"),
    [
        (-1, "de oproep is nog niet open", (False, True)),
        (0, "nog niets te beslissen, de oproep is open tot en met 31 oktober 2026", (False, True)),
        (60, "niets te beslissen", (True, False)),
    ],
)
def test_deciding_is_done_when_the_call_is_over(days, said, state):
    edition = EditionFactory(**CALL)
    opens = timezone.make_aware(datetime.datetime.combine(CALL["call_opens_on"], datetime.time(12)))

    found = told(edition, opens + datetime.timedelta(days=days))

    assert found["Beslis over de voorstellen"] == (said, *state)


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
