"""What somebody typed in a plan and did not save, for when they leave. See also: members/handover/unfinished.py."""

from django.urls import reverse

from members.handover.unfinished import Source, Unfinished
from themetables.models import Bottleneck, PlanDraft, TablePlan
from themetables.models.plans import TEXTS


def drafts_of(user):
    drafts = PlanDraft.objects.filter(user=user, plan__decided_at=None).select_related("plan__table")
    return [
        Unfinished(
            draft.pk,
            f"Wat je typte in het plan {draft.plan.year} van {draft.plan.table}",
            reverse("themetables:plan_edit", args=[draft.plan.table.slug, draft.plan.year]),
            draft.plan.table.circle_id,
            for_leaders=draft.plan.submitted_at is not None,
        )
        for draft in drafts.order_by("pk")
    ]


def give(pk, to):
    PlanDraft.objects.filter(pk=pk).update(user=to)


def as_text(pk):
    """Every part of the plan that was typed in, under its name."""
    data = PlanDraft.objects.get(pk=pk).data
    parts = [(TablePlan._meta.get_field(name).verbose_name, data.get(name, "")) for name in TEXTS]
    chosen = Bottleneck.objects.filter(pk__in=data.get("bottlenecks", [])).values_list("title", flat=True)
    parts.append(("knelpunten", "\n".join(chosen)))
    return "\n\n".join(f"{label.capitalize()}:\n{text}" for label, text in parts if text)


SOURCE = Source("klad-plan", "Wat nog niet in een plan bewaard was", drafts_of, give, as_text)
