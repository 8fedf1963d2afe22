"""What somebody sees before a round goes out: who gets it, and how much was asked of them this year."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from members.models import Circle, User
from outbox.models import Email
from surveys.making import estimating
from surveys.making.reading import parts_of
from surveys.models import Round
from surveys.sending.audience import asked_by, circles_of
from surveys.sending.giving_rest import minutes_this_year, unreturned

NO_CIRCLE = "Zonder account"


@dataclass
class Group:
    """The people who are asked through one circle."""

    label: str
    names: list[str] = field(default_factory=list)
    bounced: list[str] = field(default_factory=list)
    most: int = 0  # minutes that one of them was asked this year already

    @property
    def count(self):
        return len(self.names)


@dataclass(frozen=True)
class Reach:
    groups: list[Group]
    minutes: int
    others: list[Round]  # in the same weeks
    unreturned: list[Round]

    @property
    def count(self):
        return sum(group.count for group in self.groups)

    @property
    def bounced(self):
        return [name for group in self.groups for name in group.bounced]

    @property
    def empty(self):
        return [group.label for group in self.groups if not group.names]


def of(round: Round, now) -> Reach:
    on = timezone.localdate(now)
    asked = asked_by(round, on)
    return Reach(
        groups=groups_of(round, asked, now),
        minutes=estimating.minutes(parts_of(round.instrument_version)),
        others=list(beside(round)),
        unreturned=unreturned(round, asked, on),
    )


def groups_of(round, asked, now):
    """One group per circle, also of a joint round's circle without people; then who has none."""
    people = {one.pk: one for one in User.objects.filter(pk__in=[one.user_id for one in asked if one.user_id])}
    bad = bounced([*(one.email for one in people.values()), *(one.address for one in asked if one.address)])
    spent = minutes_this_year(now)
    names = dict(Circle.objects.filter(pk__in={one.circle_id for one in asked}).values_list("pk", "name"))
    if round.is_joint:
        names = dict(circles_of(round, timezone.localdate(now)).values_list("pk", "name"))
    found = {pk: Group(name) for pk, name in names.items()}
    for one in asked:
        group = found.setdefault(one.circle_id, Group(NO_CIRCLE))
        person = people.get(one.user_id)
        name, address = (str(person), person.email) if person else (one.address, one.address)
        group.names.append(name)
        group.most = max(group.most, spent.get(one.user_id, 0))
        if address.lower() in bad:
            group.bounced.append(name)
    return sorted(found.values(), key=lambda group: (group.label == NO_CIRCLE, group.label))


def bounced(addresses) -> set[str]:
    """Return the addresses of which the last mail that ended came back."""
    ended = Email.objects.filter(Q(sent_at__isnull=False) | Q(bounced_at__isnull=False), to__in=addresses)
    last = ended.order_by("to", "-pk").distinct("to").values_list("to", "bounced_at")
    return {to.lower() for to, at in last if at is not None}


def beside(round: Round):
    """Other rounds that are open in the same weeks."""
    return Round.objects.filter(
        confirmed_at__isnull=False, closed_at=None, opens_at__lt=round.closes_at, closes_at__gt=round.opens_at
    ).exclude(pk=round.pk)
