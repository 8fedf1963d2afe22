"""The pages of plans: who reads what, in every state."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.plans.factories import PlanViewFactory, TableDecisionFactory, TablePlanFactory
from themetables.models import TablePlan
from themetables.plans import keeping

pytestmark = pytest.mark.django_db

LIST = "/thematafels/kraamzorg/plan/"
PLAN = f"{LIST}2027/"
OVERVIEW = "/tafelplannen/?jaar=2027"


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-10T12:00:00+01:00", tick=False)


def test_table_without_a_plan_offers_its_people_to_begin(login, table, sitter):
    response = login(sitter).get(LIST)

    assertContains(response, "Er is nog geen plan")
    assert response.context["form"].fields["year"].choices == [(2026, "2026"), (2027, "2027")]
    assert response.context["form"]["year"].initial == 2027


def test_table_without_a_plan_tells_others_who_writes_it(login, table, member):
    response = login(member).get(LIST)

    assertContains(response, "De mensen van de tafel schrijven het plan.")
    assert response.context["form"] is None


def test_others_cannot_begin_a_plan(login, table, member):
    assert login(member).post(LIST, {"year": 2027}).status_code == 403
    assert not TablePlan.objects.exists()


def test_beginning_leads_to_writing(login, table, sitter):
    response = login(sitter).post(LIST, {"year": 2027})

    assertRedirects(response, f"{PLAN}wijzigen/")
    plan = TablePlan.objects.get()
    assert (plan.table, plan.year, plan.changed_by, plan.reason) == (table, 2027, sitter, "")
    assert [version.sentence for version in plan.versions.all()] == ["Begonnen."]


def test_plan_of_last_year_can_be_the_start_of_this_one(login, table, lead):
    earlier = TablePlanFactory(table=table, year=2026, decided=True)
    bottleneck = BottleneckFactory()
    earlier.bottlenecks.add(bottleneck)

    login(lead).post(LIST, {"year": 2027, "start": "earlier"})

    plan = TablePlan.objects.get(year=2027)
    assert (plan.goal, plan.submitted_at, [*plan.bottlenecks.all()]) == (earlier.goal, None, [bottleneck])
    assert plan.versions.get().sentence == "Begonnen met de tekst van 2026."


def test_or_an_empty_plan(login, table, lead):
    TablePlanFactory(table=table, year=2026, decided=True)

    login(lead).post(LIST, {"year": 2027, "start": "empty"})

    assert TablePlan.objects.get(year=2027).goal == ""


def test_two_who_begin_get_the_same_plan(table, lead, sitter):
    plans = [keeping.begin(table, 2027, by=person, now=timezone.now()) for person in (lead, sitter)]

    assert plans[0] == plans[1]
    assert (plans[0].changed_by, plans[0].versions.count()) == (lead, 1)


def test_beginning_asks_for_a_year(login, table, lead):
    response = login(lead).post(LIST, {"year": ""})

    assertContains(response, "Er klopt iets niet")
    assert not TablePlan.objects.exists()


def test_closed_table_begins_nothing(login, coordinator, network):
    ThemeTableFactory(slug="kraamzorg", closed=True, circle=None)

    response = login(coordinator).get(LIST)

    assertContains(response, "Deze tafel is gestopt")
    assertContains(response, "Er is nog geen plan te lezen")


def test_list_shows_each_year_with_what_was_decided(login, table, member):
    plan = TablePlanFactory(table=table, year=2026, decided=True)
    old = TableDecisionFactory(table=table, plan=plan, outcome="continue")
    TableDecisionFactory(table=table, plan=plan, meeting=old.meeting, outcome="adjust", corrects=old)
    TablePlanFactory(table=table, year=2027)

    response = login(member).get(LIST)

    assert [plan.year for plan in response.context["plans"]] == [2026]
    assertContains(response, "doorgaan met aanpassing")
    assertNotContains(response, ">doorgaan<")


def test_draft_is_read_at_the_table_only(login, table, member, sitter, coordinator):
    TablePlanFactory(table=table)

    assert login(member).get(PLAN).status_code == 404
    assertContains(login(sitter).get(PLAN), "Een concept: alleen de mensen van de tafel")
    assert login(coordinator).get(PLAN).status_code == 200


def test_submitted_plan_is_read_by_every_member(login, table, member, stranger):
    plan = TablePlanFactory(table=table, submitted=True)
    plan.bottlenecks.add(BottleneckFactory(title="Te weinig kraamzorg"))

    response = login(member).get(PLAN)

    assertContains(response, plan.delivers)
    assertContains(response, "Te weinig kraamzorg")
    assertContains(response, "herkend in 0 gemeenten")
    assertNotContains(response, "Wijzig het plan")
    assert login(stranger).get(PLAN).status_code == 404


def test_draft_that_is_not_finished_leads_to_writing(login, table, lead):
    TablePlanFactory(table=table, empty=True)

    response = login(lead).get(PLAN)

    assertContains(response, "Nog niet ingevuld.", count=4)
    assert response.context["missing"] == ["aanleiding", "doel", "wat de tafel oplevert", "planning"]


def test_views_stand_with_the_plan(login, table, lead, speaks_for):
    plan = TablePlanFactory(table=table, submitted=True)
    waadhoeke, harlingen = CoalitionFactory(name="Waadhoeke"), CoalitionFactory(name="Harlingen")
    CoalitionFactory(name="Vlieland")
    PlanViewFactory(plan=plan, coalition=waadhoeke, answered=True)
    PlanViewFactory(plan=plan, coalition=harlingen, stance="adjust", sentence="Begin in de dorpen.")

    response = login(lead).get(PLAN)

    assertContains(response, "2 van de 3 coalities gaven een mening: 1 steun, 1 aanpassen, 0 niet nodig.")
    assertContains(response, "Nog geen mening van: Vlieland.")
    assertContains(response, "Begin in de dorpen.")
    assertContains(response, "Antwoord van de tafel:")
    assertContains(response, f"{PLAN}mening/{harlingen.slug}/antwoord/")


def test_leader_of_a_coalition_is_asked(login, table, speaks_for):
    plan = TablePlanFactory(table=table, submitted=True)
    coalition = CoalitionFactory(name="Waadhoeke")
    leader = speaks_for(coalition)
    page = f"{PLAN}mening/{coalition.slug}/"

    assertContains(login(leader).get(PLAN), "Geef de mening van Waadhoeke")
    assertContains(login(leader).get(OVERVIEW), page)

    PlanViewFactory(plan=plan, coalition=coalition)
    assertContains(login(leader).get(PLAN), "Wijzig de mening van Waadhoeke")
    assertNotContains(login(leader).get(OVERVIEW), page)


def test_decided_plan_says_what_was_decided(login, table, lead, speaks_for):
    plan = TablePlanFactory(table=table, decided=True)
    TableDecisionFactory(table=table, plan=plan, outcome="stop", reason="De kraamzorg heeft dit zelf opgepakt.")
    leader = speaks_for(CoalitionFactory())

    response = login(lead).get(PLAN)

    assertContains(response, "De kraamzorg heeft dit zelf opgepakt.")
    assertNotContains(response, "Wijzig het plan")
    assertContains(login(leader).get(OVERVIEW), "Geen mening gegeven")


def test_overview_shows_every_active_table(login, table, member):
    ThemeTableFactory(short_name="Gestopt", closed=True)
    TablePlanFactory(table=table)
    stopped_later = TablePlanFactory(table=ThemeTableFactory(short_name="Later gestopt", closed=True), submitted=True)

    response = login(member).get(OVERVIEW)

    lines = [(str(line.table), line.plan) for line in response.context["lines"]]
    assert lines == [("Kraamzorg", None), ("Later gestopt", stopped_later)]
    assert response.context["years"] == [2027]


def test_overview_opens_with_the_year_that_is_planned(login, member, time_machine):
    assert login(member).get("/tafelplannen/").context["year"] == 2027
    assert login(member).get("/tafelplannen/?jaar=nooit").context["year"] == 2027

    time_machine.move_to("2027-02-01T12:00:00+01:00", tick=False)
    response = login(member).get("/tafelplannen/")

    assert response.context["year"] == 2027
    assertContains(response, "Er zijn geen thematafels")


@pytest.mark.parametrize("count", [1, 3])
def test_overview_asks_the_same_number_of_questions(login, network, speaks_for, django_assert_num_queries, count):
    coalitions = CoalitionFactory.create_batch(count)
    leader = speaks_for(coalitions[0])
    for _ in range(count):
        plan = TablePlanFactory(submitted=True)
        for coalition in coalitions:
            PlanViewFactory(plan=plan, coalition=coalition)
    client = login(leader)

    # session, user, memberships; plans, coalitions, views, tables, years
    with django_assert_num_queries(8):
        client.get(OVERVIEW)


@pytest.mark.parametrize("count", [1, 3])
def test_plan_asks_the_same_number_of_questions(login, table, lead, django_assert_num_queries, count):
    plan = TablePlanFactory(table=table, submitted=True)
    plan.bottlenecks.set(BottleneckFactory.create_batch(count))
    PlanViewFactory.create_batch(count, plan=plan)
    client = login(lead)

    # session, user, memberships; plan; coalitions, views, decision, bottlenecks, draft; the rooms; the chain (7)
    with django_assert_num_queries(17):
        client.get(PLAN)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(login, table, member, django_assert_num_queries, count):
    for year in range(2020, 2020 + count):
        plan = TablePlanFactory(table=table, year=year, decided=True)
        TableDecisionFactory(table=table, plan=plan)
    client = login(member)

    # session, user, memberships, table; earlier plan; plans, decisions, corrections; the rooms
    with django_assert_num_queries(9):
        client.get(LIST)


def test_room_stands_in_the_row_of_the_table(login, table, sitter, client, leader):
    assertContains(login(sitter).get("/thematafels/kraamzorg/"), f'href="{LIST}"')
    circle = MembershipFactory(leader=True).circle
    assertNotContains(login(leader).get(f"/kringen/{circle.slug}/"), "/plan/", status_code=404)
