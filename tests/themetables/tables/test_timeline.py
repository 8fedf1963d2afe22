"""The history of a table: from every room, the newest first, and only what this person may read."""

import datetime

import pytest
from django.utils import timezone

from members.models import Membership
from tests.members.factories import MembershipFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.tables.factories import ProgressNoteFactory
from themetables.bottlenecks import steps
from themetables.models import (
    BlockChange,
    BuildingBlock,
    DecisionMeeting,
    Outcome,
    TableDecision,
    TablePlan,
)
from themetables.tables import closing, starting
from themetables.tables.timeline import timeline_of

DAY = datetime.timedelta(days=1)
START = datetime.datetime(2025, 1, 10, 9, tzinfo=datetime.UTC)
PATH = "/thematafels/kraamzorg/tijdlijn/"


def sentences(table, user):
    return [event.sentence for event in timeline_of(table, user)]


@pytest.fixture
def told(network, coordinator):
    """A table with something from every room, a month apart."""
    table = starting.start("Kraamzorg", pillars=[], goal="Genoeg uren.", by=coordinator, now=START)
    bottleneck = BottleneckFactory(title="Lang wachten")
    steps.take_up(bottleneck, table, by=coordinator, now=START + 30 * DAY)
    ProgressNoteFactory(table=table, text="Wij belden\n\nmet iedereen. " + "Nog meer. " * 50, at=START + 60 * DAY)
    filled = {"reason": "a", "goal": "b", "delivers": "c", "planning": "d"}
    TablePlan.objects.create(table=table, year=2025, submitted_at=START + 90 * DAY, **filled)
    TablePlan.objects.create(table=table, year=2026)
    meeting = DecisionMeeting.objects.create(title="December", year=2025, held_on="2025-12-01", place="Leeuwarden")
    TableDecision.objects.create(
        meeting=meeting,
        table=table,
        outcome=Outcome.CONTINUE,
        reason="Dit helpt.",
        decided_on=(START + 120 * DAY).date(),
        recorded_at=START,
    )
    block = BuildingBlock.objects.create(table=table, slug="gids", title="Gids", kind="guide")
    BlockChange.objects.create(block=block, state="concept", sentence="Versie 1 is er.", at=START + 150 * DAY)
    steps.deliver(bottleneck, by=coordinator, now=START + 180 * DAY)
    return table


def test_everything_is_there_the_newest_first(told, coordinator):
    found = sentences(told, coordinator)

    assert [sentence[:44] for sentence in found] == [
        "Er is een bouwsteen voor een knelpunt: Lang ",
        "Bouwsteen “Gids”: Versie 1 is er.",
        "Het netwerk besloot: doorgaan. Dit helpt.",
        "De tafel diende haar plan voor 2025 in.",
        "Hoe het gaat: Wij belden met iedereen. Nog m",
        "De tafel pakte een knelpunt op: Lang wachten",
        "De tafel is begonnen.",
    ]
    assert max(len(sentence) for sentence in found) < 260


def test_page_has_the_years(login, member, told):
    text = login(member).get(PATH).text

    assert ">2025</h2>" in text
    assert "10 januari" in text
    assert "Lang wachten" in text


def test_goal_stop_and_going_on_are_history_with_their_words(table, coordinator):
    closing.close(table, reason="Het is klaar.", by=coordinator, now=START)
    closing.reopen(table, reason="Toch niet.", by=coordinator, now=START + DAY)

    assert [str(change) for change in table.changes.all()] == ["Kraamzorg weer begonnen", "Kraamzorg gestopt"]
    assert sentences(table, coordinator) == ["De tafel gaat verder: Toch niet.", "De tafel is gestopt: Het is klaar."]


def test_table_of_before_this_portal_has_its_days(coordinator):
    table = ThemeTableFactory(
        closed=True, circle=None, started_on=datetime.date(2019, 1, 1), closed_on=datetime.date(2021, 1, 1)
    )

    assert sentences(table, coordinator) == ["De tafel is gestopt: Het werk is klaar.", "De tafel is begonnen."]


def test_who_led_it_once_is_for_who_knows_the_table(table, lead, sitter, member, coordinator):
    MembershipFactory(
        circle=table.circle, leader=True, since="2022-01-01", until="2024-01-01", user__name="Vroegere Trekker"
    )
    mistake = MembershipFactory(circle=table.circle, leader=True, user__name="Vergissing")
    Membership.objects.filter(pk=mistake.pk).update(until=mistake.since)
    former = ["Vroegere Trekker gaf het trekken van de tafel over.", "Vroegere Trekker ging de tafel trekken."]
    now = "Trijn Trekker ging de tafel trekken."

    assert set(sentences(table, member)) == {now}
    assert set(sentences(table, sitter)) == set(sentences(table, coordinator)) == {now, *former}


def test_nothing_happened_yet(login, member, table):
    assert "Er is nog niets gebeurd" in login(member).get(PATH).text


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_query_count(login, member, table, django_assert_num_queries, count):
    ProgressNoteFactory.create_batch(count, table=table)
    for _ in range(count):
        steps.take_up(BottleneckFactory(), table, by=None, now=timezone.now())
        MembershipFactory(circle=table.circle, leader=True)
    client = login(member)

    # session, user, memberships, table, whether the circle is of a coalition; the seven sources
    with django_assert_num_queries(12):
        client.get(PATH)
