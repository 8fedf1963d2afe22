from django import forms

from coalitions.models import InterventionState, InterventionUse
from coalitions.once import OnceMixin
from members.conflicts import VersionedFormMixin
from province.models import Municipality, Pillar


class RegisterForm(forms.Form):
    """The filter above the register and the matrix."""

    pijler = forms.ModelChoiceField(
        label="Pijler",
        queryset=Pillar.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Alle pijlers",
    )


class UseForm(OnceMixin, VersionedFormMixin, forms.ModelForm):
    """What a coalition does with one intervention. Another state begins on another day, and keeps the former one."""

    class Meta:
        model = InterventionUse
        fields = ["state", "since", "reason", "municipalities"]
        widgets = {
            "state": forms.RadioSelect,
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 6}),
            "municipalities": forms.CheckboxSelectMultiple,
        }
        labels = {
            "state": "Wat doet de coalitie ermee?",
            "since": "Sinds wanneer is dat zo?",
            "reason": "Waarom?",
        }
        help_texts = {
            "since": "Bij gepland: de dag waarop jullie dit besloten.",
            "reason": "Leden van het netwerk lezen dit en leren ervan. Voor welke gezinnen kozen jullie dit, en "
            "waarom past het hier? Bij gestopt: waarom, en wat is er nu? Noem geen ouders of kinderen.",
            "municipalities": "Kies niets als het voor de hele coalitie geldt.",
        }

    def __init__(self, *args, places, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["state"].choices = InterventionState.choices
        if len(places) > 1:
            self.fields["municipalities"].queryset = Municipality.objects.filter(pk__in=places)
        else:
            del self.fields["municipalities"]

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since > self.on:
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return since

    def clean(self):
        cleaned = super().clean()
        if not self.instance._state.adding and "since" in cleaned and "state" in cleaned:
            self._check_history(cleaned["state"], cleaned["since"])
        return cleaned

    def _check_history(self, state, since):
        before = self.instance
        if state != before.state:
            if since <= before.since and since != self.on:
                self.add_error(
                    "since",
                    f"Kies de dag waarop het veranderde. Het was {before.get_state_display()} sinds "
                    f"{before.since:%d-%m-%Y}; de nieuwe dag komt daarna.",
                )
            return
        former = before.former.first()
        if former and since < former.until:
            self.add_error(
                "since",
                f"Tot {former.until:%d-%m-%Y} was het {former.get_state_display()}. Kies die dag of een latere.",
            )

    def same(self):
        one = self.instance
        return InterventionUse.objects.filter(coalition=one.coalition_id, intervention=one.intervention_id)

    def write(self, *, by, now):
        if not self.instance._state.adding:
            before = InterventionUse.objects.get(pk=self.instance.pk)
            if before.state != self.instance.state:
                before.keep_former(until=self.instance.since, by=by)
        super().write(by=by, now=now)
