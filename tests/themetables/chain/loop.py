"""One whole loop as rows: a bottleneck, the table that took it up, its plan, the decision, a block, who uses it."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.themetables.factories import ThemeTableFactory
from themetables.models import (
    Adoption,
    BlockVersion,
    Bottleneck,
    BuildingBlock,
    DecisionMeeting,
    Recognition,
    TableDecision,
    TablePlan,
)


def moment(year, month, day, hour=12, minute=0):
    return datetime.datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


NAMED = moment(2025, 3, 10)
SUBMITTED = moment(2025, 10, 20)
DECIDED_ON = datetime.date(2025, 12, 9)
PUBLISHED = moment(2026, 4, 7)
TEXTS = {"reason": "Daarom.", "goal": "Dit.", "delivers": "Een handreiking.", "planning": "In het voorjaar."}
STEPS = {"first_step": "Lees.", "second_step": "Doe.", "third_step": "Kijk terug.", "common_text": "Zo doen we het."}


def bottleneck(title="Ouders zien af van kraamzorg", *, table=None, named_at=NAMED, **kwargs):
    state = {"state": "delivered", "table": table} if table else {}
    return Bottleneck.objects.create(
        title=title,
        what_happens="Dat gebeurt bij ons.",
        named_at=named_at,
        state_since=named_at,
        **state | kwargs,
    )


def recognise(one, *coalitions, at=NAMED):
    Recognition.objects.bulk_create(
        Recognition(bottleneck=one, coalition=coalition, recognised_at=at) for coalition in coalitions
    )


def plan(table, *bottlenecks, year=2026, submitted_at=SUBMITTED):
    made = TablePlan.objects.create(table=table, year=year, submitted_at=submitted_at, **TEXTS)
    made.bottlenecks.set(bottlenecks)
    return made


def decision(table, plan=None, *, on=DECIDED_ON, outcome="continue", corrects=None):
    meeting = DecisionMeeting.objects.create(title="Beslissen", year=on.year + 1, held_on=on, place="Grou")
    return TableDecision.objects.create(
        meeting=meeting,
        table=table,
        plan=plan,
        outcome=outcome,
        reason="Het helpt.",
        decided_on=on,
        recorded_at=SUBMITTED,
        corrects=corrects,
    )


def block(table, *bottlenecks, title="Handreiking kraamzorg", published_at=PUBLISHED):
    """With a first version, established; without a moment a concept."""
    state = {"state": "adopted", "adopted_at": published_at, "latest": 1} if published_at else {}
    made = BuildingBlock.objects.create(
        table=table,
        slug=f"bouwsteen-{BuildingBlock.objects.count()}",
        kind="guide",
        title=title,
        summary="In het kort.",
        for_whom="Iedereen.",
        **STEPS | state,
    )
    made.solves.set(bottlenecks)
    if published_at:
        version(made, published_at)
    return made


def version(of_block, at, number=1):
    return BlockVersion.objects.create(
        block=of_block,
        number=number,
        title=of_block.title,
        summary=of_block.summary,
        for_whom=of_block.for_whom,
        what_changed="Nieuw.",
        published_at=at,
        **STEPS,
    )


def adopt(of_block, coalition, state="in_use", since=datetime.date(2026, 5, 1)):
    texts = {"adapted": {"local_text": "Bij ons zo."}, "not_for_us": {"reason": "Te klein."}}.get(state, {})
    return Adoption.objects.create(
        block=of_block, coalition=coalition, state=state, since=since, block_version=of_block.versions.first(), **texts
    )


def whole_loop(recognitions=2, adoptions=2):
    """Everything from the first to the last link."""
    table = ThemeTableFactory(short_name="Kraamzorg")
    coalitions = [CoalitionFactory() for _ in range(max(recognitions, adoptions))]
    made = SimpleNamespace(table=table, coalitions=coalitions, bottleneck=bottleneck(table=table))
    recognise(made.bottleneck, *coalitions[:recognitions])
    made.plan = plan(table, made.bottleneck)
    made.decision = decision(table, made.plan)
    made.block = block(table, made.bottleneck)
    made.adoptions = [adopt(made.block, coalition) for coalition in coalitions[:adoptions]]
    return made


def links(chain):
    """{station: [(label, detail), ...]} of a chain."""
    return {station.kind.value: [(one.label, one.detail) for one in station.links] for station in chain.stations}
