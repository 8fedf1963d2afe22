"""The steps through the loop: each once, with a row of history, and none that the database would not believe."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from members.refused import Refused
from tests.members.factories import UserFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from themetables.bottlenecks import merging, steps
from themetables.models import BottleneckState

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def history(bottleneck):
    return [(change.state, str(change.table or ""), change.reason) for change in bottleneck.changes.order_by("pk")]


def test_bottleneck_walks_the_loop_and_leaves_its_history():
    bottleneck, by, table = BottleneckFactory(), UserFactory(), ThemeTableFactory(short_name="Zorgpad")

    steps.put_on_agenda(bottleneck, by=by, now=NOW)
    steps.take_up(bottleneck, table, reason="Het speelt overal.", by=by, now=NOW)
    steps.deliver(bottleneck, by=by, now=NOW)
    done = steps.solve(bottleneck, reason="De wachttijd is weg.", by=by, now=NOW)

    assert history(bottleneck) == [
        ("agenda", "", ""),
        ("taken_up", "Zorgpad", "Het speelt overal."),
        ("delivered", "Zorgpad", ""),
        ("solved", "Zorgpad", "De wachttijd is weg."),
    ]
    assert (done.state, done.table, done.state_since) == (BottleneckState.SOLVED, table, NOW)
    assert {change.by for change in bottleneck.changes.all()} == {by}


def test_second_time_nothing_happens():
    bottleneck, by, table = BottleneckFactory(), UserFactory(), ThemeTableFactory()

    for minute in (0, 1):
        steps.take_up(bottleneck, table, by=by, now=NOW.replace(minute=minute))

    bottleneck.refresh_from_db()
    assert bottleneck.changes.count() == 1
    assert bottleneck.state_since == NOW


def test_another_table_may_take_it_over():
    bottleneck = BottleneckFactory(at_table=True)
    other = ThemeTableFactory()

    steps.take_up(bottleneck, other, by=None, now=NOW)

    bottleneck.refresh_from_db()
    assert bottleneck.table == other


def test_turning_down_takes_it_from_the_table_and_says_why():
    bottleneck = BottleneckFactory(at_table=True)

    steps.turn_down(bottleneck, reason="Dit is aan de zorgverzekeraar.", by=None, now=NOW)

    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.table) == (BottleneckState.TURNED_DOWN, None)
    assert bottleneck.state_reason == "Dit is aan de zorgverzekeraar."


def test_without_a_reason_nothing_is_turned_down():
    with pytest.raises(IntegrityError, match="turned_down_with_reason"):
        steps.turn_down(BottleneckFactory(), reason="", by=None, now=NOW)


def test_what_was_turned_down_can_be_opened_again():
    bottleneck = BottleneckFactory(turned_down=True)

    steps.reopen(bottleneck, reason="Er is nu wel geld.", by=None, now=NOW)

    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.state_reason) == (BottleneckState.OPEN, "Er is nu wel geld.")


def test_no_block_without_a_table():
    bottleneck = BottleneckFactory()

    with pytest.raises(Refused, match="welke thematafel"):
        steps.deliver(bottleneck, by=None, now=NOW)

    steps.deliver(bottleneck, table=ThemeTableFactory(), by=None, now=NOW)
    bottleneck.refresh_from_db()
    assert bottleneck.state == BottleneckState.DELIVERED


def test_database_refuses_a_step_without_its_table():
    with pytest.raises(IntegrityError, match="taken_up_by_a_table"):
        BottleneckFactory(state=BottleneckState.TAKEN_UP)


def test_closed_table_takes_up_nothing_but_did_so_before():
    table = ThemeTableFactory(closed=True, closed_on=timezone.localdate(NOW))
    bottleneck = BottleneckFactory()

    with pytest.raises(Refused, match="is gestopt"):
        steps.take_up(bottleneck, table, by=None, now=NOW)

    steps.take_up(bottleneck, table, by=None, now=NOW - datetime.timedelta(days=1))
    bottleneck.refresh_from_db()
    assert bottleneck.table == table


def test_table_that_stops_lets_go_of_what_it_was_doing():
    table = ThemeTableFactory()
    doing = BottleneckFactory(state=BottleneckState.TAKEN_UP, table=table)
    done = BottleneckFactory(state=BottleneckState.DELIVERED, table=table)

    steps.let_go(table, reason="De tafel stopt.", by=None, now=NOW)

    for bottleneck in (doing, done):
        bottleneck.refresh_from_db()
    assert (doing.state, doing.table, doing.state_reason) == (BottleneckState.AGENDA, None, "De tafel stopt.")
    assert (done.state, done.table) == (BottleneckState.DELIVERED, table)


def test_step_with_a_merged_one_is_a_step_with_the_other():
    duplicate, into = BottleneckFactory(), BottleneckFactory()
    seen_before = type(duplicate).objects.get(pk=duplicate.pk)
    merging.merge(duplicate, into, by=UserFactory(), now=NOW)

    row = steps.put_on_agenda(seen_before, by=None, now=NOW)

    assert row == into
    assert row.state == BottleneckState.AGENDA
