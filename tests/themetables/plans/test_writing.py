"""Writing a plan together: nobody loses what they wrote."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from members import conflicts
from tests.races import at_once
from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.editing import EDIT, PLAN, save, sent, typed
from tests.themetables.plans.factories import PlanViewFactory, TableDecisionFactory, TablePlanFactory
from themetables.models import TablePlan
from themetables.plans import drafting
from themetables.plans.activity import last_changes
from themetables.plans.forms import PlanForm

pytestmark = pytest.mark.django_db


def test_saving_makes_a_version_that_says_what_changed(login, plan, sitter):
    client = login(sitter)

    response = client.post(EDIT, typed(client, goal="Nieuw doel.", costs="Veel."))

    assertRedirects(response, PLAN)
    plan.refresh_from_db()
    assert (plan.goal, plan.costs, plan.version, plan.changed_by) == ("Nieuw doel.", "Veel.", 2, sitter)
    newest = plan.versions.first()
    assert (newest.sentence, newest.goal, newest.is_draft) == ("Doel en kosten gewijzigd.", "Nieuw doel.", True)


def test_saving_nothing_new_makes_no_version(login, plan, sitter):
    client = login(sitter)

    client.post(EDIT, typed(client))

    assert plan.versions.count() == 1


def test_bottlenecks_of_the_table_and_of_the_agenda_can_be_chosen(login, table, plan, sitter):
    own = BottleneckFactory(state="taken_up", table=table, title="A")
    agenda = BottleneckFactory(state="agenda", title="B")
    chosen = BottleneckFactory(title="C")
    BottleneckFactory(title="D")
    plan.bottlenecks.add(chosen)
    client = login(sitter)

    offered = [*client.get(EDIT).context["form"].fields["bottlenecks"].queryset]
    client.post(EDIT, typed(client, bottlenecks=[own.pk, agenda.pk]))

    assert offered == [own, agenda, chosen]
    assert [*plan.bottlenecks.order_by("title")] == [own, agenda]
    assert [one["title"] for one in plan.versions.first().bottlenecks] == ["A", "B"]


def test_what_another_saved_in_the_meantime_stays(login, plan, sitter, lead):
    client = login(sitter)
    mine = typed(client, goal="Doel van Lieuwe.")
    save(plan, lead, planning="Planning van Trui.")

    client.post(EDIT, mine)

    plan.refresh_from_db()
    assert (plan.goal, plan.planning, plan.version) == ("Doel van Lieuwe.", "Planning van Trui.", 3)


def test_the_same_part_changed_by_two_asks_the_second(login, plan, sitter, lead):
    client = login(sitter)
    mine = typed(client, goal="Doel van Lieuwe.")
    save(plan, lead, goal="Doel van Trui.")

    response = client.post(EDIT, mine)

    assertContains(response, "Terwijl jij schreef, bewaarde Trui Trekstra")
    assertContains(response, "Doel van Lieuwe.")
    assert TablePlan.objects.get().goal == "Doel van Trui."


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing(network, table, sitter, lead, meeting_point, django_user_model):
    meeting_point(conflicts, "lock")

    assert sorted(saved_together(table, sitter, lead)) == ["Doel van Lieuwe.", "Planning van Trui."]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_them_would(network, table, sitter, lead, meeting_point, monkeypatch):
    monkeypatch.setattr(conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())
    meeting_point(conflicts, "lock")

    assert len(saved_together(table, sitter, lead)) == 1


def saved_together(table, sitter, lead):
    """Two people who opened the same text save another part of it; return what of it is in the plan."""
    plan = TablePlanFactory(table=table)

    def press(user, **texts):
        form = PlanForm(sent(plan, user, **texts), instance=TablePlan.objects.get(pk=plan.pk), by=user)
        return form.is_valid() and form.save_by(user, plan.changed_at)

    at_once(lambda: press(sitter, goal="Doel van Lieuwe."), lambda: press(lead, planning="Planning van Trui."))
    plan.refresh_from_db()
    return {plan.goal, plan.planning} & {"Doel van Lieuwe.", "Planning van Trui."}


def test_plan_counts_as_activity_of_the_table(table, plan):
    assert list(last_changes([table.circle_id])) == [(table.circle_id, plan.changed_at)]


def test_models_have_a_name_in_the_log(table, plan, sitter):
    draft = drafting.keep(plan, sitter, {}, now=plan.changed_at)
    view = PlanViewFactory(plan__table=table, plan__year=2028, coalition__name="Waadhoeke")
    decision = TableDecisionFactory(table=table)

    named = [str(one) for one in (plan, plan.versions.get(), draft, view, decision, decision.meeting)]
    assert named == [
        "Plan 2027 van tafel Kraamzorg",
        "Versie 1",
        "Klad van Lieuwe Lidstra",
        "Waadhoeke: steun",
        "Tafel Kraamzorg: doorgaan",
        "Decemberbijeenkomst",
    ]
