"""Amounts as people in the Netherlands write them: "12.500", "€ 12.500,00", "12500,-"."""

import re

from django import forms

from coalitions.models.budget import MOST_EUROS
from language.templatetags.text import thousands

EXAMPLE = "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."
WHOLE = re.compile(r"\d+|\d{1,3}(\.\d{3})+")
CENTS = re.compile(r",(\d{2}|[-–—]{1,2}|=)$")


def parse_euros(text: str) -> int | None:
    """Return whole euros, or None for an empty text; raise ValidationError with what to do instead."""
    text = re.sub(r"^(€|eur(o)?\b)|\s", "", text.strip().lower())
    if not text:
        return None
    if text.startswith(("-", "–", "−")):
        raise forms.ValidationError("Een bedrag is nul of meer. Schrijf het zonder minteken.")
    cents = CENTS.search(text)
    whole = text[: cents.start()] if cents else text
    if cents and cents.group(1).isdigit() and cents.group(1) != "00":
        raise forms.ValidationError("Rond af op hele euro's: schrijf geen centen.")
    if not WHOLE.fullmatch(whole) or not whole.isascii():
        raise forms.ValidationError(_why_not(whole))
    amount = int(whole.replace(".", "")[:20])
    if amount > MOST_EUROS:
        raise forms.ValidationError(f"Dit bedrag is te groot. Vul hoogstens {thousands(MOST_EUROS)} in.")
    return amount


def _why_not(text):
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return f"Zet een punt tussen de duizendtallen, geen komma: {text.replace(',', '.')}."
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return "Rond af op hele euro's: schrijf geen centen."
    return EXAMPLE


class EurosField(forms.CharField):
    """An amount in whole euros; empty means that it is not known yet."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, label):
        super().__init__(label=label, required=False, max_length=30)

    def clean(self, value):
        return parse_euros(super().clean(value))

    def prepare_value(self, value):
        return thousands(value) if isinstance(value, int) else value


def in_words(line):
    """Say what the difference is, for who does not read tables."""
    if line.left is None:
        return "nog niet te zeggen"
    if line.left == 0:
        return "precies op"
    return f"€ {thousands(abs(line.left))} {'over' if line.left > 0 else 'te veel uitgegeven'}"


def euros(amount):
    return "niet ingevuld" if amount is None else f"€ {thousands(amount)}"
