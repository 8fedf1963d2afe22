"""What a coalition that ends keeps going, and the one it goes on in takes along: plan, agreements, documents.

What is closed stays where it was, as its history: action points that are done, agreements that lapsed, declarations,
the money per year.
"""

from collections.abc import Callable

from actions.models import ActionPoint
from coalitions.models import Agreement, CoalitionMunicipality, InterventionUse
from library.models import Document

_others: list[Callable] = []


def register(*functions: Callable) -> None:
    """What higher floors take along; each gets the coalition, the one it goes on in, and the day. See wiring.py."""
    _others.extend(functions)


def take_along(coalition, target, on):
    """After the municipalities went, on the day `on`."""
    ActionPoint.objects.open().filter(circle=coalition.circle_id).update(circle=target.circle_id)
    Document.objects.filter(circle=coalition.circle_id).update(circle=target.circle_id)
    Agreement.objects.current().filter(coalition=coalition).update(coalition=target)
    take_interventions(coalition, target, on)
    for function in _others:
        function(coalition, target, on)


def take_interventions(coalition, target, on):
    """What the other one does too, it goes on doing its own way. The rest goes on where it was, and only there."""
    uses = InterventionUse.objects.filter(coalition=coalition).exclude(
        intervention__in=InterventionUse.objects.filter(coalition=target).values("intervention")
    )
    came = CoalitionMunicipality.objects.filter(coalition=coalition, until=on).values_list("municipality", flat=True)
    through = InterventionUse.municipalities.through
    everywhere = list(uses.filter(municipalities=None).values_list("pk", flat=True))
    through.objects.bulk_create(
        through(interventionuse_id=use, municipality_id=municipality) for use in everywhere for municipality in came
    )
    InterventionUse.objects.filter(pk__in=list(uses.values_list("pk", flat=True))).update(coalition=target)
