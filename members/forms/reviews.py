"""Saying when to look at something again, and who looks after it from now on."""

from django import forms
from django.utils.formats import date_format

from members.reviewing import later

MONTHS = {6: "Over een half jaar", 12: "Over een jaar", 24: "Over twee jaar"}


class ReviewForm(forms.Form):
    months = forms.TypedChoiceField(label="Wanneer vragen we het opnieuw?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, on, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["months"].initial = months
        self.fields["months"].choices = [
            (months, f"{words}, in {date_format(later(on, months), 'F Y')}") for months, words in MONTHS.items()
        ]

    @property
    def next_on(self):
        return later(self.on, self.cleaned_data["months"])


class ReviewHandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label="Wie houdt dit voortaan bij?",
        queryset=None,
        empty_label="Kies iemand",
        help_text="Wie je kiest, krijgt er meteen een mail over.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people
