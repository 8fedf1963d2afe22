""" "Bedoelde je ...?": words that are written nearly the same, and that this person would find something with.

Of a compound that is written well, its parts: who finds nothing on "kinderarmoede" is helped with "armoede", and not
with "kinderarts".

That the index knows a word says nothing yet: it may stand only where somebody may not look. So a word is offered only
after a look as that person.
"""

from dataclasses import dataclass, field
from itertools import islice, product

from django.contrib.postgres.search import TrigramSimilarity

from language.words import base, split
from library.search.looking import look
from library.search.models import Word
from library.search.queries import Question, all_of, term

LIKE = 0.35
MOST_TRIED = 6
MOST_OFFERED = 3


@dataclass(frozen=True)
class Proposals:
    """What somebody who found nothing could look for instead: `parts` of compounds, or else other spellings."""

    parts: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)


def proposals(user, question: Question) -> Proposals:
    wrong = [word for word in question.words[:4] if not finds(user, term(word))]
    wider = parts(user, question, wrong)
    return Proposals(wider, [] if wider else meant(user, question, wrong))


def parts(user, question: Question, wrong: list[str]) -> list[str]:
    """Return what was typed with one part instead of a compound; the last part first, that is what it is about."""
    tried = [
        " ".join(base(piece) if one == word else one for one in question.words)
        for word in wrong
        for piece in reversed(split(base(word)))
    ]
    return [text for text in tried[:MOST_TRIED] if finds(user, all_of([term(one) for one in text.split()]))]


def meant(user, question: Question, wrong: list[str]) -> list[str]:
    """Return other spellings of what was typed with which something is found; best first."""
    if not wrong:
        return []
    offered: list[str] = []
    for others in islice(product(*map(nearly, wrong)), MOST_TRIED):
        instead = dict(zip(wrong, others, strict=True))
        text = " ".join(instead.get(one, one) for one in question.words)
        if text not in offered and finds(user, all_of([term(one) for one in text.split()])):
            offered.append(text)
    return offered[:MOST_OFFERED]


def nearly(word):
    """Return the words of the index that are most like this one."""
    alike = Word.objects.filter(word__trigram_similar=word).annotate(like=TrigramSimilarity("word", word))
    return list(alike.filter(like__gte=LIKE).order_by("-like", "word").values_list("word", flat=True)[:MOST_TRIED])


def finds(user, asked: str) -> bool:
    """Whether this person finds anything at all."""
    return bool(look(user, asked, "id", limit=1))
