"""What a visitor writes to the leaders of a coalition. Nothing of it is kept but the mail itself."""

from django import forms

from language.guard.forms import GuardedFormMixin
from members.models.text import single_line


class ContactForm(GuardedFormMixin, forms.Form):
    name = forms.CharField(
        label="Je naam",
        max_length=100,
        validators=[single_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Hier krijg je het antwoord.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label="Je vraag of bericht",
        help_text="Schrijf geen gegevens van ouders of kinderen: geen namen, geen geboortedata, geen ziekte.",
        min_length=10,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    # No person sees this field; a program that fills in everything gives itself away.
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_program(self):
        return bool(self.cleaned_data["website"])
