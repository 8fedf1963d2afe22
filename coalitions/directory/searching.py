"""Who can help with this, here? Words in any form, parts of words, old names, and names that are nearly right."""

import re
from dataclasses import dataclass, field
from functools import cache

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Case, Count, IntegerChoices, IntegerField, Q, QuerySet, Value, When

from coalitions.models import Organisation
from coalitions.models.kinds import ALSO_CALLED, DOMAIN_OF
from language.sorting import search_key, sort_key
from language.words import likewise, split
from library.search.analysis import quoted

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
# A shorter word stands by chance in others: "rouw" in "vrouw", "taal" in "betaalt", "huis" in "ziekenhuis".
SHORTEST_PART = 5
NEARLY = 0.55  # how much of a name must be there, so that "Tjongerscans" still finds it
# Words around what somebody looks for: "wie kan helpen met geldzorgen".
AROUND = frozenset(
    sort_key(
        "aan als bij dan dat de der den die een en er ergens for graag heb hebben hebt het hoe hulp hier ik iemand in"
        " is je jij kan kun kunnen met mij mijn moet naar nodig of om onze ons ook op over te tot u uit van veel voor"
        " waar wat we wie wij wil zijn zoek zoekt zoeken ze zij helpen helpt"
    ).split()
)
# "Aan huis" is about coming to people, not about a house.
AT_HOME = re.compile(r"\b(?:aan|bij \w+ in) huis\b")
HOME = "thuis"
LEVELS = [
    Organisation.Level.LOCAL,
    Organisation.Level.REGION,
    Organisation.Level.PROVINCE,
    Organisation.Level.NATIONAL,
]


class Fit(IntegerChoices):
    """How an organisation came among the results; who says it itself stands first."""

    SAID = 0, "Noemt het zelf"
    KIND = 1, "Kunnen misschien ook helpen"
    PART = 2, "Passen bij een deel van je woorden"


@dataclass(frozen=True)
class Result:
    organisations: QuerySet  # each with its `fit`
    counts: dict = field(default_factory=dict)  # how many of each Fit, where it was asked with words
    # Nothing had any of the words; these names come near.
    is_guess: bool = False


def search(organisations: QuerySet, text: str) -> Result:
    """Find who says every word itself, then whose kind helps with the rest, then who says half of the words or more.

    Failing all of these: a name like it. The nearest first.
    """
    words = [word for word in WORD.findall(AT_HOME.sub(HOME, sort_key(text))) if word not in AROUND][:MOST_WORDS]
    if not words:
        return Result(organisations.open().annotate(fit=Value(Fit.SAID)).order_by(*order()))
    # Nobody says "schuldhulp" who says "schulden", nor "taalles" who has "taalmaatjes".
    for asked in dict.fromkeys([tuple(words), in_parts(words)]):
        if (found := matching(organisations, asked)).counts:
            return found
    nearly = TrigramWordSimilarity(search_key(" ".join(words)), "search_names")
    near = organisations.annotate(fit=Value(Fit.SAID)).alias(likeness=nearly).filter(likeness__gte=NEARLY)
    return Result(near.order_by(*order()), is_guess=True)


def in_parts(words):
    """Return the words with each compound as its parts, without those that say nothing here: "hulp"."""
    parts = [part for word in words for part in (split(word) or [word]) if part not in AROUND]
    return tuple(dict.fromkeys(parts[:MOST_WORDS])) or tuple(words)


def matching(organisations, words):
    """Return who has these words, the nearest first; without counts when that is nobody."""
    said = [says(word) for word in words]
    either = [own | of_kind(word) for own, word in zip(said, words, strict=True)]
    found = (
        organisations.alias(hits=count_of(either), own_hits=count_of(said))
        .filter(anyone(either))
        .filter(Q(hits=len(words)) | Q(own_hits__gte=len(words) / 2))
        .annotate(
            fit=Case(
                When(own_hits=len(words), then=Fit.SAID),
                When(hits=len(words), then=Fit.KIND),
                default=Fit.PART,
                output_field=IntegerField(),
            )
        )
    )
    counts = found.aggregate(**{fit.name: Count("pk", filter=Q(fit=fit)) for fit in Fit})
    return Result(found.order_by("fit", "-own_hits", *order(words)), counts if any(counts.values()) else {})


def says(word):
    """The organisation has the word itself: in any form, its beginning, a part of a longer word, or another for it."""
    # Its beginning in the text as it is: the stem of "taal" is "tal", and no beginning of "taalhulp".
    part = Q(search_text__contains=word) if len(word) >= SHORTEST_PART else Q(search_text__regex=rf"\m{word}")
    return Q(search=terms(word)) | part


def terms(word):
    """Return the query for a word in any form and for those that mean the same."""
    others = {word, *likewise(word), *(["huis"] if word == HOME else [])}
    return SearchQuery(" | ".join(map(quoted, sorted(others))), config="dutch", search_type="raw")


def of_kind(word):
    """Organisations of this kind usually help with it, whether they say so or not. What has stopped helps nobody."""
    return Q(kind__in=kinds_called(word), closed_on=None)


def kinds_called(word):
    alike = {word, *likewise(word)}
    return [
        kind
        for kind, called in called_kinds().items()
        if any(other.startswith(word) or (len(word) >= SHORTEST_PART and word in other) for other in called)
        or alike & called
    ]


@cache
def called_kinds():
    """Return what each kind is also called, with the words that mean the same."""
    return {
        kind: {
            other for word in sort_key(f"{DOMAIN_OF[kind].label} {text}").split() for other in (word, *likewise(word))
        }
        for kind, text in ALSO_CALLED.items()
    }


def anyone(conditions):
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def count_of(conditions):
    """How many of the conditions are true."""
    return sum(
        (Case(When(condition, then=1), default=0, output_field=IntegerField()) for condition in conditions), Value(0)
    )


def order(words=()):
    """Local before provincial before national; what has the word in its name, or whole, first; what stopped last."""
    has_stopped = Case(When(closed_on=None, then=0), default=1, output_field=IntegerField())
    nearness = Case(*(When(level=level, then=number) for number, level in enumerate(LEVELS)), default=len(LEVELS))
    yield from (has_stopped, nearness)
    if words:
        whole = Q()
        for word in words:
            whole &= Q(search=terms(word))
        named = Q(search_names__contains=search_key(words[0]))
        yield Case(When(named, then=0), When(whole, then=1), default=2, output_field=IntegerField())
    yield from ("sort_name", "pk")


def working_in(organisations, municipality):
    """What works in the municipality, and what works in the whole country."""
    here = Organisation.municipalities.through.objects.filter(municipality=municipality).values("organisation")
    return organisations.filter(Q(pk__in=here) | Q(level=Organisation.Level.NATIONAL))
