"""What a leader has to do first, what is done, and how far each new leader is.

Nothing is given out: who became a leader not long ago has the package, because of their membership.
It stands in this room and not in `members`: its links lead to the pages of the leader's own coalition.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from coalitions.models import Coalition, StartItem, StartTick
from members.models import Circle, Membership

NEW_FOR = timedelta(days=183)
# A coalition is new as long as it is finding its form.
YOUNG = ("", Coalition.Phase.EXPLORING, Coalition.Phase.FORMING)


@dataclass(frozen=True)
class Step:
    item: StartItem
    coalition: Coalition
    tick: StartTick | None

    @property
    def url(self):
        """The link, to this leader's own coalition and circle where it asks for them."""
        names = {"{coalitie}": self.coalition.slug, "{kring}": self.coalition.circle.slug}
        url = self.item.link
        for name, slug in names.items():
            url = url.replace(name, slug)
        return url


@dataclass(frozen=True)
class Progress:
    """The steps of one person, or of one coalition, in order."""

    title: str
    coalition: Coalition
    steps: list[Step]
    since: object = None  # the day on which somebody became a leader

    @property
    def done(self):
        return sum(step.tick is not None for step in self.steps)

    @property
    def next(self):
        return next((step for step in self.steps if step.tick is None), None)

    @property
    def last_at(self):
        return max((step.tick.at for step in self.steps if step.tick), default=None)


def is_new(membership, on):
    return membership.since > on - NEW_FOR


def led_by(user):
    """The memberships of today by which somebody leads a coalition, the newest first."""
    found = [
        membership
        for membership in user.current_memberships
        if membership.role == Membership.Role.LEADER and membership.circle.kind == Circle.Kind.COALITION
    ]
    return sorted(found, key=lambda membership: membership.since, reverse=True)


def package_of(user) -> list[Progress]:
    """Return the person's own steps, then those of each new coalition they lead. Three queries."""
    since = {membership.circle_id: membership.since for membership in led_by(user)}
    coalitions = Coalition.objects.visible_to(user).filter(circle__in=since).select_related("circle")
    coalitions = sorted(coalitions, key=lambda coalition: since[coalition.circle_id], reverse=True)
    if not coalitions:
        return []
    items = list(StartItem.objects.visible_to(user).in_use())
    ticks = _ticks(Q(user=user) | Q(coalition__in=coalitions))
    own = _own(user, coalitions[0], items, ticks, since[coalitions[0].circle_id])
    return [one for one in (own, *_young(coalitions, items, ticks)) if one.steps]


def new_leaderships(on):
    """Return the memberships of who became a leader not long ago, the newest first."""
    return (
        Membership.objects.current(on)
        .filter(role=Membership.Role.LEADER, circle__coalition__isnull=False, user__is_active=True)
        .filter(since__gt=on - NEW_FOR)
        .select_related("user", "circle__coalition__circle")
        .order_by("-since", "user__sort_name", "pk")
    )


def young_coalitions(on):
    return Coalition.objects.existing(on).filter(phase__in=YOUNG).select_related("circle")


def progress(memberships, coalitions) -> tuple[list[Progress], list[Progress]]:
    """Return how far these new leaders are, and these new coalitions, for the coordinator. Four queries."""
    memberships, coalitions = list(memberships), list(coalitions)
    items = list(StartItem.objects.in_use())
    ticks = _ticks(Q(user__in=[one.user_id for one in memberships]) | Q(coalition__in=coalitions))
    leaders = [_own(one.user, one.circle.coalition, items, ticks, one.since) for one in memberships]
    return leaders, _young(coalitions, items, ticks)


def _ticks(which):
    return {(tick.item_id, tick.user_id, tick.coalition_id): tick for tick in StartTick.objects.filter(which)}


def _own(user, coalition, items, ticks, since):
    return Progress(
        str(user),
        coalition,
        [
            Step(item, coalition, ticks.get((item.pk, user.pk, None)))
            for item in items
            if item.audience == StartItem.Audience.LEADER
        ],
        since,
    )


def _young(coalitions, items, ticks):
    items = [item for item in items if item.audience == StartItem.Audience.COALITION]
    return [
        Progress(
            str(coalition),
            coalition,
            [Step(item, coalition, ticks.get((item.pk, None, coalition.pk))) for item in items],
        )
        for coalition in coalitions
        if coalition.phase in YOUNG
    ]
