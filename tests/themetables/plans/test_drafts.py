"""What somebody typed and did not save yet: kept beside the plan, per person."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.editing import EDIT, KEEP, PLAN, save, typed
from themetables.models import PlanDraft, TablePlan
from themetables.plans import drafting

pytestmark = pytest.mark.django_db


def test_draft_is_kept_beside_the_plan_and_found_again(login, plan, sitter, lead):
    client = login(sitter)
    data = typed(client, goal="Half geschre")

    response = client.post(KEEP, data)

    assert response.status_code == 200
    assert response.content.decode().startswith("Je klad is bewaard om ")
    assert TablePlan.objects.get().goal == plan.goal
    again = client.get(EDIT)
    assertContains(again, "Je gaat verder met je klad")
    assertContains(again, "Half geschre")
    assertContains(client.get(PLAN), "Je hebt nog een klad")
    assertNotContains(login(lead).get(EDIT), "Half geschre")


def test_two_people_have_a_draft_each(login, plan, sitter, lead):
    for person, text in ((sitter, "Van Lieuwe"), (lead, "Van Trui"), (lead, "Van Trui, verder")):
        client = login(person)
        client.post(KEEP, typed(client, goal=text))

    kept = [(draft.user, draft.data["goal"]) for draft in PlanDraft.objects.order_by("pk")]
    assert kept == [(sitter, "Van Lieuwe"), (lead, "Van Trui, verder")]


def test_draft_of_an_older_text_is_compared_when_it_is_saved(login, plan, sitter, lead):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Doel van Lieuwe."))
    save(plan, lead, goal="Doel van Trui.")

    response = client.post(EDIT, typed(client))

    assertContains(response, "Terwijl jij schreef, bewaarde Trui Trekstra")
    assert TablePlan.objects.get().goal == "Doel van Trui."


def test_saving_takes_the_draft_away(login, plan, sitter):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Half"))

    client.post(EDIT, typed(client, goal="Heel"))

    assert not PlanDraft.objects.exists()
    assertNotContains(client.get(EDIT), "Je gaat verder met je klad")


def test_draft_that_says_the_same_is_no_draft(login, plan, sitter):
    bottleneck = BottleneckFactory(state="agenda")
    client = login(sitter)

    client.post(KEEP, typed(client))
    assert drafting.find(plan, sitter) is None

    client.post(KEEP, typed(client, bottlenecks=[bottleneck.pk]))
    assert drafting.find(plan, sitter).data["bottlenecks"] == [str(bottleneck.pk)]
    assert client.get(EDIT).context["form"]["bottlenecks"].value() == [str(bottleneck.pk)]


def test_draft_is_thrown_away_on_demand(login, plan, sitter):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Half"))

    response = client.post(f"{KEEP}weg/")

    assertRedirects(response, EDIT)
    assert not PlanDraft.objects.exists()


def test_draft_longer_than_any_plan_is_refused(login, plan, sitter):
    client = login(sitter)

    response = client.post(KEEP, typed(client, goal="a" * 20_001))

    assert (response.status_code, response.content.decode()) == (400, "Dit is te lang om als klad te bewaren.")


def test_draft_with_a_strange_box_is_refused(login, plan, sitter):
    client = login(sitter)

    assert client.post(KEEP, typed(client, bottlenecks=["x"])).status_code == 400


def test_others_have_no_draft(login, plan, member):
    TablePlan.objects.update(submitted_at=plan.changed_at)

    assert login(member).post(KEEP, {}).status_code == 403
    assert login(member).get(EDIT).status_code == 403


def test_draft_after_the_decision_can_be_read_and_thrown_away(login, plan, sitter):
    client = login(sitter)
    mine = typed(client, goal="Net te laat.")
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    late = client.post(KEEP, mine)

    assert late.status_code == 409
    assertContains(client.get(EDIT), "Net te laat.")
    assertRedirects(client.post(f"{KEEP}weg/"), PLAN)
    assertRedirects(client.get(EDIT), PLAN)
