"""What the database itself refuses: with SQL of our own, so that no rule of the code is in between."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import UserFactory
from tests.themetables.blocks.factories import adopt
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.plans.factories import PlanViewFactory, TableDecisionFactory, TablePlanFactory
from themetables.models import BottleneckChange, PlanVersion, PlanView, TableDecision, TablePlan

pytestmark = pytest.mark.django_db


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def refused(sql, *params):
    with pytest.raises(IntegrityError) as found:
        run(sql, *params)
    return str(found.value).splitlines()[0]


@pytest.fixture
def decision():
    return TableDecisionFactory(recorded_by=UserFactory(), plan=TablePlanFactory(decided=True))


@pytest.mark.parametrize(
    "change",
    ["reason = 'Anders.'", "outcome = 'stop'", "decided_on = '2020-01-01'", "plan_id = NULL", "recorded_at = now()"],
)
def test_decision_keeps_every_word(decision, change):
    said = refused(f"UPDATE themetables_tabledecision SET {change}")

    assert said == "a decision stays as it was recorded"


def test_decision_is_not_removed(decision):
    assert refused("DELETE FROM themetables_tabledecision") == "a decision is not removed"
    assert TableDecision.objects.count() == 1


def test_decision_gets_no_other_recorder(decision):
    other = UserFactory()

    assert refused("UPDATE themetables_tabledecision SET recorded_by_id = %s", other.pk)


def test_decision_lets_go_of_somebody_who_is_erased(decision):
    decision.recorded_by.delete()

    assert TableDecision.objects.get().recorded_by is None


def test_same_decision_saved_again_is_no_change(decision):
    run("UPDATE themetables_tabledecision SET reason = reason")


def test_version_keeps_every_word():
    plan = TablePlanFactory(changed_by=UserFactory())

    assert refused("UPDATE themetables_planversion SET goal = 'Anders.'") == "a version stays as it was saved"
    assert refused("UPDATE themetables_planversion SET saved_by_id = %s", UserFactory().pk)
    plan.changed_by.delete()
    assert PlanVersion.objects.get().saved_by is None


def test_plan_keeps_its_text_from_the_decision_on():
    plan = TablePlanFactory(submitted=True, changed_by=UserFactory())
    run("UPDATE themetables_tableplan SET goal = 'Nog anders.'")
    run("UPDATE themetables_tableplan SET decided_at = submitted_at")

    assert refused("UPDATE themetables_tableplan SET goal = 'Te laat.'") == "a plan that was decided on keeps its text"
    assert refused("UPDATE themetables_tableplan SET decided_at = NULL")
    assert refused("DELETE FROM themetables_tableplan") == "a plan that was decided on is not removed"
    plan.changed_by.delete()
    assert TablePlan.objects.get().goal == "Nog anders."


@pytest.mark.parametrize("state", [{}, {"decided": True}], ids=["draft", "decided"])
def test_view_needs_a_plan_that_asks(state):
    plan = TablePlanFactory(**state)

    with pytest.raises(IntegrityError, match="this plan asks for no views"), transaction.atomic():
        PlanViewFactory(plan=plan)


def test_view_stays_from_the_decision_on():
    view = PlanViewFactory(given_by=UserFactory())
    TablePlan.objects.update(decided_at=timezone.now())

    assert refused("UPDATE themetables_planview SET sentence = 'Te laat.'") == "this plan asks for no views"
    view.given_by.delete()
    assert PlanView.objects.get().given_by is None


def test_constraints_hold_what_must_never_be_false():
    decision = TableDecisionFactory()
    draft = TablePlanFactory(empty=True)
    view = PlanViewFactory(coalition=CoalitionFactory())

    assert "once_per_meeting" in refused(
        "INSERT INTO themetables_tabledecision (meeting_id, table_id, outcome, reason, decided_on, recorded_at)"
        " SELECT meeting_id, table_id, outcome, reason, decided_on, recorded_at FROM themetables_tabledecision"
    )
    assert "filled_in" in refused("UPDATE themetables_tableplan SET submitted_at = now() WHERE id = %s", draft.pk)
    assert "decided_after" in refused(
        "UPDATE themetables_tableplan SET decided_at = '2000-01-01' WHERE id = %s", view.plan_id
    )
    assert "answer_with_moment" in refused("UPDATE themetables_planview SET answer = 'Ja.'")
    assert "known_stance" in refused("UPDATE themetables_planview SET stance = 'perhaps'")
    assert TableDecision.objects.get() == decision


def test_history_of_a_bottleneck_keeps_every_word():
    table, other = ThemeTableFactory(), BottleneckFactory()
    change = BottleneckChange.objects.create(
        bottleneck=BottleneckFactory(), state="open", table=table, other=other, by=UserFactory(), at=timezone.now()
    )
    update = "UPDATE themetables_bottleneckchange SET"

    assert refused(f"{update} reason = 'Anders.'") == "what happened to a bottleneck stays as it was written down"
    for name, another in (("by", UserFactory()), ("table", ThemeTableFactory()), ("other", BottleneckFactory())):
        assert refused(f"{update} {name}_id = %s", another.pk)
    run(f"{update} by_id = NULL, table_id = NULL, other_id = NULL")
    change.refresh_from_db()
    assert (change.by, change.table, change.other) == (None, None, None)


def test_history_of_an_adoption_keeps_every_word():
    change = adopt().changes.get()
    update = "UPDATE themetables_adoptionchange SET"

    assert refused(f"{update} local_text = 'Anders.'") == "what happened to an adoption stays as it was written down"
    assert refused(f"{update} by_id = %s", UserFactory().pk)
    run(f"{update} by_id = NULL")
    change.refresh_from_db()
    assert change.by is None
