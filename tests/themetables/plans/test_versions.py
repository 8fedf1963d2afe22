"""Every version of a plan: the list, one, two beside each other."""

import pytest
from pytest_django.asserts import assertContains

from tests.themetables.plans.editing import EDIT, PLAN, save, typed
from themetables.plans import keeping

pytestmark = pytest.mark.django_db


def test_versions_stand_in_order_and_beside_each_other(login, plan, sitter):
    client = login(sitter)
    client.post(EDIT, typed(client, goal="Elk gezin krijgt de uren die nodig zijn, overal."))

    history = client.get(f"{PLAN}versies/")
    pair = client.get(f"{PLAN}versies/vergelijk/")

    assert [version.number for version in history.context["versions"]] == [2, 1]
    assertContains(pair, ", overal")
    assert [row.label for row in pair.context["rows"] if row.is_changed] == ["Doel"]
    assertContains(client.get(f"{PLAN}versies/2/"), "Dit is de nieuwste versie.")
    assertContains(client.get(f"{PLAN}versies/1/"), "Vergelijk met hoe het nu is")


def test_any_two_versions_are_compared(login, plan, sitter):
    for text in ("Twee", "Drie"):
        save(plan, sitter, goal=text)
    client = login(sitter)

    response = client.get(f"{PLAN}versies/vergelijk/?oud=3&nieuw=1")

    assert [version.number for version in response.context["pair"]] == [1, 3]
    assertContains(client.get(f"{PLAN}versies/vergelijk/?oud=9&nieuw=1"), "Er klopt iets niet")


def test_one_version_has_nothing_beside_it(login, plan, sitter):
    assertContains(login(sitter).get(f"{PLAN}versies/vergelijk/"), "Er valt nog niets te vergelijken")


def test_versions_of_the_draft_stay_at_the_table(login, plan, lead, member, coordinator):
    keeping.submit(plan, version=1, by=lead, now=plan.changed_at)

    assert [version.number for version in login(member).get(f"{PLAN}versies/").context["versions"]] == [2]
    assert login(member).get(f"{PLAN}versies/1/").status_code == 404
    assert login(coordinator).get(f"{PLAN}versies/1/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_same_number_of_questions(login, plan, sitter, django_assert_num_queries, count):
    for number in range(count):
        save(plan, sitter, goal=f"Doel {number}")
    client = login(sitter)

    # session, user, memberships; plan, versions; the rooms
    with django_assert_num_queries(6):
        client.get(f"{PLAN}versies/")
