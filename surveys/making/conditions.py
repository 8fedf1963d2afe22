"""Toon als: a question that is shown by the answer to an earlier one.

Only an earlier question can decide, so conditions never go round in a circle.
"""

from itertools import takewhile

from django.db import transaction

from surveys.making import drafting
from surveys.models import Kind, Question, When

ALWAYS = ""
YES, NO = 1, 0
TEN = range(11)


def deciders(question: Question):
    """The questions before this one whose answer can decide, in order."""
    asked = Question.objects.filter(section__instrument_version=drafting.version_of(question))
    return [one for one in takewhile(lambda one: one.pk != question.pk, asked) if answers(one)]


def answers(question: Question) -> list[tuple[When, int, str]]:
    """What an answer can be that decides: how it is compared, with what, and how people read it."""
    match question.kind:
        case Kind.ONE | Kind.MANY:
            return [(When.IS, code, f"“{text}”") for code, text in question.lines]
        case Kind.YES_NO:
            return [(When.IS, YES, "“ja”"), (When.IS, NO, "“nee”")]
        case Kind.SCALE:
            low = [(When.AT_MOST, code, f"“{text}” of lager") for code, text in question.steps[:-1]]
            return low + [(When.AT_LEAST, code, f"“{text}” of hoger") for code, text in question.steps[1:]]
        case Kind.TEN:
            low = [(When.AT_MOST, code, f"{code} of lager") for code in TEN[:-1]]
            return low + [(When.AT_LEAST, code, f"{code} of hoger") for code in TEN[1:]]
    return []


def in_words(question: Question) -> str:
    """Return the end of "Alleen als het antwoord op … is"; empty when the question is always shown."""
    if question.depends_on_id is None:
        return ""
    compared = question.shown_when, question.shown_value
    return next((words for when, value, words in answers(question.depends_on) if (when, value) == compared), "")


@transaction.atomic
def decide(question: Question, decider: Question | None, when: str, value: int | None, *, by, now) -> None:
    """Show a question only by this answer, or always."""
    drafting.lock(drafting.version_of(question))
    question = Question.objects.select_for_update(no_key=True, of=("self",)).get(pk=question.pk)
    question.depends_on, question.shown_when, question.shown_value = decider, when, value
    question.save_version(by=by, now=now)
