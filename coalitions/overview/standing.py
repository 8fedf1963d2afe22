"""How every coalition stands, for the coordinator: one row per coalition, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from actions.counting import open_and_overdue
from coalitions.activity import last_activity
from coalitions.agreements.counting import to_review
from coalitions.models import Coalition, CoalitionMunicipality, Joining, PhaseChange, SupportNote, Tranche
from coalitions.partners.missing import missing_kinds
from members.models import Membership

SILENT_AFTER = timedelta(days=60)


@dataclass
class Place:
    """A municipality of the coalition, with when it joined the programme."""

    name: str
    joining: Joining | None

    @property
    def tranche_line(self):
        return self.joining.line if self.joining else ""


@dataclass
class Standing:
    coalition: Coalition
    on: date
    places: list[Place]
    leaders: list
    phase_since: date | None
    last_at: datetime | None
    open_actions: int
    late_actions: int
    to_review: int
    missing: list
    note_count: int
    noted_at: datetime | None

    @property
    def silent_days(self):
        """How many days ago something last happened; None when nothing ever did."""
        return None if self.last_at is None else (self.on - timezone.localdate(self.last_at)).days

    @property
    def is_silent(self):
        return self.last_at is None or self.silent_days >= SILENT_AFTER.days

    @property
    def activity_words(self):
        days = self.silent_days
        if days is None:
            return "nog niets gebeurd"
        return {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen geleden")

    @property
    def tranches(self):
        return {place.joining.tranche for place in self.places if place.joining and place.joining.tranche}

    @property
    def tranche_words(self):
        """The tranche, and each municipality apart where they differ."""
        lines = {place.tranche_line for place in self.places}
        if len(lines) == 1:
            return lines.pop() or "niet ingevuld"
        return ", ".join(f"{place.name}: {place.tranche_line or 'niet ingevuld'}" for place in self.places)

    @property
    def missing_words(self):
        return ", ".join(kind.label for kind in self.missing)


def standings(user, on) -> list[Standing]:
    """Return how the coalitions of the day `on` stand, by name."""
    return describe(list(Coalition.objects.visible_to(user).existing(on).select_related("circle")), on)


def describe(coalitions, on) -> list[Standing]:
    circles = [coalition.circle for coalition in coalitions]
    places, leaders, activity = _places(coalitions, on), _leaders(circles, on), last_activity(circles)
    since, notes = _phases(coalitions), _notes(coalitions)
    actions, reviews = open_and_overdue(circles, on), to_review(coalitions, on)
    missing = missing_kinds(coalitions, on)
    return [
        Standing(
            coalition,
            on,
            places=places.get(coalition.pk, []),
            leaders=leaders.get(coalition.circle_id, []),
            phase_since=since.get(coalition.pk),
            last_at=activity[coalition.circle_id],
            open_actions=actions[coalition.circle_id][0],
            late_actions=actions[coalition.circle_id][1],
            to_review=reviews.get(coalition.pk, 0),
            missing=missing[coalition.pk],
            note_count=notes.get(coalition.pk, (0, None))[0],
            noted_at=notes.get(coalition.pk, (0, None))[1],
        )
        for coalition in coalitions
    ]


def _places(coalitions, on):
    joined = {joining.municipality_id: joining for joining in Joining.objects.all()}
    rows = (
        CoalitionMunicipality.objects.current(on)
        .filter(coalition__in=coalitions)
        .order_by("municipality__sort_name")
        .values_list("coalition_id", "municipality_id", "municipality__name")
    )
    found = {}
    for coalition_id, municipality_id, name in rows:
        found.setdefault(coalition_id, []).append(Place(name, joined.get(municipality_id)))
    return found


def _leaders(circles, on):
    rows = (
        Membership.objects.current(on)
        .filter(circle__in=circles, role=Membership.Role.LEADER, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_name")
    )
    found = {}
    for membership in rows:
        found.setdefault(membership.circle_id, []).append(membership.user)
    return found


def _phases(coalitions):
    newest = PhaseChange.objects.order_by("coalition", "-since").distinct("coalition")
    return dict(newest.filter(coalition__in=coalitions).values_list("coalition", "since"))


def _notes(coalitions):
    counted = SupportNote.objects.order_by().filter(coalition__in=coalitions).values_list("coalition")
    return {pk: (count, at) for pk, count, at in counted.annotate(Count("pk"), Max("at"))}


TRANCHES = [(str(tranche.value), tranche.label) for tranche in Tranche]
