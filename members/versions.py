"""Two versions of one text beside each other: which two, and every part of them word by word.

For texts that keep a row per version with a `number`, the newest first. See also: conflicts.py, two people at once.
"""

from dataclasses import dataclass

from django import forms
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from language.difference import difference, new_side, old_side
from language.markup import readable


@dataclass(frozen=True)
class Part:
    """One part of a text as it was in both versions."""

    label: str
    is_changed: bool
    old: SafeString
    new: SafeString


def compare(label: str, old: str, new: str) -> Part:
    pieces = difference(readable(old), readable(new))
    return Part(label, old != new, old_side(pieces), new_side(pieces))


class ChooseVersionsForm(forms.Form):
    """Which two to put beside each other; `at` is the field that says when a version was made."""

    oud = forms.ChoiceField(label="Oudere versie")
    nieuw = forms.ChoiceField(label="Nieuwere versie")

    def __init__(self, *args, versions, at="saved_at", **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (version.number, f"Versie {version.number}, {date_format(localtime(getattr(version, at)), 'j F Y')}")
            for version in versions
        ]
        for field in self.fields.values():
            field.choices = choices
        self.initial = dict(zip(("nieuw", "oud"), [number for number, _ in choices], strict=False))


def chosen(form: ChooseVersionsForm, versions):
    """Return the two versions that the form asks for, the older one first; without an answer the last two."""
    if not form.is_bound:
        pair = list(versions[:2])
        return pair[::-1] if len(pair) == 2 else None
    if not form.is_valid():
        return None
    wanted = sorted(int(form.cleaned_data[name]) for name in ("oud", "nieuw"))
    by_number = {version.number: version for version in versions.filter(number__in=wanted)}
    return [by_number[number] for number in wanted]
