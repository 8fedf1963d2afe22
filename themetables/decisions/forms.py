from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format

from language.guard.forms import GuardedFormMixin
from members.conflicts import VersionedFormMixin
from members.models.text import single_line
from province.models import Pillar
from themetables.decisions.recording import Said
from themetables.models import Bottleneck, BottleneckState, DecisionMeeting, Outcome

DAY = {"type": "date"}
FIRST_YEAR = 2022  # the network began its tables in this year


class MeetingForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = DecisionMeeting
        fields = ["title", "year", "held_on", "place"]
        widgets = {"held_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        labels = {"year": "Over de plannen van welk jaar"}
        help_texts = {
            "title": "Bijvoorbeeld: Decemberbijeenkomst 2026.",
            "place": "Waar jullie samenkomen, of dat het online is.",
        }

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].validators += [MinValueValidator(FIRST_YEAR), MaxValueValidator(on.year + 2)]
        if self.instance.pk and self.instance.decisions.exists():
            # What was decided there was decided on that day, about those plans.
            self.fields["year"].disabled = self.fields["held_on"].disabled = True


class DecisionForm(GuardedFormMixin, forms.Form):
    outcome = forms.ChoiceField(label="Wat is er besloten", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Waarom",
        help_text="De tafel en alle coalities lezen dit. Moet er iets anders? Schrijf dan ook wat.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    decided_on = forms.DateField(label="Besloten op", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, *args, on, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["outcome"].choices = [(outcome, outcome.label) for outcome in outcomes]

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > self.on:
            raise forms.ValidationError("Deze dag komt nog. Leg het besluit vast als het genomen is.")
        return day

    @property
    def said(self):
        data = self.cleaned_data
        return Said(Outcome(data["outcome"]), data["reason"], data["decided_on"])

    @property
    def typed(self):
        """What was filled in, as (label, words), for who is asked whether it is right."""
        said = self.said
        day = date_format(said.decided_on, "j F Y")
        return [("Besluit", said.outcome.label), ("Waarom", said.reason), ("Besloten op", day)]


class StepForm(forms.Form):
    """Which button was pressed on the page that asks whether it is right; never drawn."""

    stap = forms.ChoiceField(required=False, choices=[("vastleggen", ""), ("wijzigen", "")])

    @property
    def asked(self):
        return self.cleaned_data.get("stap", "") if self.is_valid() else ""


class NewTableForm(DecisionForm):
    """A decision about a table that is not there yet, with what it starts from."""

    name = forms.CharField(label="Hoe heet de tafel", max_length=200, validators=[single_line])
    short_name = forms.CharField(
        label="Korte naam", help_text="Zo staat de tafel in lijsten.", max_length=60, validators=[single_line]
    )
    pillars = forms.ModelMultipleChoiceField(
        label="Voor welke pijlers", queryset=Pillar.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    goal = forms.CharField(
        label="Doel van de tafel",
        help_text="Wat is er anders als de tafel klaar is?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bottlenecks = forms.ModelMultipleChoiceField(
        label="Knelpunten waarmee de tafel begint",
        help_text="Je kiest uit wat op de agenda staat. De tafel pakt ze met dit besluit op.",
        queryset=Bottleneck.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outcome = forms.ChoiceField(widget=forms.HiddenInput)

    field_order = ["name", "short_name", "pillars", "goal", "bottlenecks", "reason", "decided_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, outcomes=[Outcome.NEW], **kwargs)
        agenda = Bottleneck.objects.current().filter(state=BottleneckState.AGENDA)
        self.fields["bottlenecks"].queryset = agenda.order_by("-municipality_count", "pk")

    @property
    def facts(self):
        names = ("name", "short_name", "pillars", "goal", "bottlenecks")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def typed(self):
        facts = self.facts
        named = [("Tafel", facts["name"]), ("Korte naam", facts["short_name"]), ("Doel", facts["goal"])]
        chosen = [
            ("Pijlers", ", ".join(str(pillar) for pillar in facts["pillars"])),
            ("Knelpunten", ", ".join(str(bottleneck) for bottleneck in facts["bottlenecks"]) or "nog geen"),
        ]
        return named + chosen + super().typed
