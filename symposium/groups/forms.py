from django import forms

from symposium.models import Registration
from symposium.registering.forms import address_of


class ColleagueForm(forms.ModelForm):
    """A colleague without an account: no more than it takes to mail them and to print a badge."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="Hierheen gaat de mail met de eigen link, waarmee je collega ook nee kan zeggen.",
    )

    class Meta:
        model = Registration
        fields = ["name", "organisation", "function"]
        help_texts = {"name": "Zo staat de naam op de badge. Je collega kan het nog veranderen."}

    field_order = ["name", "email", "organisation", "function"]

    def clean_email(self):
        return address_of(self.cleaned_data["email"])
