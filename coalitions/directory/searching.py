"""Who can help with this, here? Words in any form, parts of words, old names, and names that are nearly right."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from coalitions.models import Organisation
from language.sorting import search_key, sort_key

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
NEARLY = 0.55  # how much of a name must be there, so that "Tjongerscans" still finds it
# Words around what somebody looks for: "wie kan helpen met geldzorgen".
AROUND = frozenset(
    sort_key(
        "aan als bij dan dat de der den die een en er ergens for graag heb hebben hebt het hoe hulp hier ik iemand in"
        " is je jij kan kun kunnen met mij mijn moet naar nodig of om onze ons ook op over te tot u uit van veel voor"
        " waar wat we wie wij wil zijn zoek zoekt zoeken ze zij helpen helpt"
    ).split()
)
LEVELS = [
    Organisation.Level.LOCAL,
    Organisation.Level.REGION,
    Organisation.Level.PROVINCE,
    Organisation.Level.NATIONAL,
]


@dataclass(frozen=True)
class Result:
    organisations: QuerySet
    # Nothing had all the words; this is what comes near.
    is_guess: bool = False


def search(organisations: QuerySet, text: str) -> Result:
    """Find what holds every word; failing that any of the words; failing that a name like it. The nearest first."""
    words = [word for word in WORD.findall(sort_key(text)) if word not in AROUND][:MOST_WORDS]
    if not words:
        return Result(nearest_first(organisations.open()))
    every, some = Q(), Q()
    for word in words:
        every &= holds(word)
        some |= holds(word)
    named = Q(search_names__contains=search_key(words[0]))
    for condition, is_guess in ((every, False), (some, True)):
        found = organisations.filter(condition)
        if found.exists():
            return Result(nearest_first(found, named), is_guess)
    nearly = TrigramWordSimilarity(search_key(" ".join(words)), "search_names")
    return Result(nearest_first(organisations.alias(likeness=nearly).filter(likeness__gte=NEARLY)), is_guess=True)


def holds(word):
    """The word in any of its forms, its beginning, or a part of a longer word."""
    forms = SearchQuery(f"{word}:*", config="dutch", search_type="raw")
    condition = Q(search=forms)
    if len(word) > 2:
        condition |= Q(search_text__contains=word)
    return condition


def nearest_first(organisations, named=None):
    """Local before provincial before national; what has the word in its name first; what has stopped last."""
    has_stopped = Case(When(closed_on=None, then=0), default=1, output_field=IntegerField())
    nearness = Case(*(When(level=level, then=number) for number, level in enumerate(LEVELS)), default=len(LEVELS))
    by_name = Case(When(named, then=0), default=1, output_field=IntegerField()) if named else Value(0)
    return organisations.order_by(has_stopped, nearness, by_name, "sort_name", "pk")


def working_in(organisations, municipality):
    """What works in the municipality, and what works in the whole country."""
    here = Organisation.municipalities.through.objects.filter(municipality=municipality).values("organisation")
    return organisations.filter(Q(pk__in=here) | Q(level=Organisation.Level.NATIONAL))
