"""What happened at a table over the years, gathered from every room of the loop, the newest first.

Each source takes the table and the person who looks, asks one query, and gives what that person may read.
"""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator

from members.models import Membership
from themetables.models import (
    BlockChange,
    BottleneckChange,
    BottleneckState,
    ProgressNote,
    TableChange,
    TableDecision,
    TablePlan,
)

LONGEST = 200  # characters of what people wrote; the rest stands on its own page
CHANGES = {
    TableChange.Kind.STARTED: "De tafel is begonnen.",
    TableChange.Kind.GOAL: "De tafel kreeg een ander doel:",
    TableChange.Kind.CLOSED: "De tafel is gestopt:",
    TableChange.Kind.REOPENED: "De tafel gaat verder:",
}
STEPS = {
    BottleneckState.TAKEN_UP: "De tafel pakte een knelpunt op:",
    BottleneckState.DELIVERED: "Er is een bouwsteen voor een knelpunt:",
    BottleneckState.SOLVED: "Een knelpunt is opgelost:",
}


@dataclass(frozen=True)
class Event:
    at: datetime
    sentence: str
    url: str = ""


def timeline_of(table, user) -> list[Event]:
    found = [Event(*event) for source in SOURCES for event in source(table, user)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def of_the_table(table, user):
    changes = list(table.changes.visible_to(user))
    for change in changes:
        is_start = change.kind == TableChange.Kind.STARTED
        yield change.at, CHANGES[change.kind] if is_start else f"{CHANGES[change.kind]} {change.sentence}", ""
    # A table that was there before this portal: the days are all we know.
    kinds = {change.kind for change in changes}
    if table.started_on and TableChange.Kind.STARTED not in kinds:
        yield noon(table.started_on), CHANGES[TableChange.Kind.STARTED], ""
    if table.closed_on and TableChange.Kind.CLOSED not in kinds:
        yield noon(table.closed_on), f"{CHANGES[TableChange.Kind.CLOSED]} {table.closed_reason}", ""


def of_who_leads(table, user):
    """Who leads it, is there for the whole network; who led it once, for who knows the table."""
    found = Membership.objects.filter(circle=table.circle_id, role=Membership.Role.LEADER).exclude(until=F("since"))
    if not (user.is_coordinator or table.circle_id in user.circle_ids):
        found = found.current(timezone.localdate()).filter(user__is_active=True)
    for membership in found.select_related("user").order_by("since"):
        name, url = membership.user.shown_name, membership.user.get_absolute_url()
        yield noon(membership.since), f"{name} ging de tafel trekken.", url
        if membership.until and membership.until <= timezone.localdate():
            yield noon(membership.until), f"{name} gaf het trekken van de tafel over.", url


def of_progress(table, user):
    for note in ProgressNote.objects.visible_to(user).filter(table=table).select_related("table"):
        yield note.at, f"Hoe het gaat: {short(note.text)}", note.get_absolute_url()


def of_bottlenecks(table, user):
    changes = BottleneckChange.objects.visible_to(user).filter(
        table=table, kind=BottleneckChange.Kind.STATE, state__in=STEPS
    )
    for change in changes.select_related("bottleneck").order_by("at"):
        yield change.at, f"{STEPS[change.state]} {change.bottleneck}", change.bottleneck.get_absolute_url()


def of_plans(table, user):
    plans = TablePlan.objects.visible_to(user).filter(table=table, submitted_at__isnull=False)
    for plan in plans.select_related("table"):
        yield plan.submitted_at, f"De tafel diende haar plan voor {plan.year} in.", plan.get_absolute_url()


def of_decisions(table, user):
    for decision in TableDecision.objects.visible_to(user).standing().filter(table=table):
        sentence = f"Het netwerk besloot: {decision.get_outcome_display()}. {short(decision.reason)}"
        yield noon(decision.decided_on), sentence, decision.get_absolute_url()


def of_blocks(table, user):
    for change in BlockChange.objects.filter(block__table=table).select_related("block").order_by("at"):
        yield change.at, f"Bouwsteen “{change.block}”: {short(change.sentence)}", change.block.get_absolute_url()


SOURCES = (of_the_table, of_who_leads, of_progress, of_bottlenecks, of_plans, of_decisions, of_blocks)


def noon(day):
    """A moment for what only has a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def short(text):
    return Truncator(" ".join(text.split())).chars(LONGEST)
