from django import forms

from language.guard.forms import GuardedFormMixin
from members.conflicts import VersionedFormMixin
from surveys.making import conditions, versions
from surveys.models import Instrument, Kind, Question, Scale, Section
from surveys.models.questions import WITH_OPTIONS, WITH_SCALE

MOST_OPTIONS = 30
OPTIONS = {
    Kind.ONE: ("Antwoorden", "Zet elk antwoord op een eigen regel. Wie antwoordt, kiest er één."),
    Kind.MANY: ("Antwoorden", "Zet elk antwoord op een eigen regel. Wie antwoordt, kiest er zoveel als past."),
    Kind.MATRIX: (
        "Stellingen",
        "Zet elke stelling op een eigen regel. Onder elke stelling staan de vijf stappen.",
    ),
    Kind.RANKING: ("Wat moet op volgorde?", "Zet alles op een eigen regel. Wie antwoordt, geeft elk een plek."),
}
# What choosing a kind looks like: when you take it.
HINTS = {
    Kind.SHORT: "een paar woorden, bijvoorbeeld een functie",
    Kind.LONG: "een verhaal in eigen woorden",
    Kind.ONE: "kiezen uit een lijstje",
    Kind.MANY: "aankruisen wat past",
    Kind.SCALE: "van “helemaal niet” tot “helemaal”, met “weet ik niet”",
    Kind.TEN: "een rapportcijfer",
    Kind.NUMBER: "hoeveel uur, hoeveel mensen, hoeveel euro",
    Kind.YES_NO: "kort antwoord, met ruimte om het uit te leggen",
    Kind.DATE: "een dag",
    Kind.MATRIX: "meer stellingen met dezelfde vijf stappen",
    Kind.RANKING: "wat is het belangrijkst?",
}


class InstrumentForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Instrument
        fields = ["title", "purpose", "reference_label", "reference_url"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": "Zo heet de vragenlijst overal, ook voor wie haar invult.",
            "purpose": "Eén of twee zinnen: wat willen we weten, en wat doen we ermee?",
            "reference_label": "Lijkt de lijst op een landelijke lijst? Noem die hier en zet de link eronder. Neem de "
            "zinnen van een ander niet over.",
            "reference_url": "Begint met https://.",
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reference_url") and not cleaned.get("reference_label"):
            self.add_error("reference_label", "Schrijf op waar de link heen gaat.")
        return cleaned


class SectionForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Section
        fields = ["title", "intro"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": "Waar gaan deze vragen over?",
            "intro": "Staat boven de vragen van dit onderdeel.",
        }


class QuestionForm(VersionedFormMixin, forms.ModelForm):
    """Asks for what a question of this kind needs, and nothing else."""

    is_same = forms.BooleanField(
        label="Dit is nog dezelfde vraag, alleen duidelijker opgeschreven",
        help_text="Kruis dit aan als je de antwoorden met eerdere keren mag vergelijken. Anders begint een nieuwe "
        "lijn in de resultaten.",
        required=False,
    )

    class Meta:
        model = Question
        fields = ["text", "help_text", "options", "scale", "unit", "is_required"]
        widgets = {
            "help_text": forms.Textarea(attrs={"rows": 2}),
            "options": forms.Textarea(attrs={"rows": 6}),
            "scale": forms.RadioSelect,
        }
        help_texts = {
            "text": "Vraag één ding tegelijk, in gewone woorden.",
            "unit": "Bijvoorbeeld uur, mensen of euro.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        if kind in WITH_OPTIONS:
            self.fields["options"].label, self.fields["options"].help_text = OPTIONS[Kind(kind)]
            self.fields["options"].required = True
        else:
            del self.fields["options"]
        if kind in WITH_SCALE:
            self.fields["scale"].choices = Scale.choices
            self.fields["scale"].required = True
            self.initial.setdefault("scale", Scale.EXTENT)
            self.initial["scale"] = self.initial["scale"] or Scale.EXTENT
        else:
            del self.fields["scale"]
        if kind != Kind.NUMBER:
            del self.fields["unit"]
        if self.instance.origin_id is None:
            del self.fields["is_same"]

    def clean_options(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        lines = [line for line in lines if line]
        twice = next((line for line in lines if lines.count(line) > 1), None)
        if twice:
            raise forms.ValidationError(f"“{twice}” staat er twee keer.")
        if len(lines) < 2:
            raise forms.ValidationError("Zet er minstens twee neer, elk op een eigen regel.")
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(f"Dit zijn er {len(lines)}. Meer dan {MOST_OPTIONS} leest niemand.")
        if self.instance.pk:
            self._check_dependents(lines)
        return "\n".join(lines)

    def _check_dependents(self, lines):
        """An answer by which another question is shown stays where it is."""
        before = dict(self.instance.lines)
        for dependent in self.instance.dependents.all():
            answer = before[dependent.shown_value]
            if lines[dependent.shown_value - 1 : dependent.shown_value] != [answer]:
                raise forms.ValidationError(
                    f"Door het antwoord “{answer}” wordt “{dependent}” getoond. Laat dat antwoord op zijn plek, of "
                    "wijzig eerst wanneer die vraag komt."
                )

    def write(self, *, by, now):
        self.instance.line = versions.line_of(self.instance, is_same=self.cleaned_data.get("is_same", False))
        super().write(by=by, now=now)


class KindForm(forms.Form):
    """Which kind of question somebody wants to add."""

    kind = forms.ChoiceField(
        label="Hoe wil je dat mensen antwoorden?",
        choices=[(kind, f"{kind.label}: {HINTS[kind]}") for kind in Kind],
        widget=forms.RadioSelect,
    )


class ConditionForm(forms.Form):
    """When a question is shown: always, or by one answer to an earlier question."""

    shown = forms.ChoiceField(label="Wanneer komt deze vraag?", required=False)

    def __init__(self, *args, question, **kwargs):
        now = ""
        if question.depends_on_id:
            now = f"{question.depends_on_id}:{question.shown_when}:{question.shown_value}"
        super().__init__(*args, initial={"shown": now}, **kwargs)
        self.deciders = {one.pk: one for one in conditions.deciders(question)}
        self.fields["shown"].choices = [
            (conditions.ALWAYS, "Altijd"),
            *(
                (
                    f"Alleen na dit antwoord op “{one}”",
                    [(f"{one.pk}:{when}:{value}", words) for when, value, words in conditions.answers(one)],
                )
                for one in self.deciders.values()
            ),
        ]

    @property
    def decision(self):
        """What `conditions.decide` takes: the question, how its answer is compared, and with what."""
        if not self.cleaned_data["shown"]:
            return None, "", None
        decider, when, value = self.cleaned_data["shown"].split(":")
        return self.deciders[int(decider)], when, int(value)


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", "omhoog"), ("down", "omlaag")])


class PlaceForm(forms.Form):
    """Where a question was dropped: in which section, before the how-manieth."""

    section = forms.ModelChoiceField(Section.objects.none())
    index = forms.IntegerField(min_value=0)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections


class CopyForm(GuardedFormMixin, forms.Form):
    title = forms.CharField(label="Hoe heet de nieuwe vragenlijst?", max_length=120)


class ReadForm(forms.Form):
    file = forms.FileField(
        label="Bestand van een vragenlijst",
        help_text="Een bestand dat hier of in een ander portaal is bewaard met “Bewaar als bestand”. Het eindigt op "
        ".json.",
    )
