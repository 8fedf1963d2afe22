"""Who can look after the things of a circle, and who does when nobody was chosen."""

from functools import cached_property

from django.db.models import Q

from members.holdings import Holding, who_may_hold
from members.models import Circle, Membership, User

IS_COORDINATOR = Q(circle__kind=Circle.Kind.NETWORK, role=Membership.Role.LEADER)


class Keepers:
    """The people of some circles and the coordinators, read once, without the one who leaves."""

    def __init__(self, circles, *, on, without: User):
        self.on = on
        self.without = without
        self._able: dict[int | None, set[int]] = {}
        memberships = (
            Membership.objects.current(on)
            .filter(Q(circle__in=[circle.pk for circle in circles if circle]) | IS_COORDINATOR, user__is_active=True)
            .exclude(user=without.pk)
            .exclude(role=Membership.Role.READER)
            .select_related("user", "circle")
        )
        # Who is leaving too comes last; then who is there longest.
        self.memberships = sorted(memberships, key=lambda m: (m.until is not None, m.since, m.pk))

    def members_of(self, circle: Circle | None) -> list[Membership]:
        """The people of the circle, its leaders first."""
        mine = [m for m in self.memberships if circle and m.circle_id == circle.pk]
        return sorted(mine, key=lambda m: m.role != Membership.Role.LEADER)

    def leaders_of(self, circle: Circle | None) -> set[int]:
        """The numbers of who may do what leaders do there: they, and the coordinators."""
        leaders = {m.user_id for m in self.members_of(circle) if m.role == Membership.Role.LEADER}
        return leaders | {user.pk for user in self.coordinators}

    def leader_of(self, circle: Circle | None) -> User | None:
        """Another leader of the circle; of the network as a whole: another coordinator."""
        leaders = self.coordinators
        if circle:
            leaders = [m.user for m in self.members_of(circle) if m.role == Membership.Role.LEADER]
        return leaders[0] if leaders else None

    def proposed_for(self, circle: Circle | None) -> User | None:
        """Whom to propose: another leader; else, but not as a coordinator, who is in the circle the longest."""
        if leader := self.leader_of(circle):
            return leader
        staying = [m.user for m in self.members_of(circle) if circle.kind != Circle.Kind.NETWORK and m.until is None]
        return staying[0] if staying else None

    def keeper_of(self, circle: Circle | None) -> User | None:
        """Who gets it when nobody was chosen: another leader of the circle, else a coordinator."""
        return self.leader_of(circle) or next(iter(self.coordinators), None)

    def may_hold(self, user_id: int, circle: Circle | None) -> bool:
        key = circle and circle.pk
        if key not in self._able:
            people = {m.user_id for m in self.members_of(circle)} | {user.pk for user in self.coordinators}
            self._able[key] = people if circle else self._network
        return user_id in self._able[key]

    @property
    def coordinator_memberships(self):
        return [m for m in self.memberships if _is_coordinator(m)]

    @property
    def coordinators(self):
        return [m.user for m in self.coordinator_memberships]

    @cached_property
    def _network(self):
        everybody = who_may_hold(None, self.on).exclude(pk=self.without.pk)
        return set(everybody.values_list("pk", flat=True))


def holds_rightly(user: User, memberships: list[Membership], holding: Holding) -> bool:
    """Whether this person can look after this thing, with these current memberships."""
    if not user.is_active or not memberships:
        return False
    if holding.circle is None:
        return True
    own = {m.circle_id for m in memberships if m.role != Membership.Role.READER}
    return holding.circle.pk in own or any(map(_is_coordinator, memberships))


def _is_coordinator(membership):
    return membership.circle.kind == Circle.Kind.NETWORK and membership.role == Membership.Role.LEADER
