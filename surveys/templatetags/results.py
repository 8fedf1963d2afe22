"""The picture of one question, drawn once for whoever looks at the same numbers."""

from dataclasses import dataclass, field
from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from surveys.models import Round
from surveys.results.pictures import Result

register = template.Library()


@dataclass(frozen=True)
class Picture:
    """Two are one when all that is drawn is the same, so that it never matters who looked before."""

    says: tuple
    result: Result = field(compare=False)
    round: Round = field(compare=False)


@register.simple_tag
def picture(result, round, circle=None):
    question, counts = result.question, result.counts
    says = (
        *(question.pk, question.text, question.kind, question.options, question.scale, question.unit),
        *(round.mode, circle and circle.name, result.is_own_hidden, result.text_count),
        *(_rows(counts.numbers), _rows(counts.own), tuple(counts.bands.items()), frozenset(counts.too_few)),
    )
    return _drawn(Picture(says, result, round))


@lru_cache(maxsize=2048)  # of some 3 kB: a page of sixty questions for thirty coalitions
def _drawn(one: Picture):
    context = {"result": one.result, "round": one.round, "circle": one.result.circle}
    return render_to_string("surveys/results/picture.html", context)


def _rows(numbers):
    return tuple((item, tuple(codes.items())) for item, codes in numbers.items())
