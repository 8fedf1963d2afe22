"""Two versions of an agreement beside each other, word by word."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString

from coalitions.models import AgreementVersion
from language.difference import difference, new_side, old_side


@dataclass(frozen=True)
class Row:
    label: str
    is_changed: bool
    old: SafeString
    new: SafeString


def compared(old: AgreementVersion, new: AgreementVersion) -> list[Row]:
    """Return every part of the agreement as it was in both versions."""
    return [row(label, read(old), read(new)) for label, read in PARTS]


def row(label, old, new):
    pieces = difference(old, new)
    return Row(label, old != new, old_side(pieces), new_side(pieces))


def day(moment):
    return date_format(moment, "j F Y") if moment else ""


PARTS = (
    ("Titel", lambda version: version.title),
    ("Stap", lambda version: version.get_step_display()),
    ("Wie doet wat", lambda version: version.text.replace("\r\n", "\n")),
    ("Instrument", lambda version: version.instrument),
    ("Partners die meedoen", lambda version: "\n".join(version.partner_names)),
    ("Geldt vanaf", lambda version: day(version.valid_from)),
    ("Opnieuw nakijken op", lambda version: day(version.review_on)),
    ("Stand", lambda version: version.get_state_display()),
)


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
