"""What can grow out of a result, and what did. The rooms above us say both: kansrijkestart/wiring.py connects them.

A room offers a `Kind`: `offers(user, circle, on)` yields (slug, text) of what this person may make, where `circle` is
the one that stands beside the whole; `address(slug, label, url)` is the form for it, with the source signed; and
`grown(user, addresses)` returns (address, what it is, title, its page) of what is there for this reader.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.text import Truncator

from members.models import Circle
from surveys.giving_back import wording
from surveys.models import Question, Round
from surveys.results.collecting import circles_of, one_result

LONGEST = 200  # of a label; see `source_label` of the things that grow


@dataclass(frozen=True)
class Kind:
    key: str
    offers: Callable
    address: Callable
    grown: Callable


@dataclass(frozen=True)
class Offer:
    """One thing that this person can make of every result of a round."""

    key: str
    slug: str
    text: str

    @property
    def path(self):
        """What comes after the page of the question."""
        return f"doen/{self.key}/{self.slug}/" if self.slug else f"doen/{self.key}/"


@dataclass(frozen=True)
class Grown:
    kind: str
    title: str
    url: str


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    _kinds.update({kind.key: kind for kind in kinds})


def source_url(round_pk: int, question_pk: int) -> str:
    """The address under which what grows out of a result remembers it, whoever looks at which circle."""
    return f"{page_of(round_pk)}#vraag-{question_pk}"


@lru_cache(maxsize=64)  # a page asks it for every question
def page_of(round_pk: int) -> str:
    return reverse("surveys:round_results", args=[round_pk])


def offers_of(one_round: Round, user, circle, on) -> list[Offer]:
    """Only of what is over: a result that still moves is nobody's reason."""
    if one_round.closed_at is None:
        return []
    return [Offer(kind.key, slug, text) for kind in _kinds.values() for slug, text in kind.offers(user, circle, on)]


def address_of(one_round: Round, question: Question, user, key: str, slug: str, on) -> str:
    """The form for what somebody chose; empty when they may not make it."""
    circle = Circle.objects.visible_to(user).filter(slug=slug).first() if slug else None
    if (key, slug) not in {(offer.key, offer.slug) for offer in offers_of(one_round, user, circle, on)}:
        return ""
    return _kinds[key].address(
        slug, label_of(one_round, question, user, circle), source_url(one_round.pk, question.pk)
    )


def label_of(one_round, question, user, circle) -> str:
    """The result in one sentence: of a circle that answered its own, else that of all."""
    own = circle if circle and circle in circles_of(one_round, user) else None
    said = wording.for_circle(one_result(one_round, question, circle=own))
    asked = Truncator(question.text).chars(100)
    return Truncator(f"{one_round.title}: {asked} {said}".strip()).chars(LONGEST)


def grown(user, asked) -> dict[tuple[int, int], list[Grown]]:
    """What grew out of results and is there for this reader; `asked`, and by: (round, question), numbers of both."""
    by_address = {source_url(*key): key for key in asked}
    found = defaultdict(list)
    for kind in _kinds.values():
        for address, what, title, url in kind.grown(user, list(by_address)):
            found[by_address[address]].append(Grown(what, title, url))
    return found
