"""Vorige keer: what came out of the round before, and what was done with it. For who answers and for who reads."""

from dataclasses import dataclass, field

from surveys.giving_back import growing, wording
from surveys.models import Question, Round
from surveys.results import nearly_same
from surveys.results.access import results
from surveys.results.keeping import counted
from surveys.results.pictures import Result


@dataclass(frozen=True)
class Said:
    """What came out of one question, of all and of the circle itself, and what grew out of it."""

    all: str
    own: str
    grown: tuple


@dataclass(frozen=True)
class LastTime:
    """`said` by the line of the question, so that only the same question is put beside itself."""

    round: Round | None = None
    said: dict = field(default_factory=dict)
    grown: dict = field(default_factory=dict)


def last_time(one_round: Round, user, circle=None, *, also=()) -> LastTime:
    """Return the latest round before this one of which this person may read the results.

    `also`: other questions (round, question) of which a page tells what grew out of them; asked together.
    """
    given_back = [pk for pk, released_at in one_round.earlier if released_at]
    before = given_back and results().visible_to(user).filter(pk__in=given_back).order_by("-opens_at", "-pk").first()
    is_near = before and before.is_anonymous and not nearly_same.may_stand_beside(one_round, before, circle)
    if not before or is_near:
        return LastTime(grown=growing.grown(user, also) if also else {})
    asked = Question.objects.filter(section__instrument_version=one_round.instrument_version_id)
    questions = list(
        Question.objects.filter(
            section__instrument_version=before.instrument_version_id, line__in=asked.values("line")
        )
    )
    counts = counted([before], questions=questions, circle=circle)
    grown = growing.grown(user, [*also, *((before.pk, one.pk) for one in questions)])
    said = {}
    for one in questions:
        result = Result(0, one, counts[before.pk, one.pk], circle, before.is_anonymous)
        own = wording.of_own(result) if circle else ""
        # Their own text stands in the form already; how many others wrote one says nothing.
        whole = "" if result.is_text else wording.of_all(result)
        said[one.line] = Said(whole, own, tuple(grown.get((before.pk, one.pk), ())))
    return LastTime(before, said, grown)
