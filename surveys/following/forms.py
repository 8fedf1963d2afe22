from django import forms

from language.guard.forms import GuardedFormMixin
from surveys.models import Call


class ClosingForm(forms.Form):
    closes_at = forms.DateTimeField(
        label="Nieuwe sluitdatum",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Herinneringen schuiven mee. Wordt het eerder, dan krijgt wie nog niet invulde daar een mail over.",
    )


class CallForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Call
        fields = ["outcome", "note"]
        widgets = {"outcome": forms.RadioSelect}
        help_texts = {"note": "Alleen jij en een volgende aanjager lezen dit."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = Call.Outcome.choices  # without an empty one
