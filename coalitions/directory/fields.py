"""Form fields for what the directory keeps: old names, phone numbers, and words from a file."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from coalitions.directory.facts import EVERYWHERE, date_text
from language.guard.people import has_name
from language.sorting import sort_key
from members.models.text import phone_number, single_line

DATE_FORMATS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
SEVERAL_DIGITS = re.compile(r"\d(?:[\s()./-]*\d){5}")
# "mevrouw Jansen": whoever is called so, is a person and not a function.
ADDRESSED = re.compile(r"\b(?i:mevrouw|meneer|mevr\.?|mw\.?|dhr\.?|de heer)\s+[A-Z]")
LONGEST_NAME, LONGEST_SOURCE = 150, 250
MOST_NAMES = 20
# Area codes of three digits; every other one has four.
SHORT_AREA_CODES = (
    *("010", "013", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043", "045", "046"),
    *("050", "053", "055", "058", "070", "071", "072", "073", "074", "075", "076", "077", "078", "079"),
)


def spaced(phone):
    """Return a Dutch number with a space in it: then Excel takes it for text and leaves the zero in front."""
    if not re.fullmatch(r"0\d{9}", phone):
        return phone
    if phone.startswith("06"):
        return f"06 {phone[2:]}"
    length = 3 if phone.startswith(SHORT_AREA_CODES) else 4
    return f"{phone[:length]} {phone[length:]}"


class PhoneField(forms.CharField):
    def clean(self, value):
        phone = super().clean(value)
        if not phone:
            return ""
        if re.fullmatch(r"[1-9]\d{8}", phone):
            raise ValidationError(
                "Hier ontbreekt de 0 vooraan. Excel haalt die weg; maak van de kolom eerst tekst.", code="no_zero"
            )
        phone_number(phone)
        return spaced(phone)


class FunctionField(forms.CharField):
    """Whom somebody asks for: a function. The whole network reads it, so nothing of one person stands in it."""

    def clean(self, value):
        text = super().clean(value)
        if SEVERAL_DIGITS.search(text):
            raise ValidationError(
                "Zet hier geen telefoonnummer. Het algemene nummer hoort bij Telefoon.", code="phone"
            )
        if "@" in text:
            raise ValidationError("Zet hier geen e-mailadres van iemand. Noem een functie.", code="address")
        if has_name(text) or ADDRESSED.search(text):
            raise ValidationError("Zet hier geen naam van iemand. Noem een functie, geen persoon.", code="person")
        return text


class FormerNamesField(forms.CharField):
    """One old name per line: the name, until when, and how we know, with an upright stroke between them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value):
        return "\n".join(line_of(former) for former in parse_former_names(super().clean(value)))


def parse_former_names(text, most=MOST_NAMES):
    """Return [(name, until, source), …]; raise ValidationError for a line that is wrong, or for more than `most`."""
    found = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) > 3 or not parts[0] or ";" in line:
            raise ValidationError(f"Schrijf “{line[:60]}” als: naam | tot welke dag | bron.", code="former_name")
        name, until, source = (parts + ["", ""])[:3]
        if len(name) > LONGEST_NAME or len(source) > LONGEST_SOURCE:
            raise ValidationError(f"“{line[:60]}…” is te lang.", code="former_name")
        single_line(name)
        found[sort_key(name)] = name, day_of(until, line), source
    if len(found) > most:
        raise ValidationError(f"Er passen hoogstens {most} vroegere namen bij.", code="former_name")
    return list(found.values())


def day_of(text, line):
    if not text:
        return None
    try:
        return forms.DateField(input_formats=DATE_FORMATS).clean(text)
    except ValidationError:
        raise ValidationError(
            f"“{text[:30]}” bij “{line[:60]}” is geen dag. Schrijf bijvoorbeeld 31-12-2024.", code="former_name"
        ) from None


def line_of(former: tuple[str, date | None, str]):
    name, until, source = former
    return " | ".join([name, date_text(until), source]).rstrip(" |")


class LabelField(forms.CharField):
    """A choice by its Dutch word, as it stands in a file."""

    def __init__(self, choices, **kwargs):
        super().__init__(**kwargs)
        self.by_label = {sort_key(label): value for value, label in choices}
        self.labels = [label for _, label in choices]

    def clean(self, value):
        text = super().clean(value)
        found = self.by_label.get(sort_key(text))
        if found is None:
            raise ValidationError(
                f"“{text[:60]}” kennen we niet. Kies uit: {', '.join(self.labels)}.", code="unknown_label"
            )
        return found


class PlacesField(forms.CharField):
    """Municipalities by name, one per line or with a comma or semicolon between; Dutch and Frisian names count."""

    def __init__(self, municipalities):
        super().__init__(required=False)
        self.municipalities = municipalities
        self.by_name = {
            sort_key(name): place
            for place in municipalities
            for name in (place.name, place.name_dutch, place.name_frisian)
        }

    def clean(self, value):
        text = super().clean(value)
        if sort_key(text) in {sort_key(EVERYWHERE), "alle"}:
            return list(self.municipalities)
        names = [name.strip() for name in re.split(r"[;,\n]", text) if name.strip()]
        unknown = [name for name in names if sort_key(name) not in self.by_name]
        if unknown:
            raise ValidationError(f"Geen Friese gemeente: {', '.join(unknown)[:200]}.", code="unknown_place")
        return list(dict.fromkeys(self.by_name[sort_key(name)] for name in names))
