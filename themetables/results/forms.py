from django import forms

from themetables.results.periods import QUARTER, YEAR

CHOICES = ((QUARTER, "kwartaal"), (YEAR, "jaar"))


class PeriodForm(forms.Form):
    """How the part that goes over time counts; two links choose it."""

    per = forms.ChoiceField(choices=CHOICES)

    @property
    def chosen(self):
        return self.cleaned_data["per"] if self.is_valid() else QUARTER
