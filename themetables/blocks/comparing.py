"""Two texts of a building block beside each other, word by word."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from language.difference import difference, new_side, old_side
from themetables.models import BlockVersion
from themetables.models.blocks import KEPT


@dataclass(frozen=True)
class Row:
    label: str
    is_changed: bool
    old: SafeString
    new: SafeString


def compared(old, new) -> list[Row]:
    """Return every part of the text as it was in both: two versions, or a version and the block as it is now."""
    return [row(name, getattr(old, name), getattr(new, name)) for name in KEPT]


def row(name, old, new):
    pieces = difference(old, new)
    label = str(BlockVersion._meta.get_field(name).verbose_name)
    return Row(f"{label[0].upper()}{label[1:]}", old != new, old_side(pieces), new_side(pieces))


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
