"""The columns of the overview: what each is called, and in what order its rows stand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from coalitions.models import Coalition

PHASES = ["", *Coalition.Phase.values]
LONG_AGO = datetime.min.replace(tzinfo=UTC)

# Each key turns a row into what it is sorted by; the name of the coalition decides among equals.
KEYS = {
    "naam": ("Coalitie", lambda row: ()),
    "fase": ("Fase", lambda row: (PHASES.index(row.coalition.phase), row.phase_since or date.max)),
    "leiders": ("Leiders", lambda row: (len(row.leaders), [leader.sort_name for leader in row.leaders])),
    "activiteit": ("Laatste activiteit", lambda row: row.last_at or LONG_AGO),
    "acties": ("Actiepunten", lambda row: (row.late_actions, row.open_actions)),
    "afspraken": ("Afspraken nakijken", lambda row: row.to_review),
    "partners": ("Ontbrekende partners", lambda row: len(row.missing)),
    "tranche": ("Tranche", lambda row: min(row.tranches, default=9)),
    "notities": ("Notities", lambda row: row.noted_at or LONG_AGO),
}
DEFAULT = "naam"
# What has to be loaded of every coalition before they can be sorted so; see standing.py.
NEEDED = {
    "fase": {"phases"},
    "leiders": {"leaders"},
    "activiteit": {"activity"},
    "afspraken": {"reviews"},
    "partners": {"missing"},
    "tranche": {"places"},
    "notities": {"notes"},
}
# Where the most comes first, because that is what needs a look.
MOST_FIRST = {"acties", "afspraken", "partners", "notities"}
ORDERS = [
    choice
    for key, (label, _) in KEYS.items()
    for choice in (
        [(f"-{key}", label), (key, f"{label}, omgekeerd")]
        if key in MOST_FIRST
        else [(key, label), (f"-{key}", f"{label}, omgekeerd")]
    )
]


@dataclass(frozen=True)
class Column:
    """A heading that sorts: where its link leads, and how it is sorted now."""

    key: str
    label: str
    is_sorted: bool
    is_descending: bool

    @property
    def aria_sort(self):
        return ("descending" if self.is_descending else "ascending") if self.is_sorted else ""

    @property
    def next(self):
        """What a click sorts by: turned round when it is sorted by this already."""
        descending = not self.is_descending if self.is_sorted else self.key in MOST_FIRST
        return f"-{self.key}" if descending else self.key


def columns(order):
    key, descending = order.lstrip("-"), order.startswith("-")
    return [Column(name, label, name == key, descending and name == key) for name, (label, _) in KEYS.items()]


def arrange(rows, order):
    _, key = KEYS[order.lstrip("-")]
    rows = sorted(rows, key=lambda row: row.coalition.sort_name, reverse=order == "-naam")
    return rows if order.endswith("naam") else sorted(rows, key=key, reverse=order.startswith("-"))
