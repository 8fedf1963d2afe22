"""What the page of a coalition says about each of its rooms, in one line. See also: glances.py and wiring."""

from django.db.models import Count, Q

from actions.counting import open_and_overdue
from coalitions.agreements.counting import to_review
from coalitions.models import Agreement, Declaration, InterventionState, InterventionUse
from library.models import Document


def plan(circle, user, on):
    count, late = open_and_overdue([circle], on)[circle.pk]
    if not count:
        return nothing(circle, on, "Er staat nu niets open.")
    return f"{_many(count, 'punt', 'punten')} open{f', {late} te laat' if late else ''}."


def agreements(circle, user, on):
    coalition = circle.coalition
    found = Agreement.objects.visible_to(user).current().filter(coalition=coalition).order_by()
    counts = found.aggregate(
        adopted=Count("pk", filter=~Q(adopted_at=None)), drafts=Count("pk", filter=Q(adopted_at=None))
    )
    if not any(counts.values()):
        return nothing(circle, on, "Er staan nog geen afspraken.")
    parts = [f"{counts['adopted']} vastgesteld"]
    if counts["drafts"]:
        parts.append(f"{counts['drafts']} in concept")
    if waiting := to_review([coalition], on).get(coalition.pk):
        parts.append(f"{waiting} om na te kijken")
    return f"{', '.join(parts)}."


def declaration(circle, user, on):
    """What holds comes first, also while a next version or period is written or signed."""
    found = Declaration.objects.visible_to(user).filter(coalition=circle.coalition, withdrawn_at=None).with_counts()
    found = list(found.order_by("-pk"))
    if not found:
        return nothing(circle, on, "Er is nog geen intentieverklaring.")
    newest, completed = found[0], [one for one in found if one.completed_at]
    if not completed:
        return _of_unsigned(newest, "Er ligt een concept.", "Ligt ter ondertekening")
    signed = next((one for one in completed if one.has_begun(on)), completed[0])
    holds = f"Ondertekend door {_many(signed.signed_count, 'organisatie', 'organisaties')}, {signed.period}."
    if newest is signed:
        return holds
    if newest.completed_at:
        return f"{holds} Het vervolg is getekend en geldt {newest.period}."
    following = _of_unsigned(newest, "Er ligt een concept voor een vervolg.", "Het vervolg ligt ter ondertekening")
    return f"{holds} {following}"


def _of_unsigned(newest, draft, sent):
    return f"{sent}: {newest.signed_count} van {newest.asked_count} tekenden." if newest.sent_at else draft


def interventions(circle, user, on):
    uses = InterventionUse.objects.visible_to(user).filter(coalition=circle.coalition).order_by()
    counts = dict(uses.values_list("state").annotate(Count("pk")))
    parts = [
        f"{counts[state]} {state.label}"
        for state in (InterventionState.OFFERED, InterventionState.PLANNED)
        if state in counts
    ]
    return f"{', '.join(parts)}." if parts else nothing(circle, on, "Er is nog niets ingevuld.")


def documents(circle, user, on):
    count = Document.objects.visible_to(user).current().filter(circle=circle).count()
    return (
        f"{_many(count, 'document', 'documenten')}." if count else nothing(circle, on, "Er staan nog geen documenten.")
    )


def nothing(circle, on, words):
    """A circle that is no more has nothing that is still to come."""
    return "Hier staat niets meer." if circle.has_ended(on) else words


def _many(count, one, more):
    return f"{count} {one if count == 1 else more}"
