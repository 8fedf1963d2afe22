from django import forms

from coalitions.once import OnceMixin
from language.guard.forms import GuardedFormMixin
from members import holdings
from members.conflicts import VersionedFormMixin
from themetables.adoption import choosing
from themetables.models import Adoption, AdoptionState, Experience

DAY = {"type": "date"}


class AdoptionForm(OnceMixin, VersionedFormMixin, forms.ModelForm):
    """What a coalition does with one building block, with its own text beside the common one."""

    class Meta:
        model = Adoption
        fields = ["state", "reason", "local_text", "contact", "since"]
        widgets = {
            "state": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
            "local_text": forms.Textarea(attrs={"rows": 12}),
            "since": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        help_texts = {
            "reason": "Verplicht bij “niet voor ons”. Andere coalities en de thematafel leren ervan.",
            "local_text": "Verplicht bij “aangepast”. De gezamenlijke tekst blijft ernaast staan, met de verschillen "
            "gemarkeerd. Leden van het netwerk lezen dit. Noem functies, geen namen, en niets over een gezin.",
            "contact": "Iemand van jullie coalitie die erover kan vertellen.",
            "since": "Wanneer begonnen jullie, of wanneer besloten jullie dit?",
        }

    def __init__(self, *args, on, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.on = on
        self.before = None if instance._state.adding else instance.state
        self.fields["state"].choices = AdoptionState.choices
        people = holdings.who_may_hold(instance.coalition.circle, on)
        self.fields["contact"].queryset = people | people.model.objects.filter(pk=instance.contact_id)
        self.fields["contact"].empty_label = "Nog niemand"
        for name in ("reason", "local_text"):
            self.fields[name].is_conditional = True

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since > self.on:
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return since

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state == AdoptionState.NOT_FOR_US and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf op waarom deze bouwsteen niet bij jullie past.")
        if state == AdoptionState.ADAPTED and not cleaned.get("local_text"):
            self.add_error("local_text", "Schrijf op hoe jullie het doen. Of kies “gebruiken we”.")
        return cleaned

    def same(self):
        return Adoption.objects.filter(coalition=self.instance.coalition_id, block=self.instance.block_id)

    def write(self, *, by, now):
        """Under the lock: how it was is what the database says now, not what the page showed."""
        adoption = self.instance
        before = None
        if not adoption._state.adding:
            before = Adoption.objects.values_list("state", flat=True).get(pk=adoption.pk)
        choosing.look_at_version(adoption, before)
        super().write(by=by, now=now)
        choosing.record(adoption, before)


class StayForm(GuardedFormMixin, forms.Form):
    """Which version was read, and why the coalition does not take it."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Waarom blijven jullie bij jullie versie",
        help_text="Eén zin. De thematafel leest dit, en leden van het netwerk ook.",
        max_length=250,
    )


class MoveAlongForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)


class ExperienceForm(GuardedFormMixin, forms.Form):
    moment = forms.ChoiceField(label="Wanneer", widget=forms.RadioSelect)
    text = forms.CharField(
        label="Jullie ervaring",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
        help_text="Wat werkte, wat niet, en wat zou je een andere coalitie aanraden? Alle leden van het netwerk lezen "
        "dit. Noem geen ouders of kinderen.",
    )

    def __init__(self, *args, moments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moment"].choices = [(moment, Experience.Moment(moment).label) for moment in moments]


class MarkReadForm(forms.Form):
    """Up to which moment somebody read: what was on the page."""

    before = forms.DateTimeField(widget=forms.HiddenInput)
