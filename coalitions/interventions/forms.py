from django import forms
from django.utils.formats import date_format

from coalitions.models import InterventionState, InterventionUse
from coalitions.once import OnceMixin
from members.conflicts import VersionedFormMixin
from province.models import Municipality, Pillar


def written(day):
    return date_format(day, "j F Y")


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
                    f"Sinds {written(before.since)} is het {before.get_state_display()}. Kies de dag waarop dat "
                    "veranderde, dus een latere.",
                )
            return
        former = before.former.first()
        if former and since < former.until:
            self.add_error(
                "since",
                f"Tot {written(former.until)} was het {former.get_state_display()}. Kies die dag of een latere.",
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
