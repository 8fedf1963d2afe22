"""How every coalition stands, for the coordinator: one row per coalition, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef

from actions.counting import open_and_overdue, open_points
from coalitions.activity import Quiet, last_activity, still_heard
from coalitions.agreements.counting import to_review
from coalitions.models import Coalition, CoalitionMunicipality, Joining, PhaseChange, SupportNote, Tranche
from coalitions.partners.missing import missing_kinds
from members.among import Among
from members.models import Membership


@dataclass
class Place:
    """A municipality of the coalition, with when it joined the programme."""

    name: str
    joining: Joining | None

    @property
    def tranche_line(self):
        return self.joining.line if self.joining else ""


class Shown(NamedTuple):
    """What a row says of its coalition itself. A Coalition for each takes longer than everything else about them."""

    pk: int
    name: str
    slug: str
    sort_name: str
    phase: str
    circle_id: int

    def __str__(self):
        return self.name

    def get_phase_display(self):
        return PHASES[self.phase]


class Standing(Quiet):
    """One row. `load` fills what is asked for; the rest is not known yet, and costs nothing.

    Open work on the plan (`is_heard`) says of most that they are not silent. When anything last happened is then only
    looked up for who is shown, and for the others: asking that in every room is most of the work of a long list.
    """

    last_at: datetime | None = None
    has_leader = is_heard = False
    open_actions = late_actions = to_review = note_count = 0
    places = leaders = missing = ()
    phase_since: date | None = None
    noted_at: datetime | None = None

    def __init__(self, coalition: Coalition | Shown, on: date):
        self.coalition, self.on = coalition, on

    @property
    def is_silent(self):
        return not self.is_heard and super().is_silent

    @property
    def is_late(self):
        return self.late_actions > 0

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


def standings(user, on, needed=()) -> list[Standing]:
    """Return the coalitions of the day `on`, by name, with what costs nothing of all of them and what is `needed`."""
    # Of who leads only whether there is one: counting them all takes ten times as long.
    leading = Membership.objects.leading(on).filter(circle=OuterRef("circle")).order_by()
    coalitions = Coalition.objects.visible_to(user).existing(on)
    plans, heard_since = open_points(on), still_heard(on)
    rows = []
    for *values, has_leader in coalitions.values_list(*Shown._fields, Exists(leading)):
        rows.append(row := Standing(Shown(*values), on))
        row.has_leader = has_leader
        if plan := plans.get(row.coalition.circle_id):
            row.open_actions, row.late_actions, changed_at = plan
            row.is_heard = bool(changed_at and changed_at >= heard_since)
    load(rows, on, needed)
    return rows


def complete(rows, on, known=()):
    """Load what is not `known` yet, for the rows that are shown."""
    load(rows, on, LOADERS.keys() - set(known))
    return rows


def complete_among(rows, shown, on, known=()):
    """The same for the rows that are `shown`, and since when of all `rows` those are silent that are."""
    if "activity" not in known:
        load_activity({*shown, *(row for row in rows if not row.is_heard)}, on)
    return complete(shown, on, {"activity", *known})


def describe(coalition, on) -> Standing:
    row = Standing(coalition, on)
    row.open_actions, row.late_actions = open_and_overdue([coalition.circle_id], on)[coalition.circle_id]
    load([row], on, LOADERS)
    return row


def load(rows, on, names):
    """Fill these parts of the rows, each in a constant number of queries."""
    for name in sorted(names):
        LOADERS[name](rows, on)


def _circles(rows):
    return [row.coalition.circle_id for row in rows]


def _coalitions(rows):
    return [row.coalition.pk for row in rows]


def load_activity(rows, on):
    found = last_activity(_circles(rows))
    for row in rows:
        row.last_at = found[row.coalition.circle_id]


def load_leaders(rows, on):
    found = {}
    leading = Membership.objects.leading(on).filter(Among("circle", _circles(rows)))
    for membership in leading.select_related("user").order_by("user__sort_name"):
        found.setdefault(membership.circle_id, []).append(membership.user)
    for row in rows:
        row.leaders = found.get(row.coalition.circle_id, [])


def load_places(rows, on):
    current = CoalitionMunicipality.objects.current(on).filter(coalition__in=_coalitions(rows))
    joined = Joining.objects.filter(municipality__in=current.values("municipality"))
    joined = {joining.municipality_id: joining for joining in joined}
    found = {}
    for coalition_id, municipality_id, name in current.order_by("municipality__sort_name").values_list(
        "coalition_id", "municipality_id", "municipality__name"
    ):
        found.setdefault(coalition_id, []).append(Place(name, joined.get(municipality_id)))
    for row in rows:
        row.places = found.get(row.coalition.pk, [])


def load_phases(rows, on):
    newest = PhaseChange.objects.order_by("coalition", "-since").distinct("coalition")
    found = dict(newest.filter(coalition__in=_coalitions(rows)).values_list("coalition", "since"))
    for row in rows:
        row.phase_since = found.get(row.coalition.pk)


def load_notes(rows, on):
    notes = SupportNote.objects.order_by().filter(coalition__in=_coalitions(rows)).values_list("coalition")
    found = {pk: (count, at) for pk, count, at in notes.annotate(Count("pk"), Max("at"))}
    for row in rows:
        row.note_count, row.noted_at = found.get(row.coalition.pk, (0, None))


def load_reviews(rows, on):
    found = to_review(_coalitions(rows), on)
    for row in rows:
        row.to_review = found.get(row.coalition.pk, 0)


def load_missing(rows, on):
    found = missing_kinds([row.coalition for row in rows], on)
    for row in rows:
        row.missing = found[row.coalition.pk]


LOADERS = {
    "activity": load_activity,
    "leaders": load_leaders,
    "places": load_places,
    "phases": load_phases,
    "notes": load_notes,
    "reviews": load_reviews,
    "missing": load_missing,
}
PHASES = {"": ""} | dict(Coalition.Phase.choices)

TRANCHES = [(str(tranche.value), tranche.label) for tranche in Tranche]
