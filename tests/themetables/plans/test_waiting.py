"""What waits for somebody about plans and decisions, and what is thrown away when nobody came back."""

import datetime

import pytest
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.themetables.factories import ThemeTableFactory
from tests.themetables.plans.factories import (
    DecisionMeetingFactory,
    PlanViewFactory,
    TableDecisionFactory,
    TablePlanFactory,
)
from themetables.decisions import waiting as decisions_waiting
from themetables.models import PlanDraft, TablePlan
from themetables.plans import drafting, retention, waiting

pytestmark = pytest.mark.django_db

NOVEMBER = datetime.date(2026, 11, 10)


def test_leader_of_a_coalition_is_asked_until_the_view_is_there(table, speaks_for):
    coalition = CoalitionFactory()
    leader = speaks_for(coalition)
    plan = TablePlanFactory(table=table, submitted=True)

    assert [*waiting.views_to_give(leader, NOVEMBER)] == [
        ("Geef jullie mening over het plan voor 2027 van tafel Kraamzorg.", plan.get_absolute_url())
    ]

    PlanViewFactory(plan=plan, coalition=coalition)
    assert [*waiting.views_to_give(leader, NOVEMBER)] == []


def test_more_plans_are_one_line(network, speaks_for):
    leader = speaks_for(CoalitionFactory())
    TablePlanFactory.create_batch(2, submitted=True)
    TablePlanFactory(decided=True)
    TablePlanFactory()

    assert [*waiting.views_to_give(leader, NOVEMBER)] == [
        ("2 tafelplannen wachten op de mening van jullie coalitie.", "/tafelplannen/?jaar=2027")
    ]


def test_others_are_asked_nothing(table, lead, member):
    TablePlanFactory(table=table, submitted=True)

    for person in (lead, member):
        assert [*waiting.views_to_give(person, NOVEMBER)] == []
    assert [*waiting.views_to_answer(member, NOVEMBER)] == []
    assert [*waiting.plans_due(member, NOVEMBER)] == []


def test_lead_is_told_of_views_without_an_answer(table, lead):
    plan = TablePlanFactory(table=table, submitted=True)
    PlanViewFactory(plan=plan, answered=True)
    PlanViewFactory(plan=plan)
    url = f"{plan.get_absolute_url()}#meningen"

    assert [*waiting.views_to_answer(lead, NOVEMBER)] == [
        ("1 mening wacht op jouw antwoord bij het plan van tafel Kraamzorg.", url)
    ]

    PlanViewFactory(plan=plan)
    assert [*waiting.views_to_answer(lead, NOVEMBER)] == [
        ("2 meningen wachten op jouw antwoord bij het plan van tafel Kraamzorg.", url)
    ]


def test_lead_is_reminded_of_the_plan_from_september_on(table, lead):
    TablePlanFactory(table=table)
    due = [
        (
            "Schrijf het plan voor 2027 van tafel Kraamzorg en dien het in. In december besluit het netwerk.",
            "/thematafels/kraamzorg/plan/",
        )
    ]

    assert [*waiting.plans_due(lead, NOVEMBER)] == due
    assert [*waiting.plans_due(lead, datetime.date(2026, 8, 31))] == []

    TablePlan.objects.update(submitted_at=timezone.now())
    assert [*waiting.plans_due(lead, NOVEMBER)] == []


@pytest.mark.parametrize(("outcome", "reminders"), [("continue", 0), ("new", 1)])
def test_lead_is_not_reminded_of_a_plan_that_comes_too_late(table, lead, outcome, reminders):
    TableDecisionFactory(table=table, outcome=outcome)

    assert len([*waiting.plans_due(lead, NOVEMBER)]) == reminders


def test_coordinator_is_reminded_to_prepare_the_meeting(coordinator, member):
    expected = [
        (
            "Bereid de bijeenkomst voor die over de plannen voor 2027 besluit.",
            "/besluiten/bijeenkomsten/nieuw/",
        )
    ]

    assert [*decisions_waiting.meeting(coordinator, NOVEMBER)] == expected
    assert [*decisions_waiting.meeting(coordinator, datetime.date(2026, 5, 1))] == []
    assert [*decisions_waiting.meeting(member, NOVEMBER)] == []

    DecisionMeetingFactory()
    assert [*decisions_waiting.meeting(coordinator, NOVEMBER)] == []


def test_coordinator_is_reminded_to_record(coordinator, table):
    meeting = DecisionMeetingFactory(title="Decemberbijeenkomst")
    other = ThemeTableFactory()
    ThemeTableFactory(started_on=datetime.date(2026, 12, 20))
    after = datetime.date(2026, 12, 21)

    assert [*decisions_waiting.meeting(coordinator, after)] == [
        ("Leg de besluiten van Decemberbijeenkomst vast: nog 2 tafels.", meeting.get_absolute_url())
    ]

    TableDecisionFactory(meeting=meeting, table=other)
    assert [*decisions_waiting.meeting(coordinator, after)] == [
        ("Leg de besluiten van Decemberbijeenkomst vast: nog 1 tafel.", meeting.get_absolute_url())
    ]

    TableDecisionFactory(meeting=meeting, table=table)
    assert [*decisions_waiting.meeting(coordinator, after)] == []


def test_draft_that_nobody_came_back_to_is_thrown_away():
    now = timezone.now()
    long_ago = now - datetime.timedelta(days=184)
    kept, old = (drafting.keep(TablePlanFactory(), MembershipFactory().user, {}, now=now) for _ in range(2))
    PlanDraft.objects.filter(pk=old.pk).update(saved_at=long_ago)
    decided = TablePlanFactory(submitted_at=long_ago, decided_at=long_ago)
    drafting.keep(decided, MembershipFactory().user, {}, now=now)

    assert retention.purge(now) == 2
    assert [*PlanDraft.objects.all()] == [kept]
