"""Which bottlenecks somebody wants to see."""

from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from language.words import analyse_word, words
from themetables.models import BottleneckState, Dismissal, Recognition

MOST_RECOGNISED, NEWEST = "", "nieuwste"
ORDERS = {
    MOST_RECOGNISED: ("-municipality_count", "-named_at", "-pk"),
    NEWEST: ("-named_at", "-pk"),
}
WAITING, NEAR = "wacht", "buurt"
# The word of each state in an address.
WORDS = {
    BottleneckState.OPEN: "open",
    BottleneckState.AGENDA: "agenda",
    BottleneckState.TAKEN_UP: "tafel",
    BottleneckState.DELIVERED: "bouwsteen",
    BottleneckState.SOLVED: "opgelost",
    BottleneckState.TURNED_DOWN: "niet-opgepakt",
}
STATES = {word: state for state, word in WORDS.items()}


@dataclass(frozen=True)
class Options:
    """What there is to choose from."""

    municipalities: tuple[tuple[str, str], ...]
    pillars: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    answers: bool  # whether the reader answers for a coalition


@dataclass(frozen=True)
class Filter:
    """What was chosen and understood, and the form in which it stands."""

    chosen: dict[str, str]
    drawn: SafeString


@lru_cache(maxsize=256)  # drawing a form with its options costs more than the rest of the page
def read(asked: tuple[tuple[str, str], ...], options: Options) -> Filter:
    form = BottleneckFilter(dict(asked), options=options)
    return Filter(form.chosen, render_to_string("themetables/bottlenecks/filter.html", {"form": form}))


class BottleneckFilter(forms.Form):
    zoek = forms.CharField(
        label="Zoek een woord",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Alle"),
            (WAITING, "Nog niet opgepakt"),
            *((word, state.label.capitalize()) for word, state in STATES.items()),
        ],
    )
    gemeente = forms.ChoiceField(label="Herkend in", required=False)
    pijler = forms.ChoiceField(label="Pijler", required=False)
    tafel = forms.ChoiceField(label="Thematafel", required=False)
    orde = forms.ChoiceField(
        label="Volgorde",
        required=False,
        choices=[(MOST_RECOGNISED, "Meest herkend eerst"), (NEWEST, "Nieuwste eerst")],
    )
    antwoord = forms.ChoiceField(
        label="Jullie antwoord",
        required=False,
        choices=[("", "Maakt niet uit"), (NEAR, "Speelt in de buurt, nog niet beantwoord")],
    )

    def __init__(self, data, *, options):
        super().__init__(data)
        self.fields["gemeente"].choices = [("", "Heel Fryslân"), *options.municipalities]
        self.fields["pijler"].choices = [("", "Alle pijlers"), *options.pillars]
        self.fields["tafel"].choices = [("", "Alle tafels"), *options.tables]
        if not options.answers:
            del self.fields["antwoord"]

    @property
    def chosen(self):
        """What was filled in and understood."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def uses_more(self):
        """Whether one of the filters that are folded away is in use."""
        return not self.chosen.keys() <= {"zoek", "stand", "gemeente"}


def narrow(bottlenecks, chosen, ground):
    """Leave what was asked for, in the order that was asked for."""
    if text := chosen.get("zoek"):
        bottlenecks = about(bottlenecks, text)
    if chosen.get("stand") == WAITING:
        bottlenecks = bottlenecks.waiting()
    elif state := chosen.get("stand"):
        bottlenecks = bottlenecks.filter(state=STATES[state])
    if slug := chosen.get("gemeente"):
        coalition_ids = [place.coalition_id for place in ground.places if place.slug == slug]
        bottlenecks = bottlenecks.filter(Exists(recognised_by(coalition_ids)))
    if slug := chosen.get("pijler"):
        bottlenecks = bottlenecks.filter(pillars__slug=slug)
    if slug := chosen.get("tafel"):
        bottlenecks = bottlenecks.filter(table__slug=slug)
    return bottlenecks.order_by(*ORDERS[chosen.get("orde", MOST_RECOGNISED)])


def about(bottlenecks, text):
    """Leave what has every word of the text; a compound may also stand there in its parts."""
    for word in words(text):
        whole, *parts = analyse_word(word)
        found = Q(words__contains=[whole])
        bottlenecks = bottlenecks.filter(found | Q(words__contains=parts) if parts else found)
    return bottlenecks


def recognised_by(coalition_ids):
    return Recognition.objects.filter(bottleneck=OuterRef("pk"), coalition__in=coalition_ids)


def unanswered(bottlenecks, coalition_ids):
    """What these coalitions neither recognise nor said no to."""
    return bottlenecks.exclude(
        Exists(recognised_by(coalition_ids))
        | Exists(Dismissal.objects.filter(bottleneck=OuterRef("pk"), coalition__in=coalition_ids))
    )
