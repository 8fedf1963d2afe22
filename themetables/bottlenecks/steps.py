"""The steps of a bottleneck through the loop. Each locks, looks again, leaves a change and tells who recognised it.

Safe to do twice: the second time nothing happens. A step with a bottleneck that became part of another is a step with
that other one.
"""

from django.db import transaction
from django.utils import timezone

from members.models import User
from members.refused import Refused
from themetables.bottlenecks import telling
from themetables.bottlenecks.locking import lock_current
from themetables.models import Bottleneck, BottleneckChange, BottleneckState, ThemeTable

STEP_FIELDS = ["state", "state_reason", "state_since", "table"]


def reopen(bottleneck: Bottleneck, *, reason: str = "", by: User | None, now) -> Bottleneck:
    """Back to where it began: nobody works on it."""
    return step(bottleneck, BottleneckState.OPEN, reason=reason, by=by, now=now)


def put_on_agenda(bottleneck: Bottleneck, *, reason: str = "", by: User | None, now) -> Bottleneck:
    """For the next meeting of the network."""
    return step(bottleneck, BottleneckState.AGENDA, reason=reason, by=by, now=now)


def take_up(bottleneck: Bottleneck, table: ThemeTable, *, reason: str = "", by: User | None, now) -> Bottleneck:
    """A theme table works on it from now."""
    if table.closed_on and table.closed_on <= timezone.localdate(now):
        raise Refused(f"Thematafel {table} is gestopt en kan dit knelpunt niet oppakken.")
    return step(bottleneck, BottleneckState.TAKEN_UP, table=table, reason=reason, by=by, now=now)


def deliver(
    bottleneck: Bottleneck, *, table: ThemeTable | None = None, reason: str = "", by: User | None, now
) -> Bottleneck:
    """A building block is there; `table` only when another one than took it up made that."""
    return step(bottleneck, BottleneckState.DELIVERED, table=table, keeps_table=True, reason=reason, by=by, now=now)


def solve(bottleneck: Bottleneck, *, reason: str = "", by: User | None, now) -> Bottleneck:
    return step(bottleneck, BottleneckState.SOLVED, keeps_table=True, reason=reason, by=by, now=now)


def turn_down(bottleneck: Bottleneck, *, reason: str, by: User | None, now) -> Bottleneck:
    """Not taken up. Every coalition that recognised it reads the reason."""
    return step(bottleneck, BottleneckState.TURNED_DOWN, reason=reason, by=by, now=now)


def let_go(table: ThemeTable, *, reason: str, by: User | None, now) -> list[Bottleneck]:
    """A table stops: what it was working on goes back on the agenda. What it delivered stays delivered."""
    found = list(table.bottlenecks.current().filter(state=BottleneckState.TAKEN_UP).order_by("pk"))
    return [put_on_agenda(bottleneck, reason=reason, by=by, now=now) for bottleneck in found]


def step(bottleneck, state, *, table=None, keeps_table=False, reason="", by, now):
    with transaction.atomic():
        row = lock_current(bottleneck)
        if keeps_table and table is None:
            table = row.table
        if state == BottleneckState.DELIVERED and table is None:
            raise Refused("Zeg er eerst bij welke thematafel dit knelpunt heeft opgepakt.")
        if (row.state, row.table) == (state, table):
            return row
        row.state, row.table, row.state_reason, row.state_since = state, table, reason, now
        row.save(update_fields=STEP_FIELDS)
        change = BottleneckChange.objects.create(
            bottleneck=row, state=state, table=table, reason=reason, by=by, at=now
        )
        telling.stepped(row, change, by=by, now=now)
    return row
