"""What giving back puts on the pages of others: the word, "Doe er iets mee" and "Vorige keer"."""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from surveys.giving_back import growing, releasing
from surveys.giving_back.last_time import LastTime
from surveys.giving_back.last_time import last_time as look_back
from surveys.models import Question, Round

register = template.Library()


@register.inclusion_tag("surveys/giving_back/given_back.html", takes_context=True)
def giving_back(context, round):
    """Under the heading of results: the word that came with them, or the button that gives them back."""
    may_release = context["request"].user.is_coordinator and round.closed_at and not round.released_at
    return {
        "round": round,
        "may_release": may_release,
        "has_answers": may_release and releasing.answered(round).exists(),
    }


@dataclass(frozen=True)
class Growth:
    """What stands beside every question of one page, asked once."""

    round: Round
    offers: list
    last: LastTime


@register.simple_tag(takes_context=True)
def growth(context, round, circle=None):
    user = context["request"].user
    asked = Question.objects.filter(section__instrument_version=round.instrument_version_id)
    also = [(round.pk, pk) for pk in asked.values_list("pk", flat=True)]
    offers = growing.offers_of(round, user, circle, timezone.localdate())
    return Growth(round, offers, look_back(round, user, circle, also=also))


@register.simple_tag
def growth_of(growth, question):
    last = growth.last
    grown = tuple(last.grown.get((growth.round.pk, question.pk), ()))
    page = f"{growing.page_of(growth.round.pk)}vragen/{question.pk}/"
    before = (last.round.title, last.round.opens_at) if last.round else ()
    return _drawn(page, question.text, tuple(growth.offers), grown, before, last.said.get(question.line))


@lru_cache(maxsize=2048)  # everything that is drawn is asked for, so it never matters for whom it was drawn before
def _drawn(page, text, offers, grown, before, said):
    ways = [(f"{page}{offer.path}", offer.text) for offer in offers]
    last = {"title": before[0], "opens_at": before[1]} if before else None
    context = {"text": text, "grown": grown, "ways": ways, "last": last, "said": said, "earlier": None}
    return render_to_string("surveys/giving_back/growth_of.html", context)


@register.simple_tag
def last_time(round, user, circle=None):
    """For who answers: `{% last_time sheet.round user circle as last %}`, and per question `{% last_time_of %}`."""
    return look_back(round, user, circle)


@register.inclusion_tag("surveys/giving_back/last_time_of.html")
def last_time_of(last, question, earlier=None):
    """`earlier`: their own answer of before, when that stands above it on the page already."""
    return {"last": last.round, "said": last.said.get(question.line), "earlier": earlier}
