"""The decision meeting: preparing it, and all that lies on the table there."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.coalitions.factories import CoalitionFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.plans.factories import (
    DecisionMeetingFactory,
    PlanViewFactory,
    TableDecisionFactory,
    TablePlanFactory,
)
from themetables.decisions import document, preparing
from themetables.models import BlockVersion, BuildingBlock, DecisionMeeting, TablePlan

pytestmark = pytest.mark.django_db

LIST = "/besluiten/"
CREATE = "/besluiten/bijeenkomsten/nieuw/"
FILLED = {"title": "Decemberbijeenkomst 2026", "year": 2027, "held_on": "2026-12-15", "place": "Provinciehuis"}


def test_coordinator_prepares_a_meeting(login, coordinator):
    client = login(coordinator)
    form = client.get(CREATE).context["form"]
    assert (form["title"].value(), form["year"].value()) == ("Decemberbijeenkomst 2026", 2027)

    response = client.post(CREATE, FILLED)

    meeting = DecisionMeeting.objects.get()
    assertRedirects(response, f"/besluiten/bijeenkomsten/{meeting.pk}/")
    assert (meeting.place, meeting.changed_by) == ("Provinciehuis", coordinator)


@pytest.mark.parametrize("year", [2021, 2029])
def test_year_far_away_is_a_mistake(login, coordinator, year):
    response = login(coordinator).post(CREATE, FILLED | {"year": year})

    assert response.context["form"].errors.keys() == {"year"}


def edited(client, page, **values):
    form = client.get(page).context["form"]
    return {name: form[name].value() for name in form.fields} | values


def test_meeting_is_moved(login, coordinator, meeting):
    client, page = login(coordinator), f"/besluiten/bijeenkomsten/{meeting.pk}/wijzigen/"

    client.post(page, edited(client, page, place="Leeuwarden, online", held_on="2026-12-16"))

    meeting.refresh_from_db()
    assert (meeting.place, meeting.held_on) == ("Leeuwarden, online", datetime.date(2026, 12, 16))


def test_meeting_that_decided_keeps_its_day_and_its_year(login, coordinator, meeting):
    TableDecisionFactory(meeting=meeting)
    client, page = login(coordinator), f"/besluiten/bijeenkomsten/{meeting.pk}/wijzigen/"

    client.post(page, edited(client, page, place="Drachten", held_on="2026-12-16", year=2020))

    meeting.refresh_from_db()
    assert (meeting.place, meeting.held_on, meeting.year) == ("Drachten", datetime.date(2026, 12, 8), 2027)


def test_two_who_move_it_choose(login, coordinator, meeting):
    client, page = login(coordinator), f"/besluiten/bijeenkomsten/{meeting.pk}/wijzigen/"
    mine = edited(client, page, place="Drachten")
    DecisionMeeting.objects.update(place="Sneek")

    assertContains(client.post(page, mine), "Hier staat intussen een andere tekst.")


def test_nothing_decided_yet_says_when_it_will_be(login, member, network):
    assertContains(login(member).get(LIST), "Er is nog niets besloten")


def test_list_shows_what_holds_per_meeting(login, member, meeting, table):
    old = TableDecisionFactory(meeting=meeting, table=table, reason="Verkeerd opgeschreven.")
    TableDecisionFactory(meeting=meeting, table=table, reason="Zo is het.", corrects=old)
    DecisionMeetingFactory(title="Komt nog", held_on=datetime.date(2027, 1, 8))
    DecisionMeetingFactory(title="Was al", held_on=datetime.date(2025, 12, 8))

    response = login(member).get(LIST)

    assertContains(response, "Zo is het.")
    assertNotContains(response, "Verkeerd opgeschreven.")
    assertContains(response, "Deze bijeenkomst komt nog.")
    assertContains(response, "Hier zijn nog geen besluiten van vastgelegd.")
    assertNotContains(response, "Bereid een bijeenkomst voor")


def test_page_holds_all_that_is_decided_on(login, coordinator, meeting, table):
    plan = TablePlanFactory(table=table, submitted=True, reason="De aanleiding van nu.")
    plan.bottlenecks.add(BottleneckFactory(title="Te weinig kraamzorg"))
    PlanViewFactory(plan=plan, coalition__name="Waadhoeke", stance="adjust", sentence="Begin in de dorpen.")
    CoalitionFactory(name="Vlieland")
    last = TablePlanFactory(table=table, year=2026, submitted=True, delivers="Het plan van toen.")
    TableDecisionFactory(meeting__year=2026, table=table, plan=last, outcome="adjust")

    response = login(coordinator).get(meeting.get_absolute_url())

    for words in (
        "De aanleiding van nu.",
        "Te weinig kraamzorg",
        "herkend in 0 gemeenten",
        "0 steun, 1 aanpassen, 0 niet nodig",
        "Begin in de dorpen.",
        "Vlieland",
        "Het plan was: Het plan van toen.",
        "Toen besloten:",
        "Er verscheen in 2026 geen bouwsteen van deze tafel.",
        "Leg het besluit vast",
    ):
        assertContains(response, words)


def test_table_shows_what_it_delivered_last_year(meeting, table):
    for slug, year in (("handreiking", 2026), ("ouder", 2025), ("concept", None)):
        block = BuildingBlock.objects.create(table=table, slug=slug, kind="guide", title=slug.capitalize())
        if year:
            published_at = datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)
            BlockVersion.objects.create(block=block, number=1, title=block.title, published_at=published_at)

    sheet = preparing.sheets(meeting, meeting.held_on)[0]

    assert [block.title for block in sheet.delivered] == ["Handreiking"]


def test_page_before_the_day_records_nothing_yet(login, coordinator, meeting, time_machine, table):
    time_machine.move_to("2026-12-01T12:00:00+01:00", tick=False)

    response = login(coordinator).get(meeting.get_absolute_url())

    assertContains(response, "Vanaf de dag van de bijeenkomst")
    assertNotContains(response, "Leg het besluit vast")


def test_draft_stays_at_its_table_here_too(login, coordinator, meeting, table):
    TablePlanFactory(table=table, goal="Nog geheim.")

    response = login(coordinator).get(meeting.get_absolute_url())

    assertContains(response, "De tafel heeft voor 2027 geen plan ingediend.")
    assertNotContains(response, "Nog geheim.")


def test_member_reads_what_was_decided(login, member, meeting, table):
    plan = TablePlanFactory(table=table, decided=True)
    TableDecisionFactory(meeting=meeting, table=table, plan=plan, reason="De handreiking werkt.")

    response = login(member).get(meeting.get_absolute_url())

    assertContains(response, "De handreiking werkt.")
    assertContains(response, "Geen coalitie gaf een mening.")
    assertNotContains(response, "Leg het besluit vast")


def test_table_that_stopped_here_stays_on_the_page(login, member, meeting):
    stopped = ThemeTableFactory(closed=True, short_name="Gestopt")
    TableDecisionFactory(meeting=meeting, table=stopped, outcome="stop")
    ThemeTableFactory(closed=True, short_name="Lang geleden")

    response = login(member).get(meeting.get_absolute_url())

    assert [str(sheet.table) for sheet in response.context["sheets"]] == ["Gestopt"]


def test_meeting_without_tables_says_so(login, member, meeting):
    assertContains(login(member).get(meeting.get_absolute_url()), "Er zijn geen actieve thematafels")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_questions(login, member, meeting, django_assert_num_queries, count):
    for _ in range(count):
        plan = TablePlanFactory(submitted=True)
        plan.bottlenecks.set(BottleneckFactory.create_batch(count))
        PlanViewFactory.create_batch(count, plan=plan)
        TableDecisionFactory(meeting=meeting, table=plan.table, plan=plan)
        TablePlanFactory(table=plan.table, year=2026, submitted=True)
    TablePlan.objects.update(decided_at=timezone.now())
    client = login(member)

    # session, user, memberships; meeting; decisions, tables, plans, bottlenecks, coalitions, views, blocks
    with django_assert_num_queries(11):
        client.get(meeting.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(login, member, django_assert_num_queries, count):
    for year in range(2024, 2024 + count):
        TableDecisionFactory(meeting__year=year, meeting__held_on=datetime.date(year - 1, 12, 8))
    client = login(member)

    with django_assert_num_queries(5):  # session, user, memberships; meetings, decisions
        client.get(LIST)


def test_all_that_lies_on_the_table_is_a_pdf_too(login, member, table, meeting):
    plan = TablePlanFactory(table=table, submitted=True, costs="")
    plan.bottlenecks.add(BottleneckFactory())
    PlanViewFactory(plan=plan, answered=True)
    PlanViewFactory(plan=plan)
    TablePlanFactory(table=table, year=2026, submitted=True, delivers="Een folder.")
    TableDecisionFactory(table=table, meeting__year=2026)
    ThemeTableFactory(short_name="Zonder plan")
    TablePlanFactory(table=ThemeTableFactory(), submitted=True)
    TableDecisionFactory(meeting=meeting, table=table, plan=plan)

    response = login(member).get(f"/besluiten/bijeenkomsten/{meeting.pk}.pdf")

    assert response["Content-Disposition"] == 'attachment; filename="beslisbijeenkomst-2026-12-08.pdf"'
    assert response.content.startswith(b"%PDF-")
    said = document.contents(meeting, timezone.now())["sheets"]
    [whole] = [sheet for sheet in said if sheet["table"] == "Kraamzorg"]
    assert (whole["promised"], whole["decided_then"], whole["decision"]["outcome"]) == (
        "Een folder.",
        "doorgaan",
        "doorgaan",
    )
    assert {view["answer"] for view in whole["plan"]["views"]} == {"Dat nemen we over.", ""}
    assert [sheet["table"] for sheet in said if sheet["plan"] is None] == ["Zonder plan"]


def test_pdf_of_a_meeting_without_tables_says_so(login, member, meeting):
    assert login(member).get(f"/besluiten/bijeenkomsten/{meeting.pk}.pdf").content.startswith(b"%PDF-")


def test_meeting_that_is_too_long_for_a_pdf_is_printed(login, member, table, meeting):
    TablePlanFactory(table=table, submitted=True, costs="a" * 200_001)

    response = login(member).get(f"/besluiten/bijeenkomsten/{meeting.pk}.pdf", follow=True)

    assertContains(response, "Alles samen is te lang voor een pdf.")
