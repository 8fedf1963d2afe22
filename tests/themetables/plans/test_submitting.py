"""Asking the coalitions for their view, and what can change of a plan after that."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.models import Notice
from tests.coalitions.factories import CoalitionFactory
from tests.themetables.plans.editing import EDIT, PLAN, SUBMIT, save, sent, typed
from tests.themetables.plans.factories import PlanViewFactory, TablePlanFactory
from themetables.models import TablePlan
from themetables.plans.forms import PlanForm

pytestmark = pytest.mark.django_db


def test_submitting_asks_the_coalitions(login, plan, lead, sitter, speaks_for):
    leader = speaks_for(CoalitionFactory())
    client = login(lead)
    page = client.get(SUBMIT)

    assertContains(page, "Ja, dien in")
    response = client.post(SUBMIT, {"version": page.context["form"]["version"].value()})

    assertRedirects(response, PLAN)
    plan.refresh_from_db()
    assert (plan.state, plan.submitted_by, plan.version) == ("submitted", lead, 2)
    assert [version.is_draft for version in plan.versions.all()] == [False, True]
    told = Notice.objects.get()
    assert (told.user, told.sentence, told.url) == (
        leader,
        "Tafel Kraamzorg vraagt de mening van jullie coalitie over het plan voor 2027.",
        PLAN,
    )
    assertContains(client.get(SUBMIT), "Dit plan is al ingediend.")


def test_member_of_the_table_does_not_submit(login, plan, sitter, member):
    assert login(sitter).get(SUBMIT).status_code == 403
    assert login(member).get(SUBMIT).status_code == 404


def test_coordinator_submits_where_a_lead_is_missing(login, plan, coordinator):
    login(coordinator).post(SUBMIT, {"version": plan.version})

    assert TablePlan.objects.get().submitted_by == coordinator


def test_unfinished_plan_is_not_submitted(login, table, lead):
    plan = TablePlanFactory(table=table, goal=" ", planning="")
    client = login(lead)

    assertContains(client.get(SUBMIT), "Vul eerst in: doel, planning.")
    response = client.post(SUBMIT, {"version": plan.version}, follow=True)

    assertContains(response, "Het plan is nog niet af. Vul eerst in: doel, planning.")
    assert TablePlan.objects.get().submitted_at is None


def test_text_that_nobody_read_is_not_submitted(login, plan, lead, sitter):
    save(plan, sitter, goal="Iets heel anders.")

    response = login(lead).post(SUBMIT, {"version": 1}, follow=True)

    assertContains(response, "Lieuwe Lidstra heeft het plan intussen gewijzigd.")


def test_plan_is_submitted_once(login, plan, lead):
    TablePlan.objects.update(submitted_at=plan.changed_at)

    response = login(lead).post(SUBMIT, {"version": 1}, follow=True)

    assertContains(response, "Dit plan is al ingediend, of de tafel is gestopt.")
    assert login(lead).post(SUBMIT, {}).status_code == 200


def test_submitted_plan_is_changed_by_the_lead_only(login, table, lead, sitter, speaks_for):
    plan = TablePlanFactory(table=table, submitted=True)
    view = PlanViewFactory(plan=plan)
    leader = speaks_for(view.coalition)
    client = login(lead)

    client.post(EDIT, typed(client, goal="Bijgesteld doel."))
    refused = login(sitter).get(EDIT, follow=True)

    assert TablePlan.objects.get().goal == "Bijgesteld doel."
    assert Notice.objects.get(user=leader).sentence.endswith("is gewijzigd nadat jullie je mening gaven.")
    assertContains(refused, "Het plan is ingediend. Alleen de trekker kan het nu nog wijzigen.")


def test_needed_parts_stay_in_a_submitted_plan(login, table, lead):
    TablePlanFactory(table=table, submitted=True)
    client = login(lead)

    response = client.post(EDIT, typed(client, goal=""))

    assert response.context["form"].errors.keys() == {"goal"}


def test_text_that_comes_after_the_decision_is_kept_on_the_page(login, plan, sitter):
    client = login(sitter)
    mine = typed(client, goal="Net te laat.")
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    response = client.post(EDIT, mine)

    assertContains(response, "Over dit plan is besloten. De tekst kan niet meer veranderen.")
    assertContains(response, "Net te laat.")
    assertNotContains(response, ">Bewaar<")
    assert TablePlan.objects.get().goal == plan.goal


def test_decision_between_opening_and_saving_is_seen_under_the_lock(plan, sitter):
    form = PlanForm(sent(plan, sitter, goal="Net te laat."), instance=TablePlan.objects.get(), by=sitter)
    assert form.is_valid()
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    assert form.save_by(sitter, plan.changed_at) is None
    assert "besloten" in str(form.non_field_errors())


def test_plan_of_a_closed_table_does_not_change(login, plan, coordinator):
    client = login(coordinator)
    mine = typed(client, goal="Net te laat.")
    type(plan.table).objects.update(state="closed", closed_reason="Klaar.")

    assertContains(client.post(EDIT, mine), "Deze tafel is gestopt. Het plan kan niet meer veranderen.")
    assertContains(client.get(PLAN), "Deze tafel is gestopt")
