"""How every coalition stands, for the coordinator: one row per coalition, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef

from actions.counting import open_and_overdue
from actions.models import ActionPoint
from coalitions.activity import Quiet, last_activity, shown_or_silent
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
    """One row. `load` fills what is asked for; the rest is not known yet, and costs nothing."""

    last_at: datetime | None = None
    has_leader = is_late = False
    open_actions = late_actions = to_review = note_count = 0
    places = leaders = missing = ()
    phase_since: date | None = None
    noted_at: datetime | None = None

    def __init__(self, coalition: Coalition | Shown, on: date):
        self.coalition, self.on = coalition, on

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
    # Asked of every coalition, so only whether there is one: counting them all takes ten times as long.
    leading = _leading(on).filter(circle=OuterRef("circle")).order_by()
    late = ActionPoint.objects.overdue(on).filter(circle=OuterRef("circle")).order_by()
    coalitions = Coalition.objects.visible_to(user).existing(on)
    rows = []
    for *values, has_leader, is_late in coalitions.values_list(*Shown._fields, Exists(leading), Exists(late)):
        rows.append(row := Standing(Shown(*values), on))
        row.has_leader, row.is_late = has_leader, is_late
    load(rows, on, needed)
    return rows


def complete(rows, on, known=()):
    """Load what is not `known` yet, for the rows that are shown."""
    load(rows, on, LOADERS.keys() - set(known))
    return rows


def complete_among(rows, shown, on, known=()):
    """The same for the rows that are `shown`, and of all `rows` whether they are silent, and since when."""
    if "activity" not in known:
        circles = set(_circles(shown))
        found = shown_or_silent(circles, {*_circles(rows)} - circles, on)
        for row in rows:
            if row.coalition.circle_id in found:
                row.last_at = found[row.coalition.circle_id]
            else:
                row.is_silent = False  # when exactly it was heard of nobody asked
    return complete(shown, on, {"activity", *known})


def describe(coalition, on) -> Standing:
    row = Standing(coalition, on)
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


def load_actions(rows, on):
    found = open_and_overdue(_circles(rows), on)
    for row in rows:
        row.open_actions, row.late_actions = found[row.coalition.circle_id]


def _leading(on):
    return Membership.objects.current(on).filter(role=Membership.Role.LEADER, user__is_active=True)


def load_leaders(rows, on):
    found = {}
    leading = _leading(on).filter(Among("circle", _circles(rows)))
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
    "actions": load_actions,
    "leaders": load_leaders,
    "places": load_places,
    "phases": load_phases,
    "notes": load_notes,
    "reviews": load_reviews,
    "missing": load_missing,
}
PHASES = {"": ""} | dict(Coalition.Phase.choices)

TRANCHES = [(str(tranche.value), tranche.label) for tranche in Tranche]
