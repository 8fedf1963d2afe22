"""Two versions of a plan beside each other, word by word."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from language.difference import difference, new_side, old_side
from themetables.models import PlanVersion


@dataclass(frozen=True)
class Row:
    label: str
    is_changed: bool
    old: SafeString
    new: SafeString


def compared(old: PlanVersion, new: PlanVersion) -> list[Row]:
    """Return every part of the plan as it was in both versions."""
    pairs = zip(_parts(old), _parts(new), strict=True)
    return [_row(label, before, after) for (label, before), (_, after) in pairs]


def _parts(version):
    titles = "\n".join(one["title"] for one in version.bottlenecks)
    return [(label, text.replace("\r\n", "\n")) for label, text in version.parts] + [("Knelpunten", titles)]


def _row(label, old, new):
    pieces = difference(old, new)
    return Row(label, old != new, old_side(pieces), new_side(pieces))


def chosen(form, versions):
    """Return the two versions that the form asks for, the older one first; without an answer the last two."""
    if not form.is_bound:
        pair = list(versions[:2])
        return pair[::-1] if len(pair) == 2 else None
    if not form.is_valid():
        return None
    wanted = sorted(int(form.cleaned_data[name]) for name in ("oud", "nieuw"))
    by_number = {version.number: version for version in versions.filter(number__in=wanted)}
    return [by_number[number] for number in wanted]
