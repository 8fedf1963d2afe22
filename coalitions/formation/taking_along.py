"""What a coalition that ends keeps going, and the one it goes on in takes along: plan, agreements, documents.

What is closed stays where it was, as its history: action points that are done, agreements that lapsed, declarations,
the money per year.
"""

from collections.abc import Callable

from actions.models import ActionPoint
from coalitions.agreements import keeping
from coalitions.models import Agreement, CoalitionMunicipality, InterventionUse
from library.models import Document

SINCE_THE_MERGER = "Twee coalities werden er één. De gemeenten waarvoor dit gold, staan er nu bij."

_others: list[Callable] = []


def register(*functions: Callable) -> None:
    """What higher floors take along; each gets the coalition, the one it goes on in, and the day. See wiring.py."""
    _others.extend(functions)


def take_along(coalition, target, on, *, by, now):
    """After the municipalities went, on the day `on`."""
    ActionPoint.objects.open().filter(circle=coalition.circle_id).update(circle=target.circle_id)
    Document.objects.filter(circle=coalition.circle_id).update(circle=target.circle_id)
    take_agreements(coalition, target, on, by=by, now=now)
    take_interventions(coalition, target, on)
    for function in _others:
        function(coalition, target, on)


def take_agreements(coalition, target, on, *, by, now):
    """What either of them agreed goes on where it was: nobody agreed it for the municipalities of the other one."""
    came = municipalities_of(coalition, until=on)
    stayed = municipalities_of(target, until=None) - came
    rows = Agreement.objects.current().filter(coalition__in=[coalition, target]).order_by("pk")
    for agreement in rows.select_for_update(no_key=True):
        places = came if agreement.coalition_id == coalition.pk else stayed
        is_moving = agreement.coalition_id == coalition.pk
        agreement.coalition = target
        if places and not agreement.municipalities.exists():
            agreement.save_version(by=by, now=now)
            agreement.municipalities.set(places)
            keeping.record(agreement, SINCE_THE_MERGER)
        elif is_moving:
            agreement.save(update_fields=["coalition"])


def municipalities_of(coalition, **period):
    return set(
        CoalitionMunicipality.objects.filter(coalition=coalition, **period).values_list("municipality", flat=True)
    )


def take_interventions(coalition, target, on):
    """What the other one does too, it goes on doing its own way. The rest goes on where it was, and only there."""
    uses = InterventionUse.objects.filter(coalition=coalition).exclude(
        intervention__in=InterventionUse.objects.filter(coalition=target).values("intervention")
    )
    came = municipalities_of(coalition, until=on)
    through = InterventionUse.municipalities.through
    everywhere = list(uses.filter(municipalities=None).values_list("pk", flat=True))
    through.objects.bulk_create(
        through(interventionuse_id=use, municipality_id=municipality) for use in everywhere for municipality in came
    )
    InterventionUse.objects.filter(pk__in=list(uses.values_list("pk", flat=True))).update(coalition=target)
