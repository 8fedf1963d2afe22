"""What somebody typed in a plan and did not save yet. See also: static/js/keep-draft.js, PlanDraft."""

from members.conflicts import SEEN
from members.models import User
from themetables.models import PlanDraft, TablePlan
from themetables.models.plans import TEXTS


def keep(plan: TablePlan, user: User, data: dict, *, now) -> PlanDraft:
    """Keep what this person typed, beside the plan; whoever else is writing has a draft of their own."""
    draft, _ = PlanDraft.objects.update_or_create(plan=plan, user=user, defaults={"data": data, "saved_at": now})
    return draft


def find(plan: TablePlan, user: User) -> PlanDraft | None:
    """Return the draft of this person, unless it says what the plan says already."""
    draft = PlanDraft.objects.filter(plan=plan, user=user).first()
    return draft if draft and _differs(draft, plan) else None


def discard(plan: TablePlan, user: User) -> None:
    PlanDraft.objects.filter(plan=plan, user=user).delete()


def _differs(draft, plan):
    typed = [_plain(draft.data.get(name, "")) for name in TEXTS]
    if typed != [_plain(getattr(plan, name)) for name in TEXTS]:
        return True
    return {str(pk) for pk in plan.bottlenecks.values_list("pk", flat=True)} != set(draft.data.get("bottlenecks", []))


def _plain(text):
    return text.replace("\r\n", "\n").strip()


def as_initial(draft: PlanDraft) -> dict:
    """Return what the form begins with: the typed texts, and what this person had seen when they typed them."""
    return {name: draft.data.get(name, "") for name in (*TEXTS, SEEN)} | {
        "bottlenecks": draft.data.get("bottlenecks", [])
    }
