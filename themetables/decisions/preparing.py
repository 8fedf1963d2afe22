"""All that lies on the table in a decision meeting, per theme table, in a constant number of queries."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from themetables.models import (
    BlockVersion,
    Bottleneck,
    BuildingBlock,
    DecisionMeeting,
    TableDecision,
    TablePlan,
    ThemeTable,
)
from themetables.plans import counting


@dataclass
class Sheet:
    """One theme table as the meeting looks at it."""

    table: ThemeTable
    plan: TablePlan | None = None
    opinion: counting.Opinion | None = None
    last_plan: TablePlan | None = None
    last_decision: TableDecision | None = None
    delivered: list[BuildingBlock] = field(default_factory=list)
    decision: TableDecision | None = None

    @property
    def waits(self):
        """Whether the network still has to decide about this table."""
        return self.decision is None and not self.table.is_closed


def sheets(meeting: DecisionMeeting, on) -> list[Sheet]:
    """Return a sheet per table that is active or was decided on here; drafts stay at their table."""
    decisions = list(standing().filter(meeting__year__in=(meeting.year - 1, meeting.year)))
    here = {one.table_id: one for one in decisions if one.meeting_id == meeting.pk}
    before = {one.table_id: one for one in decisions if one.meeting.year == meeting.year - 1}
    found = {
        table.pk: Sheet(table, decision=here.get(table.pk), last_decision=before.get(table.pk))
        for table in ThemeTable.objects.all()
        if table.pk in here or not table.is_closed
    }
    add_plans(found, meeting.year, on)
    add_blocks(found, meeting.year - 1)
    return list(found.values())


def standing():
    return TableDecision.objects.standing().select_related("meeting", "table", "plan")


def add_plans(found, year, on):
    reach = Prefetch("bottlenecks", Bottleneck.objects.current().with_reach(on).order_by("-reach", "title"))
    plans = TablePlan.objects.filter(table__in=list(found), year__in=(year - 1, year), submitted_at__isnull=False)
    plans = list(plans.select_related("table").prefetch_related(reach))
    opinions = counting.opinions([plan for plan in plans if plan.year == year], on)
    for plan in plans:
        sheet = found[plan.table_id]
        if plan.year == year:
            sheet.plan, sheet.opinion = plan, opinions[plan.pk]
        else:
            sheet.last_plan = plan


def add_blocks(found, year):
    """What each table delivered in that year: blocks of which a version was published."""
    published = BlockVersion.objects.filter(published_at__year=year).values("block")
    for block in BuildingBlock.objects.filter(table__in=list(found), pk__in=published):
        found[block.table_id].delivered.append(block)
