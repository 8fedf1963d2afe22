from django import forms
from django.utils import timezone

from coalitions.models import Coalition, PhaseChange
from coalitions.models.coalitions import PHASE_SENTENCES
from language.guard.forms import GuardedFormMixin
from language.plainly import not_yet_to_come
from members.conflicts import VersionedFormMixin


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label="Zoek je gemeente",
        help_text="Mag in het Nederlands of in het Fries.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class CoalitionForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Coalition
        fields = ["summary", "started_on"]
        widgets = {
            "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 8, "data-ks-toolbar": ""}),
        }
        help_texts = {
            "started_on": "De dag waarop de coalitie begon.",
            "summary": "Iedereen leest dit, ook zonder account. Wat doet de coalitie, voor wie, en wat is er "
            "al gelukt? Noem geen ouders of kinderen.",
        }

    def clean_started_on(self):
        return not_yet_to_come(self.cleaned_data["started_on"], timezone.localdate())


class PhaseForm(GuardedFormMixin, forms.ModelForm):
    """A phase that the coalition is in from a day on; never a day to come, because who knows."""

    class Meta:
        model = PhaseChange
        fields = ["phase", "since", "note"]
        labels = {
            "phase": "In welke fase is de coalitie?",
            "since": "Sinds wanneer?",
            "note": "Wat veranderde er?",
        }
        help_texts = {
            "since": "Weet je de dag niet precies? Dan is ongeveer goed genoeg.",
            "note": "Eén zin, die iedereen leest. Bijvoorbeeld: de afspraken over signaleren zijn vastgesteld.",
        }
        widgets = {
            "phase": forms.RadioSelect,
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = on
        self.fields["phase"].choices = [(phase, PHASE_SENTENCES[phase]) for phase in Coalition.Phase]

    def clean_since(self):
        return not_yet_to_come(self.cleaned_data["since"], self.today)
