"""Keeping the plan of a table: every verb locks the row, looks again, saves the next version and keeps it whole."""

from django.db import transaction

from members import conflicts
from members.models import User
from members.refused import Refused
from themetables.models import PlanState, PlanVersion, TablePlan, ThemeTable
from themetables.models.plans import NEEDED, TEXTS
from themetables.plans import closing, telling


def begin(table: ThemeTable, year: int, *, by: User, now, earlier: TablePlan | None = None) -> TablePlan:
    """Return the plan of this year; a new one is empty, or holds the text of an earlier plan of the table.

    When two people begin at once they get the same plan.
    """
    with transaction.atomic():
        texts = {name: getattr(earlier, name) for name in TEXTS} if earlier else {}
        plan, is_new = TablePlan.objects.get_or_create(
            table=table, year=year, defaults={**texts, "changed_by": by, "changed_at": now}
        )
        if is_new:
            if earlier:
                plan.bottlenecks.set(earlier.bottlenecks.current())
            record(plan, f"Begonnen met de tekst van {earlier.year}." if earlier else "Begonnen.")
    return plan


def record(plan: TablePlan, sentence: str) -> PlanVersion:
    """Keep the plan as it was saved just now. For who has just called `save_version`, in its transaction."""
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        saved_by=plan.changed_by,
        saved_at=plan.changed_at,
        sentence=sentence,
        is_draft=plan.submitted_at is None,
        bottlenecks=[{"pk": one.pk, "title": one.title} for one in plan.bottlenecks.order_by("title", "pk")],
        **{name: getattr(plan, name) for name in TEXTS},
    )


def missing(plan: TablePlan) -> list[str]:
    """Return the labels of what has to be there before coalitions can have a view on it."""
    return [plan._meta.get_field(name).verbose_name for name in NEEDED if not getattr(plan, name).strip()]


def submit(plan: TablePlan, *, version: int, by: User, now) -> TablePlan:
    """Ask the coalitions for their view. `version` is the text that was read: another text is not submitted unseen."""
    with transaction.atomic():
        # The table first, as whoever records a decision about it does: one of the two sees what the other did.
        conflicts.lock(ThemeTable.objects.all(), plan.table_id)
        row = conflicts.lock(TablePlan.objects.select_related("changed_by", "table"), plan.pk)
        if row.state != PlanState.DRAFT or row.table.is_closed:
            raise Refused("Dit plan is al ingediend, of de tafel is gestopt.")
        if row.version != version:
            who = row.changed_by or "Iemand anders"
            raise Refused(f"{who} heeft het plan intussen gewijzigd. Lees eerst de nieuwe tekst, en dien die dan in.")
        if why := closing.why_not_submitted(row):
            raise Refused(why)
        if lacking := missing(row):
            raise Refused(f"Het plan is nog niet af. Vul eerst in: {', '.join(lacking)}.")
        row.submitted_at, row.submitted_by = now, by
        row.save_version(by=by, now=now)
        record(row, "Ingediend.")
        telling.submitted(row, by=by, now=now)
    return row


def what_changed(names: list[str]) -> str:
    """Return the sentence for the history: "Doel en planning gewijzigd." """
    labels = [TablePlan._meta.get_field(name).verbose_name for name in names]
    named = " en ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
    return f"{named[:1].upper()}{named[1:]} gewijzigd."
