"""Recording what the network decided about a table. A decision is final: it is corrected by another one."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from members import conflicts
from members.models import User
from members.refused import Refused
from themetables.bottlenecks import steps
from themetables.decisions import telling
from themetables.models import DecisionMeeting, Outcome, TableDecision, TablePlan, ThemeTable
from themetables.tables import closing, starting


@dataclass(frozen=True)
class Said:
    """What the meeting said about a table."""

    outcome: Outcome
    reason: str
    decided_on: date


def record(meeting: DecisionMeeting, table: ThemeTable, said: Said, *, by: User, now) -> TableDecision:
    """Record the first decision of this meeting about a table; the plan of that year is closed with it."""
    with transaction.atomic():
        row = locked(table)
        if row.is_closed:
            raise Refused("Deze tafel is al gestopt.")
        if TableDecision.objects.filter(meeting=meeting, table=row).exists():
            raise Refused("Over deze tafel is in deze bijeenkomst al besloten. Klopt dat niet? Corrigeer het besluit.")
        plan = close_plan(row, meeting.year, now=now)
        decision = add(meeting, row, plan, said, by=by, now=now)
        carry_out(decision, by=by, now=now)
    return decision


def record_new(meeting: DecisionMeeting, said: Said, *, by: User, now, name: str, **facts) -> TableDecision:
    """Start a table that the meeting decided on, and record that. `facts` are what `starting.start` asks for."""
    with transaction.atomic():
        table = starting.start(name, on=said.decided_on, by=by, now=now, **facts)
        decision = add(meeting, table, None, said, by=by, now=now)
        telling.decided(decision, by=by, now=now)
    return decision


def correct(decision: TableDecision, said: Said, *, by: User, now) -> TableDecision:
    """Record another decision in the place of this one; both stay to be read."""
    with transaction.atomic():
        table = locked(decision.table)
        if TableDecision.objects.filter(corrects=decision).exists():
            raise Refused("Dit besluit is al gecorrigeerd. Lees eerst het nieuwe besluit.")
        plan = decision.plan or close_plan(table, decision.meeting.year, now=now)
        newer = add(decision.meeting, table, plan, said, by=by, now=now, corrects=decision)
        carry_out(newer, by=by, now=now)
    return newer


def add(meeting, table, plan, said, *, by, now, corrects=None):
    return TableDecision.objects.create(
        meeting=meeting,
        table=table,
        plan=plan,
        outcome=said.outcome,
        reason=said.reason,
        decided_on=said.decided_on,
        recorded_by=by,
        recorded_at=now,
        corrects=corrects,
    )


def close_plan(table, year, *, now):
    """Return the submitted plan of this year, which from here on stays as it is; None when there is none."""
    plan = TablePlan.objects.filter(table=table, year=year, submitted_at__isnull=False).first()
    if plan is None:
        return None
    row = conflicts.lock(TablePlan.objects.all(), plan.pk)
    if row.decided_at is None:
        # Whoever waited for the one who submitted read the clock before.
        row.decided_at = max(now, row.submitted_at)
        row.save(update_fields=["decided_at"])
    return row


def carry_out(decision, *, by, now):
    """What follows from the decision: a table that stops is closed, one that goes on takes up what its plan names."""
    if decision.outcome == Outcome.STOP:
        closing.close(decision.table, reason=decision.reason, on=decision.decided_on, by=by, now=now)
    else:
        # A correction of "stoppen": the table goes on after all.
        closing.reopen(decision.table, reason=decision.reason, by=by, now=now)
    if decision.plan and decision.outcome != Outcome.STOP:
        for bottleneck in decision.plan.bottlenecks.waiting().order_by("pk"):
            steps.take_up(bottleneck, decision.table, reason=f"Besluit van {decision.meeting}.", by=by, now=now)
    telling.decided(decision, by=by, now=now)


def locked(table):
    return conflicts.lock(ThemeTable.objects.all(), table.pk)
