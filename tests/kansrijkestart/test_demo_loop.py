"""The two years of the demo's loop: every step after the one it follows from, and nothing in the future."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from members.models import User
from tests.themetables.factories import BottleneckFactory
from tests.world import make_world
from themetables.chain.collecting import collect
from themetables.chain.links import Kind
from themetables.models import (
    Adoption,
    BlockVersion,
    Bottleneck,
    BottleneckChange,
    BottleneckState,
    BuildingBlock,
    Recognition,
    TableDecision,
    TablePlan,
    ThemeTable,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    return make_world(settings)


def day(moment):
    return timezone.localdate(moment)


def test_nothing_of_the_loop_happens_before_what_it_follows_from(demo):
    wrong = [
        *(f"herkend voor genoemd: {one.bottleneck}" for one in recognised_too_early()),
        *(f"gepland voor genoemd: {plan}: {one}" for plan, one in planned_too_early()),
        *(f"besloten voor ingediend: {one}" for one in decided_too_early()),
        *(f"gemaakt voor genoemd: {block}: {one}" for block, one in delivered_too_early()),
        *(f"gekozen voor gepubliceerd: {one}" for one in adopted_too_early()),
    ]

    assert wrong == []


def recognised_too_early():
    return [
        one for one in Recognition.objects.select_related("bottleneck") if one.recognised_at < one.bottleneck.named_at
    ]


def planned_too_early():
    plans = TablePlan.objects.exclude(submitted_at=None).select_related("table").prefetch_related("bottlenecks")
    return [(plan, one) for plan in plans for one in plan.bottlenecks.all() if one.named_at > plan.submitted_at]


def decided_too_early():
    decisions = TableDecision.objects.exclude(plan=None).select_related("plan", "table")
    return [
        one
        for one in decisions
        if one.plan.submitted_at is None
        or one.decided_on < day(one.plan.submitted_at)
        or day(one.recorded_at) < one.decided_on
    ]


def first_versions():
    return {version.block_id: version for version in BlockVersion.objects.order_by("-number")}


def delivered_too_early():
    """A block that helps with a bottleneck which nobody had named yet."""
    first = first_versions()
    blocks = BuildingBlock.objects.filter(pk__in=first).prefetch_related("solves")
    return [
        (block, one) for block in blocks for one in block.solves.all() if one.named_at > first[block.pk].published_at
    ]


def adopted_too_early():
    first = first_versions()
    adoptions = Adoption.objects.select_related("block", "coalition", "block_version")
    return [one for one in adoptions if one.block_id not in first or one.since < day(first[one.block_id].published_at)]


def test_history_of_every_bottleneck_ends_where_it_stands(demo):
    histories = {}
    for change in BottleneckChange.objects.order_by("at", "pk"):
        histories.setdefault(change.bottleneck_id, []).append(change)

    bottlenecks = list(Bottleneck.objects.current())

    assert bottlenecks
    for one in bottlenecks:
        history = histories[one.pk]
        assert history[0].kind == BottleneckChange.Kind.NAMED, one
        assert history[0].at == one.named_at, one
        assert history[-1].state == one.state, one


def test_bottleneck_has_a_block_when_it_says_so_and_only_then(demo):
    published = BuildingBlock.objects.published()
    for one in Bottleneck.objects.current():
        has_block = published.filter(solves=one).exists()
        if one.state == BottleneckState.DELIVERED:
            assert has_block, one
        if one.state in (BottleneckState.OPEN, BottleneckState.AGENDA):
            assert not has_block, one


def test_history_of_the_loop_is_two_years_long_and_ends_today(demo):
    now = timezone.now()
    moments = [
        *Bottleneck.objects.values_list("named_at", flat=True),
        *BottleneckChange.objects.values_list("at", flat=True),
        *TablePlan.objects.exclude(submitted_at=None).values_list("submitted_at", flat=True),
        *BlockVersion.objects.values_list("published_at", flat=True),
    ]
    days = [
        *TableDecision.objects.values_list("decided_on", flat=True),
        *Adoption.objects.values_list("since", flat=True),
        *(day(moment) for moment in moments),
    ]

    assert max(moments) <= now
    assert max(days) <= day(now)
    assert day(now) - min(days) > datetime.timedelta(days=600)
    # Something happened in the last quarter, too.
    assert day(now) - max(days) < datetime.timedelta(days=90)


def test_each_of_the_six_tables_has_a_history(demo):
    tables = ThemeTable.objects.active()

    assert tables.count() == 6
    for table in tables:
        assert table.bottlenecks.exists(), table
        assert table.decisions.exists(), table
        assert table.plans.exclude(submitted_at=None).exists(), table


def test_table_that_stopped_works_on_nothing_after_it(demo):
    stopped = ThemeTable.objects.get(slug="nu-niet-zwanger")

    changes = BottleneckChange.objects.filter(table=stopped)

    assert changes.exists()
    assert not changes.filter(at__date__gte=stopped.closed_on).exists()


def test_from_some_tables_one_walks_the_whole_loop(demo):
    """At every station something, and a municipality that works with it at the end."""
    reader = User.objects.get(email="bestuurder@demo.invalid")
    today = timezone.localdate()

    chains = {table: collect(table, reader, today) for table in ThemeTable.objects.active()}

    whole = [table for table, chain in chains.items() if chain.reached == len(Kind)]
    assert len(whole) >= 3, {str(table): chain.reached for table, chain in chains.items()}


def test_demo_comes_beside_bottlenecks_that_people_named_before(settings):
    settings.DEMO = True
    call_command("load_network", verbosity=0)
    named = BottleneckFactory(title="Van ons", coalition=None, named_by=None, recognised_by=[])

    call_command("seed_demo", verbosity=0)

    assert list(Bottleneck.objects.all()) == [named]
    assert BuildingBlock.objects.exists()
