from django import forms

from language.guard.forms import GuardedFormMixin
from language.sorting import search_key
from members.conflicts import VersionedFormMixin
from members.finding import MOST_FOUND, PersonField, found_by
from members.models import Membership, User
from members.models.text import single_line
from themetables.models import Bottleneck, JoinRequest, ProgressNote, TableChange, ThemeTable

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# Enough to choose from; what is further down can be taken up later, or comes with the link of its own page.
MOST_BOTTLENECKS = 20
MORE = " Staat die er niet bij? Typ meer van de naam."


class TableForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = ThemeTable
        fields = ["goal", "summary", "pillars", "joining", "started_on"]
        labels = {
            "goal": "Wat wil de tafel bereiken?",
            "summary": "Waar gaat de tafel over?",
            "pillars": "Bij welke pijlers hoort de tafel?",
            "joining": "Hoe kan iemand meedoen?",
            "started_on": "Wanneer begon de tafel?",
        }
        widgets = {
            "goal": forms.Textarea(attrs={"rows": 3}),
            "summary": forms.Textarea(attrs={"rows": 8}),
            "pillars": forms.CheckboxSelectMultiple,
            "joining": forms.RadioSelect,
            "started_on": DAY,
        }
        help_texts = {
            "goal": "Eén of twee zinnen. Iedereen leest dit, ook zonder account.",
            "summary": "Iedereen leest dit, ook zonder account. Noem geen ouders of kinderen.",
            "joining": "Dit geldt voor mensen die al in het netwerk zitten.",
        }

    def write(self, *, by, now):
        before = ThemeTable.objects.values_list("goal", flat=True).get(pk=self.instance.pk)
        super().write(by=by, now=now)
        if self.instance.goal and self.instance.goal != before:
            TableChange.objects.create(
                table=self.instance, kind=TableChange.Kind.GOAL, sentence=self.instance.goal, by=by, at=now
            )


class NoteForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = ProgressNote
        fields = ["text"]
        labels = {"text": "Hoe gaat het met de tafel?"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "text": "Een paar zinnen: wat is er gedaan, wat lukt nog niet, wat komt er? Alle leden van het netwerk "
            "lezen dit."
        }


class JoinForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = JoinRequest
        fields = ["why"]
        labels = {"why": "Waarom wil je meedoen?"}
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"why": "Een of twee zinnen. De trekkers van de tafel en de aanjager lezen dit."}


