"""Who was there. Kept by who leads the meeting; nobody's answer counts, only who came."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from language.sorting import sort_key
from meetings import calling
from meetings.models import Invitee, Meeting, Presence, WalkIns
from members.models import Circle, Membership, User
from members.refused import Refused


@dataclass(frozen=True)
class There:
    people: list[Presence]
    walk_ins: list[WalkIns]
    present: list[Circle]
    absent: list[Circle]  # of whom nobody was there

    @property
    def total(self):
        return len(self.people) + sum(group.count for group in self.walk_ins)

    @property
    def is_of_several(self):
        return len(self.present) + len(self.absent) > 1

    @property
    def organisations(self):
        """Where they work, without who: for minutes, which are read by more people than the meeting."""
        found = {one.user.organisation for one in self.people} | {group.organisation for group in self.walk_ins}
        return sorted(found - {""}, key=sort_key)

    @property
    def sentence(self):
        people = "Er was 1 mens" if self.total == 1 else f"Er waren {self.total} mensen"
        circles = f", van {len(self.present)} van de {len(self.present) + len(self.absent)} kringen"
        return f"{people}{circles}." if self.is_of_several else f"{people}."


def of(meeting: Meeting) -> There:
    people = list(meeting.presences.select_related("user", "circle", "instead_of"))
    walk_ins = list(meeting.walk_ins.select_related("circle"))
    # The network itself is there when its coalitions are.
    circles = [circle for circle in meeting.circles_on(meeting.day) if circle.kind != Circle.Kind.NETWORK]
    came = {one.circle_id for one in (*people, *walk_ins)}
    return There(
        people=people,
        walk_ins=walk_ins,
        present=[circle for circle in circles if circle.pk in came],
        absent=[circle for circle in circles if circle.pk not in came],
    )


@dataclass(frozen=True)
class Seat:
    """One line of the list on which the chair ticks who is there."""

    user: User
    circle: Circle
    words: str
    is_there: bool


def seats(meeting: Meeting) -> list[Seat]:
    """Everybody who was asked, and who came without; by circle, and in it by name."""
    there = {one.user_id: one for one in meeting.presences.select_related("user", "circle", "instead_of")}
    invited = list(meeting.invitees.invited().select_related("user", "circle", "stands_in_for__user"))
    found = [Seat(one.user, one.circle, _asked(one), one.user_id in there) for one in invited]
    asked = {one.user_id for one in invited}
    found += [Seat(one.user, one.circle, _walked_in(one), True) for one in there.values() if one.user_id not in asked]
    return sorted(found, key=lambda seat: (seat.circle.sort_name, seat.circle.pk, seat.user.sort_name, seat.user.pk))


def _asked(invitee: Invitee) -> str:
    instead = f"in plaats van {invitee.stands_in_for}, " if invitee.stands_in_for_id else ""
    return f"{instead}{ANSWERED[invitee.answer]}"


ANSWERED = {"yes": "zei: ik kom", "maybe": "zei: misschien", "no": "zei: ik kom niet", "": "gaf geen antwoord"}


def _walked_in(presence: Presence) -> str:
    return f"in plaats van {presence.instead_of}" if presence.instead_of_id else "was niet uitgenodigd"


@transaction.atomic
def tick(meeting: Meeting, *, there: set[int], seen: set[int], now) -> None:
    """Store what was ticked and unticked since the page was drawn: what another phone ticked meanwhile stays."""
    _on_the_day(meeting, now)
    circles = {seat.user.pk: seat.circle.pk for seat in seats(meeting)}
    meeting.presences.filter(user__in=seen - there).delete()
    Presence.objects.bulk_create(
        [Presence(meeting=meeting, user_id=pk, circle_id=circles[pk]) for pk in there - seen if pk in circles],
        ignore_conflicts=True,
    )


@transaction.atomic
def let_in(meeting: Meeting, user: User, *, instead_of: User | None = None, now) -> Presence:
    """Somebody came who was not asked. On whose behalf follows from whom they replace, or from their circles."""
    _on_the_day(meeting, now)
    circle = _circle_of(meeting, user, instead_of, timezone.localdate(now))
    defaults = {"circle": circle, "instead_of": instead_of}
    return Presence.objects.get_or_create(meeting=meeting, user=user, defaults=defaults)[0]


def _circle_of(meeting, user, instead_of, on):
    asked = meeting.invitees.filter(user=instead_of).select_related("circle").first() if instead_of else None
    if asked:
        return asked.circle
    own = [one.circle for one in Membership.objects.current(on).filter(user=user).select_related("circle")]
    meeting_with = [circle for circle in meeting.circles_on(on) if circle in own]
    # Whoever is in no circle of the meeting came for their own; the network is the last that somebody speaks for.
    return min([*meeting_with, *own, meeting.circle], key=lambda circle: circle.kind == Circle.Kind.NETWORK)


@transaction.atomic
def count(meeting: Meeting, *, organisation: str, circle: Circle | None, number: int, now) -> None:
    """People without an account, as a number; a second time corrects the first, and 0 takes it away."""
    _on_the_day(meeting, now)
    which = {"meeting": meeting, "organisation": organisation, "circle": circle}
    if number:
        WalkIns.objects.update_or_create(**which, defaults={"count": number})
    else:
        WalkIns.objects.filter(**which).delete()


def _on_the_day(meeting, now):
    calling.locked(meeting)
    if meeting.day > timezone.localdate(now):
        raise Refused("Deze bijeenkomst is nog niet geweest. Op de dag zelf houd je hier bij wie er is.")
