"""What a chain is: six stations in the order of the loop, and at each station what the network did there."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The stations. The value is the word in the path of the chain's own page."""

    BOTTLENECK = "knelpunt"
    TABLE = "thematafel"
    PLAN = "tafelplan"
    DECISION = "besluit"
    BLOCK = "bouwsteen"
    ADOPTION = "gebruik"


TITLES = {
    Kind.BOTTLENECK: "Knelpunt",
    Kind.TABLE: "Thematafel",
    Kind.PLAN: "Tafelplan",
    Kind.DECISION: "Besluit",
    Kind.BLOCK: "Bouwsteen",
    Kind.ADOPTION: "In de praktijk",
}
# What stands at a station where nothing is: a chain that ends says so.
NOTHING = {
    Kind.BOTTLENECK: "Geen knelpunt gekoppeld",
    Kind.TABLE: "Nog geen tafel",
    Kind.PLAN: "Nog geen plan",
    Kind.DECISION: "Nog geen besluit",
    Kind.BLOCK: "Nog geen bouwsteen",
    Kind.ADOPTION: "Nog geen coalitie koos",
}
HERE = "je bent hier"


@dataclass(frozen=True, slots=True)
class Link:
    """One thing in the chain, or many of them folded to a number."""

    kind: Kind
    key: int | str  # unique in its station; what `comes_from` of a later link points to
    label: str
    detail: str
    url: str
    comes_from: tuple = ()  # (kind, key) of links at an earlier station
    is_here: bool = False
    is_folded: bool = False

    @property
    def spoken(self):
        """What a screen reader hears at the picture: the same words as in the list."""
        words = [f"{TITLES[self.kind]}: {self.label}", self.detail, HERE if self.is_here else ""]
        return ", ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Station:
    kind: Kind
    links: tuple[Link, ...]

    @property
    def title(self):
        return TITLES[self.kind]

    @property
    def nothing(self):
        return NOTHING[self.kind]


@dataclass(frozen=True, slots=True)
class Chain:
    stations: tuple[Station, ...]

    @property
    def names(self):
        """The label of each link by (kind, key): for saying where another link comes from."""
        return {(link.kind, link.key): link.label for station in self.stations for link in station.links}

    @property
    def reached(self):
        """How many of the stations have something."""
        return sum(bool(station.links) for station in self.stations)
