"""The agreements of a coalition in the order of the route of a family."""

from dataclasses import dataclass, field

from coalitions.models import Agreement, Step


@dataclass
class Stretch:
    """One step of the route, with what was agreed about it; without agreements it is a gap."""

    step: Step
    agreements: list = field(default_factory=list)


def by_step(coalition, user):
    """Return the current agreements per step, and apart from them those that lapsed."""
    found = (
        coalition.agreements.visible_to(user)
        .select_related("owner")
        .prefetch_related("municipalities")
        .order_by("adopted_at", "pk")
    )
    stretches = {step: Stretch(step) for step in Step}
    lapsed = []
    for agreement in found:
        agreement.coalition = coalition
        (lapsed if agreement.lapsed_at else stretches[Step(agreement.step)].agreements).append(agreement)
    return {"stretches": list(stretches.values()), "lapsed": lapsed, "gaps": gaps(stretches.values())}


def gaps(stretches):
    return [stretch.step for stretch in stretches if not stretch.agreements]


def agreements_of(coalitions, user):
    """Return what holds or is drafted, per coalition and step: one query, and two for partners and municipalities."""
    found = (
        Agreement.objects.visible_to(user)
        .current()
        .filter(coalition__in=coalitions)
        .select_related("coalition")
        .prefetch_related("organisations", "municipalities")
        .order_by("adopted_at", "pk")
    )
    places = {}
    for agreement in found:
        places.setdefault((agreement.coalition_id, agreement.step), []).append(agreement)
    return places
