"""The action points somebody sees to, for a handover: what is done or dropped stays in their name."""

from dataclasses import dataclass

from actions import planning
from actions.models import ActionPoint
from members.holdings import Owned


@dataclass(frozen=True)
class Points(Owned):
    def move(self, pks, *, to, by, now):
        return planning.hand_over(pks, to=to, by=by, now=now)


SOURCE = Points(
    kind="actiepunten",
    title="Actiepunten",
    things=lambda: ActionPoint.objects.open(),
    circle="circle",
)
