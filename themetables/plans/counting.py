"""What the coalitions think of plans, counted: how many support one, and who did not answer yet."""

from dataclasses import dataclass, field

from coalitions.models import Coalition
from themetables.models import PlanView, TablePlan


@dataclass
class Opinion:
    """The views on one plan, beside the coalitions that are asked."""

    views: list[PlanView] = field(default_factory=list)
    silent: list[Coalition] = field(default_factory=list)

    @property
    def counts(self):
        """Each stance with its word and how many chose it; in the order in which people choose."""
        return [(stance, stance.label, self.count(stance)) for stance in PlanView.Stance]

    def count(self, stance):
        return sum(view.stance == stance for view in self.views)

    @property
    def asked(self):
        return len(self.views) + len(self.silent)

    @property
    def line(self):
        """The counts in one breath: "5 steun, 2 aanpassen, 1 niet nodig"."""
        return ", ".join(f"{number} {label}" for _, label, number in self.counts)


def opinions(plans: list[TablePlan], on) -> dict[int, Opinion]:
    """Return the opinion per plan, by its number; two queries, however many plans.

    A coalition that ended keeps the view it gave; only those that exist on the day `on` are still asked.
    """
    coalitions = list(Coalition.objects.existing(on))
    found = {plan.pk: Opinion() for plan in plans}
    views = PlanView.objects.filter(plan__in=list(found)).select_related("coalition", "given_by", "answered_by")
    for view in views:
        found[view.plan_id].views.append(view)
    for opinion in found.values():
        answered = {view.coalition_id for view in opinion.views}
        opinion.silent = [coalition for coalition in coalitions if coalition.pk not in answered]
    return found
