"""Why a plan can no longer change, in the words that somebody reads who was still writing."""

from themetables.models import Outcome, TablePlan

KEEP = "Wat je schreef staat hieronder nog: kopieer het als je het wilt bewaren."


def why_not_edited(plan: TablePlan, user) -> str:
    """Return why this person cannot change the text of the plan; "" when they can. See also: TablePlan.editable_by."""
    if plan.decided_at:
        return f"Over dit plan is besloten. De tekst kan niet meer veranderen. {KEEP}"
    if plan.table.is_closed:
        return f"Deze tafel is gestopt. Het plan kan niet meer veranderen. {KEEP}"
    if plan.submitted_at and not is_led_by(plan, user):
        return f"Het plan is ingediend. Alleen de trekker kan het nu nog wijzigen. {KEEP}"
    return ""


def why_not_submitted(plan: TablePlan) -> str:
    """Return why this plan comes too late to ask for views; "" when it does not. One query.

    A table that began with a decision writes its first plan after it.
    """
    if plan.submitted_at:
        return ""
    decided = plan.table.decisions.standing().filter(meeting__year=plan.year).exclude(outcome=Outcome.NEW)
    if decided.exists():
        return (
            f"Over tafel {plan.table} is voor {plan.year} al besloten, zonder plan. "
            "Dit plan blijft een concept van de tafel."
        )
    return ""


def why_no_views(plan: TablePlan) -> str:
    """Return why no view on this plan can be given or answered; "" when it can."""
    if plan.decided_at:
        return f"Over dit plan is al besloten. Een mening kan er niet meer bij. {KEEP}"
    if plan.table.is_closed:
        return f"Deze tafel is gestopt. Een mening kan er niet meer bij. {KEEP}"
    if not plan.submitted_at:
        return f"De tafel schrijft nog aan dit plan, en vraagt nog geen mening. {KEEP}"
    return ""


def is_led_by(plan: TablePlan, user) -> bool:
    return user.is_coordinator or plan.table.circle_id in user.led_circle_ids


def is_written_by(plan: TablePlan, user) -> bool:
    """Whether this person belongs to who writes it, whether or not it can still change."""
    return user.is_coordinator or plan.table.circle_id in user.circle_ids
