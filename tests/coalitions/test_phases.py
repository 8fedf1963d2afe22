"""How far a coalition is, and was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from coalitions import phases
from coalitions.models import PhaseChange
from members.refused import Refused
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

MARCH, MAY, JULY = date(2025, 3, 1), date(2025, 5, 1), date(2025, 7, 1)


@pytest.fixture
def coalition():
    return CoalitionFactory(name="Wâldhoeke")


@pytest.fixture
def leader(coalition):
    return MembershipFactory(circle=coalition.circle, leader=True, user__name="Leider Vastlegger").user


@pytest.fixture
def change(coalition):
    def _change(phase, since, note=""):
        return phases.change_phase(coalition, phase, since=since, note=note, by=None, now=timezone.now())

    return _change


def page(coalition):
    return reverse("coalitions:phase_edit", args=[coalition.slug])


def current(coalition):
    coalition.refresh_from_db()
    return coalition.phase


def test_phase_is_what_the_newest_change_says(coalition, change):
    change("running", MAY)
    change("exploring", MARCH)  # remembered later

    assert current(coalition) == "running"
    assert [one.phase for one in coalition.phase_changes.all()] == ["running", "exploring"]


def test_change_that_was_a_mistake_is_forgotten(coalition, change):
    change("exploring", MARCH)
    mistake = change("lasting", MAY)

    phases.forget_change(mistake)
    assert current(coalition) == "exploring"

    phases.forget_change(coalition.phase_changes.get())
    assert current(coalition) == ""


def test_day_that_says_something_is_not_written_over(coalition, change):
    change("exploring", MARCH, "Van de een")

    with pytest.raises(Refused, match="Op 1 maart 2025 staat al: oriënteren"):
        change("forming", MARCH, "Van de ander")
    with pytest.raises(Refused, match="was de coalitie al in deze fase, sinds 1 maart 2025"):
        change("exploring", MAY)

    assert coalition.phase_changes.get().note == "Van de een"


def test_button_pressed_twice_is_one_change(coalition, change):
    assert change("exploring", MARCH, "Ja") == change("exploring", MARCH, "Ja")
    assert coalition.phase_changes.count() == 1


def test_database_holds_one_change_per_day(coalition, change):
    change("exploring", MARCH)

    with pytest.raises(IntegrityError, match="one_per_day"):
        PhaseChange.objects.create(coalition=coalition, phase="forming", since=MARCH, recorded_at=timezone.now())


def test_name_of_a_change(change):
    assert str(change("exploring", MARCH)) == "Wâldhoeke: oriënteren sinds 2025-03-01"


def test_leader_records_a_phase_with_its_day(login, leader, coalition, change):
    change("exploring", MARCH)
    client = login(leader)
    assert client.get(page(coalition)).context["form"]["phase"].value() == "exploring"

    response = client.post(
        page(coalition), {"phase": "forming", "since": "2025-05-01", "note": "We zijn begonnen."}, follow=True
    )

    assert response.redirect_chain == [(coalition.get_absolute_url(), 302)]
    assert "Vastgelegd: vormen, sinds 1 mei 2025." in response.text
    assert "We zijn begonnen." in response.text
    assert coalition.phase_changes.first().recorded_by == leader
    assert "door Leider Vastlegger" in client.get(page(coalition)).text


@pytest.mark.parametrize(
    ("data", "field", "error"),
    [
        ({"phase": "forming"}, "since", "Dit veld is verplicht."),
        (
            {"phase": "klaar", "since": "2025-05-01"},
            "phase",
            "Selecteer een geldige keuze. klaar is geen beschikbare keuze.",
        ),
        ({"phase": "forming", "since": "2999-01-01"}, "since", "Kies vandaag of een dag die geweest is."),
        (
            {"phase": "forming", "since": "2025-03-01"},
            "since",
            "Op 1 maart 2025 staat al: oriënteren. Kies een andere dag, of haal die regel hieronder eerst weg.",
        ),
    ],
)
def test_wrong_phase_is_explained_at_the_field(login, leader, coalition, change, data, field, error):
    change("exploring", MARCH)

    response = login(leader).post(page(coalition), data)

    assert response.context["form"].errors == {field: [error]}
    assert coalition.phase_changes.count() == 1


def test_day_of_tomorrow_is_refused_and_today_is_not(login, leader, coalition):
    today = timezone.localdate()
    client = login(leader)

    client.post(page(coalition), {"phase": "forming", "since": today + timedelta(days=1)})
    assert not coalition.phase_changes.exists()

    client.post(page(coalition), {"phase": "forming", "since": today})
    assert coalition.phase_changes.get().since == today


def test_leader_takes_a_change_away_after_a_question(login, leader, coalition, change):
    path = reverse("coalitions:phase_delete", args=[coalition.slug, change("exploring", MARCH).pk])
    client = login(leader)
    assert "Wil je deze regel weghalen?" in client.get(path).text
    assert coalition.phase_changes.exists()

    response = client.post(path, follow=True)

    assert "De regel is weg." in response.text
    assert "Er is nog geen fase vastgelegd." in response.text


def test_change_of_another_coalition_is_not_found_here(login, leader, coalition):
    elsewhere = phases.change_phase(CoalitionFactory(), "forming", since=MARCH, by=None, now=timezone.now())

    assert (
        login(leader).get(reverse("coalitions:phase_delete", args=[coalition.slug, elsewhere.pk])).status_code == 404
    )


@pytest.mark.parametrize("count", [1, 3])
def test_history_query_count(login, leader, coalition, change, django_assert_max_num_queries, count):
    for phase, since in [("exploring", MARCH), ("forming", MAY), ("running", JULY)][:count]:
        change(phase, since)
    client = login(leader)

    # session, user, memberships, coalition twice (seen, editable), history with who, and what the rooms ask
    with django_assert_max_num_queries(12) as queries:
        client.get(page(coalition))

    assert len([one for one in queries.captured_queries if "phasechange" in one["sql"]]) == 1
