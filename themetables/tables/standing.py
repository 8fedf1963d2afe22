"""How tables stand: who leads them, when something last happened, what is open. A constant number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count

from coalitions.activity import Quiet, last_activity
from members.models import Membership
from themetables.models import Bottleneck, BottleneckState, JoinRequest, TablePlan, ThemeTable

# There is a building block that helps, or it is over.
HELPED = (BottleneckState.DELIVERED, BottleneckState.SOLVED)


@dataclass
class Standing(Quiet):
    table: ThemeTable
    on: date
    last_at: datetime | None = None
    leaders: list = field(default_factory=list)
    member_count: int = 0
    open_bottlenecks: int = 0
    helped_bottlenecks: int = 0
    waiting_requests: int = 0
    plan: TablePlan | None = None


def standings(tables, on) -> list[Standing]:
    """How active tables stand on the day `on`, as far as their silence goes."""
    rows = [Standing(table, on) for table in tables]
    last = last_activity([row.table.circle_id for row in rows])
    for row in rows:
        row.last_at = last[row.table.circle_id]
    return rows


def complete(rows, on) -> list[Standing]:
    """Add who leads, how many take part, and what waits."""
    ids = [row.table.pk for row in rows]
    people = {}
    memberships = Membership.objects.current(on).filter(
        circle__in=[row.table.circle_id for row in rows], user__is_active=True
    )
    for membership in memberships.select_related("user").order_by("user__sort_name"):
        people.setdefault(membership.circle_id, []).append(membership)
    bottlenecks = bottlenecks_by_state(ids)
    requests = counts(JoinRequest.objects.undecided().filter(table__in=ids))
    plans = {}
    for plan in TablePlan.objects.filter(table__in=ids, year__gte=on.year).order_by("year"):
        plans[plan.table_id] = plan  # the last year there is one for
    for row in rows:
        here = people.get(row.table.circle_id, [])
        row.leaders = [one.user for one in here if one.role == Membership.Role.LEADER]
        row.member_count = len(here)
        row.open_bottlenecks = bottlenecks.get((row.table.pk, BottleneckState.TAKEN_UP), 0)
        row.helped_bottlenecks = sum(bottlenecks.get((row.table.pk, state), 0) for state in HELPED)
        row.waiting_requests = requests.get(row.table.pk, 0)
        row.plan = plans.get(row.table.pk)
        if row.plan:
            row.plan.table = row.table  # for its address
    return rows


def bottlenecks_by_state(table_ids):
    found = Bottleneck.objects.current().filter(table__in=table_ids).order_by().values_list("table", "state")
    return {(table, state): number for table, state, number in found.annotate(Count("pk"))}


def counts(rows):
    return dict(rows.order_by().values_list("table").annotate(Count("pk")))
