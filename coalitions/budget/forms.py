from django import forms

from coalitions.budget.money import EurosField
from coalitions.models import Budget
from coalitions.models.budget import FIRST_YEAR
from coalitions.once import OnceMixin
from members.conflicts import VersionedFormMixin

NOTE = forms.Textarea(attrs={"rows": 2})


class BudgetForm(OnceMixin, VersionedFormMixin, forms.ModelForm):
    """The three lines of one year."""

    coalition_planned = EurosField("Coalitie: begroot")
    coalition_spent = EurosField("Coalitie: uitgegeven")
    interventions_planned = EurosField("Interventies: begroot")
    interventions_spent = EurosField("Interventies: uitgegeven")
    regional_planned = EurosField("Regionale afspraken: begroot")
    regional_spent = EurosField("Regionale afspraken: uitgegeven")

    class Meta:
        model = Budget
        fields = [
            *("coalition_planned", "coalition_spent", "coalition_note"),
            *("interventions_planned", "interventions_spent", "interventions_note"),
            *("regional_planned", "regional_spent", "regional_note"),
        ]
        widgets = {"coalition_note": NOTE, "interventions_note": NOTE, "regional_note": NOTE}
        labels = {
            "coalition_note": "Coalitie: toelichting",
            "interventions_note": "Interventies: toelichting",
            "regional_note": "Regionale afspraken: toelichting",
        }

    def same(self):
        return Budget.objects.filter(coalition=self.instance.coalition_id, year=self.instance.year)


class YearForm(forms.Form):
    """Which year of all coalitions; a year that is over stays to be seen."""

    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, year) for year in years(on)]


def years(on):
    """The years that can be filled in, the newest first: from the first one of the SPUK until next year."""
    return range(on.year + 1, FIRST_YEAR - 1, -1)
