"""The shape of a row of the table of what we keep."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Subject:
    """One thing we keep, in the words of the privacy page, and where it stands."""

    title: str
    what: str
    why: str
    how_long: str
    who_sees: str
    removed_by: str  # a function of this code, or what a person does
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)  # model: its fields about a person
