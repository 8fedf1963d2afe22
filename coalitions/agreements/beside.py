"""Two to four coalitions beside each other, step by step, with in words what is different."""

from dataclasses import dataclass

from django.utils.text import capfirst

from coalitions.agreements.listing import agreements_of
from coalitions.models import AgreementState, Coalition, Step
from coalitions.models.agreements import in_one_breath
from language.sorting import sort_key


@dataclass(frozen=True)
class Side:
    """What one coalition agreed about one step."""

    coalition: Coalition
    agreements: list

    @property
    def adopted(self):
        return [agreement for agreement in self.agreements if agreement.state == AgreementState.ADOPTED]

    @property
    def instruments(self):
        return {agreement.instrument for agreement in self.adopted if agreement.instrument}


@dataclass(frozen=True)
class Stretch:
    step: Step
    sides: list[Side]

    @property
    def differences(self):
        """Return what strikes somebody who lays these agreements side by side, as sentences."""
        without = [side.coalition.name for side in self.sides if not side.adopted]
        if len(without) == len(self.sides):
            return ["Geen van deze coalities heeft hier een vastgestelde afspraak over."]
        found = []
        if without:
            found.append(f"{listed(without)} {'heeft' if len(without) == 1 else 'hebben'} hier geen afspraak over.")
        instruments = [side.instruments for side in self.sides if side.adopted]
        if not is_shared(instruments):
            found.append(f"{'De andere' if without else 'Zij'} noemen niet hetzelfde instrument.")
        return found or ["Allemaal hebben zij hier een afspraak over."]


def is_shared(instruments):
    """Whether all name one instrument, or none: "ALPHA-NL" is in "Vragenlijst ALPHA-NL" too."""
    names = [{sort_key(name) for name in found} for found in instruments]
    return not any(names) or any(
        all(any(one in other for other in found) for found in names) for one in set().union(*names)
    )


def stretches(coalitions, user):
    found = agreements_of(coalitions, user)
    return [
        Stretch(step, [Side(coalition, found.get((coalition.pk, step), [])) for coalition in coalitions])
        for step in Step
    ]


def listed(names):
    return capfirst(in_one_breath(names))
