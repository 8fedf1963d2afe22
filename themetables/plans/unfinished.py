"""What somebody typed in a plan and did not save, for when they leave. See also: members/handover/unfinished.py."""

from django.urls import reverse

from members.handover.unfinished import Unfinished
from themetables.models import PlanDraft


def drafts_of(user):
    drafts = PlanDraft.objects.filter(user=user, plan__decided_at=None).select_related("plan__table")
    return [
        Unfinished(
            f"Wat je typte in het plan {draft.plan.year} van {draft.plan.table}",
            reverse("themetables:plan_edit", args=[draft.plan.table.slug, draft.plan.year]),
            draft.plan.table.circle_id,
        )
        for draft in drafts.order_by("pk")
    ]