class DeclineForm(GuardedFormMixin, forms.ModelForm):
    answer = forms.CharField(
        label="Waarom kan het nu niet?",
        help_text="Een vriendelijke zin. De ander leest die in de verzamelmail.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = JoinRequest
        fields = ["answer"]


class ReasonForm(GuardedFormMixin, forms.Form):
    """Why a table stops, or goes on after all."""

    reason = forms.CharField(
        label="Waarom?",
        help_text="Iedereen leest dit, ook zonder account.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CloseForm(ReasonForm):
    on = forms.DateField(label="Vanaf welke dag?", widget=DAY)

    def __init__(self, *args, on, started_on, **kwargs):
        super().__init__(*args, initial={"on": on}, **kwargs)
        self.today, self.started_on = on, started_on

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Kies vandaag of een dag die geweest is.")
        if self.started_on and on < self.started_on:
            raise forms.ValidationError("De tafel begon pas later. Kies een dag daarna.")
        return on


class BottlenecksField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, bottleneck):
        count = bottleneck.municipality_count
        return f"{bottleneck} ({count} {'gemeente' if count == 1 else 'gemeenten'})"


class TakeUpForm(forms.Form):
    """Which bottlenecks a table takes up: those that most municipalities recognise, and what a link asked for."""

    bottlenecks = BottlenecksField(
        label="Welke knelpunten pakt de tafel op?",
        help_text="Wie een knelpunt herkent, krijgt bericht dat de tafel ermee begint.",
        queryset=Bottleneck.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één knelpunt."},
    )

    def __init__(self, *args, wanted=(), **kwargs):
        super().__init__(*args, **kwargs)
        waiting = Bottleneck.objects.waiting()
        most = waiting.order_by("-municipality_count", "-named_at").values_list("pk", flat=True)[:MOST_BOTTLENECKS]
        asked = waiting.filter(pk__in=[pk for pk in wanted if pk.isdecimal()][:MOST_BOTTLENECKS])
        chosen = list(asked.values_list("pk", flat=True))
        found = Bottleneck.objects.filter(pk__in=[*most, *chosen])
        self.fields["bottlenecks"].queryset = found.order_by("-municipality_count", "-named_at")
        self.initial["bottlenecks"] = chosen

    @property
    def has_choice(self):
        return self.fields["bottlenecks"].queryset.exists()


class StartForm(GuardedFormMixin, TakeUpForm, forms.ModelForm):
    lead_name = forms.CharField(
        label="Wie trekt de tafel?",
        help_text="Typ een naam, een functie of een organisatie uit het netwerk. "
        "Weet je het nog niet? Laat het leeg en nodig later een trekker uit.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # Asked only when more people answer to what was typed.
    lead = PersonField(
        label="Wie bedoel je?",
        queryset=User.objects.none(),
        required=False,
        empty_label=None,
        blank=True,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies wie je bedoelt."},
    )

    class Meta:
        model = ThemeTable
        fields = ["short_name", "name", "pillars", "goal", "summary", "joining"]
        labels = {
            "short_name": "Hoe noem je de tafel?",
            "name": "Hoe heet de tafel voluit?",
            "pillars": "Bij welke pijlers hoort de tafel?",
            "goal": "Wat wil de tafel bereiken?",
            "summary": "Waar gaat de tafel over?",
            "joining": "Hoe kan iemand meedoen?",
        }
        widgets = {
            "pillars": forms.CheckboxSelectMultiple,
            "goal": forms.Textarea(attrs={"rows": 3}),
            "summary": forms.Textarea(attrs={"rows": 5}),
            "joining": forms.RadioSelect,
        }
        help_texts = {
            "short_name": "Kort, bijvoorbeeld: Kraamzorg.",
            "name": "Zo staat de tafel in het plan van het netwerk.",
            "goal": "Eén of twee zinnen. Iedereen leest dit, ook zonder account.",
            "summary": "Iedereen leest dit, ook zonder account. De trekker kan het later aanvullen.",
        }

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        current = Membership.objects.current(on).values("user")
        people = User.objects.filter(pk__in=current, is_active=True).order_by("sort_name", "pk")
        typed = str(self.data.get("lead_name", ""))[:100].strip()
        self.found = found_by(people, typed) if typed else []
        lead = self.fields["lead"]
        lead.queryset = people.filter(pk__in=[one.pk for one in self.found])
        if not self.found:
            lead.widget = forms.HiddenInput()
        self.fields["bottlenecks"].required = False
        for name in ("short_name", "name"):
            self.fields[name].validators.append(single_line)
        self.order_fields(["bottlenecks", *self.Meta.fields, "lead_name", "lead"])

    def clean_short_name(self):
        name = self.cleaned_data["short_name"].strip()
        if ThemeTable.objects.active().filter(short_name__iexact=name).exists():
            raise forms.ValidationError("Er is al een tafel met deze naam.")
        return name

    def clean(self):
        """Take who has this very name; of anybody else the coordinator says first that it is who they mean."""
        cleaned = super().clean()
        name = cleaned.get("lead_name")
        if not name:
            cleaned["lead"] = None
        elif not self.found:
            self.add_error("lead_name", "We vinden niemand in het netwerk die zo heet. Kijk het na, of laat dit leeg.")
        elif not cleaned.get("lead") and "lead" not in self.errors:
            same = [one for one in self.found if search_key(one.shown_name) == search_key(name)]
            if len(same) == 1:
                cleaned["lead"] = same[0]
            else:
                self.add_error("lead", f"Kies wie je bedoelt.{MORE if len(self.found) == MOST_FOUND else ''}")
        return cleaned


class OverviewForm(forms.Form):
    stil = forms.ChoiceField(
        label="Welke tafels",
        choices=[("", "alle tafels"), ("ja", "tafels die stil zijn"), ("nee", "tafels waar iets gebeurde")],
        required=False,
    )

    def keep(self, rows):
        """Filter nothing when what was asked makes no sense."""
        wanted = self.cleaned_data["stil"] if self.is_valid() else ""
        return [row for row in rows if not wanted or row.is_silent == (wanted == "ja")]
