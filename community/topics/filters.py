"""Which conversations somebody wants to see. The options of the form come in one query, and are drawn once."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.models import Topic
from province.models import Municipality, Pillar
from themetables.models import ThemeTable

UNANSWERED = "onbeantwoord"
KINDS = {"vraag": Topic.Kind.QUESTION, "gesprek": Topic.Kind.DISCUSSION, "mededeling": Topic.Kind.ANNOUNCEMENT}
MOMENT = "%Y%m%d%H%M%S%f"


@dataclass(frozen=True)
class Options:
    """What there is to choose from, each as (pk, slug, name) in the order of lists."""

    tables: tuple[tuple[int, str, str], ...]
    municipalities: tuple[tuple[int, str, str], ...]
    pillars: tuple[tuple[int, str, str], ...]

    def chosen(self, group, slug):
        return next((pk for pk, its_slug, _ in group if its_slug == slug), None)


def options(on) -> Options:
    parts = (
        (ThemeTable.objects.all(), "tables", F("short_name"), F("sort_name")),
        (Municipality.objects.existing(on), "municipalities", F("name"), F("sort_name")),
        (Pillar.objects.all(), "pillars", F("name"), Cast("position", CharField())),
    )
    rows = [
        found.order_by()
        .annotate(group=Value(group, output_field=CharField()), label=label, place=place)
        .values_list("group", "place", "pk", "slug", "label")
        for found, group, label, place in parts
    ]
    return sorted_options(tuple(rows[0].union(*rows[1:], all=True).order_by()))


@lru_cache(maxsize=8)
def sorted_options(rows) -> Options:
    groups = {"tables": [], "municipalities": [], "pillars": []}
    for group, _, *thing in sorted(rows):
        groups[group].append(tuple(thing))
    return Options(**{name: tuple(things) for name, things in groups.items()})


class StreamFilter(forms.Form):
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[
            ("", "Alles"),
            ("vraag", "Vragen"),
            (UNANSWERED, "Vragen zonder reactie"),
            ("gesprek", "Gesprekken"),
            ("mededeling", "Mededelingen"),
        ],
    )
    tafel = forms.ChoiceField(label="Thematafel", required=False)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    pijler = forms.ChoiceField(label="Pijler", required=False)

    def __init__(self, data, *, options):
        super().__init__(data)
        self.fields["tafel"].choices = [("", "Alle tafels"), *(thing[1:] for thing in options.tables)]
        self.fields["gemeente"].choices = [("", "Heel Fryslân"), *(thing[1:] for thing in options.municipalities)]
        self.fields["pijler"].choices = [("", "Alle pijlers"), *(thing[1:] for thing in options.pillars)]

    @property
    def chosen(self):
        """What was filled in and understood."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Filter:
    chosen: dict[str, str]
    drawn: SafeString


@lru_cache(maxsize=256)  # drawing a form with its options costs more than the rest of the page
def read(asked: tuple[tuple[str, str], ...], options: Options) -> Filter:
    form = StreamFilter(dict(asked), options=options)
    return Filter(form.chosen, render_to_string("community/topics/filter.html", {"form": form}))


def narrow(topics, chosen, options):
    """Leave what was asked for."""
    kind = chosen.get("soort")
    if kind == UNANSWERED:
        topics = topics.unanswered()
    elif kind:
        topics = topics.filter(kind=KINDS[kind])
    for name, relation, group in (
        ("tafel", "tables", options.tables),
        ("gemeente", "municipalities", options.municipalities),
        ("pijler", "pillars", options.pillars),
    ):
        if slug := chosen.get(name):
            topics = topics.filter(**{relation: options.chosen(group, slug)})
    return topics


def after(topics, place: str):
    """Leave what comes after a place in the stream; everything when the place is not one of ours."""
    try:
        moment, _, pk = place.partition("-")
        at, pk = datetime.datetime.strptime(moment, MOMENT).replace(tzinfo=datetime.UTC), int(pk)
    except ValueError:
        return topics
    # The first condition is what the index answers.
    return topics.filter(Q(last_post_at__lte=at), Q(last_post_at__lt=at) | Q(pk__lt=pk))


def place_of(last_post_at, pk) -> str:
    return f"{last_post_at.astimezone(datetime.UTC).strftime(MOMENT)}-{pk}"
