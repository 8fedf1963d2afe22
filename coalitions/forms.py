from django import forms

from coalitions.models import Coalition


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label="Zoek je gemeente",
        help_text="Mag in het Nederlands of in het Fries.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class CoalitionForm(forms.ModelForm):
    class Meta:
        model = Coalition
        fields = ["phase", "started_on", "summary"]
        widgets = {
            "phase": forms.RadioSelect,
            "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "started_on": "Kies de dag waarop de coalitie begon.",
            "summary": "Iedereen leest dit, ook zonder account. Wat doet de coalitie, voor wie, en wat is er "
            "al gelukt? Noem geen ouders of kinderen.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [("", "weten we nog niet"), *Coalition.Phase.choices]
