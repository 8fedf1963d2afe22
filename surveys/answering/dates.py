"""A date as people write it. A date box of a browser cannot hold "volgende week", and would lose it without a word."""

import re
from datetime import date

from django import forms
from django.utils.dates import MONTHS

WRITTEN = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})\.?[\s./-]+(\d{4})")
ASK = "Schrijf een dag, een maand en een jaar, bijvoorbeeld 3-4-2027 of 3 april 2027."


class DutchDateField(forms.DateField):
    """Takes 3-4-2027, 3/4/2027, 03.04.2027, 3 april 2027, 3 apr 2027 and 2027-04-03."""

    widget = forms.DateInput(format="%d-%m-%Y")
    default_error_messages = {"invalid": ASK}

    def to_python(self, value):
        found = WRITTEN.fullmatch(str(value or "").strip().lower())
        if not found:
            return super().to_python(value)
        day, month, year = found.groups()
        try:
            return date(int(year), number_of(month), int(day))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


def number_of(month: str) -> int:
    """Raises ValueError for what is no month."""
    if month.isdigit():
        return int(month)
    numbers = [
        number for number, name in MONTHS.items() if str(name).startswith(month) or month == "mrt" and number == 3
    ]
    if len(numbers) != 1:
        raise ValueError(month)
    return numbers[0]
