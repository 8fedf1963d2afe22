"""What was answered to a question: what the form gives, what is kept (`Answer.value`), and how people read it.

The only reader and writer of that value; its shapes stand in the docstring of `Answer`. None is "not answered".
"""

import hashlib
import json
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format

from surveys.answering.fields import UNKNOWN, UNKNOWN_LABEL, name_of
from surveys.models import Kind, Question

YES, NO = 1, 0
CODED = (Kind.ONE, Kind.SCALE, Kind.TEN)
BY_LINE = (Kind.MATRIX, Kind.RANKING)


def from_cleaned(question: Question, cleaned: dict):
    """Return what is kept of the cleaned data of a form; None when nothing was answered."""
    given = cleaned.get(name_of(question))
    match question.kind:
        case Kind.SHORT | Kind.LONG:
            return (given or "").replace("\r\n", "\n").strip() or None
        case Kind.MANY:
            return sorted(int(code) for code in given or []) or None
        case Kind.NUMBER:
            return None if given is None else format(plain(given), "f")
        case Kind.YES_NO:
            why = (cleaned.get(name_of(question, "why")) or "").replace("\r\n", "\n").strip()
            # Somebody who explains and did not choose yet said something: it is kept as well.
            return {"answer": int(given) if given else None, "why": why} if given or why else None
        case Kind.DATE:
            return given.isoformat() if given else None
        case Kind.MATRIX | Kind.RANKING:
            chosen = {str(code): cleaned.get(name_of(question, code)) for code, _ in question.lines}
            return {code: int(step) for code, step in chosen.items() if step} or None
    return int(given) if given else None


def plain(number: Decimal) -> Decimal:
    """Without zeros that say nothing: 2.50 is 2.5, so that the same answer is the same text."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def to_initial(question: Question, value) -> dict:
    """Return what stands in the fields of the form when this was answered."""
    if value is None:
        return {}
    match question.kind:
        case Kind.MANY:
            return {name_of(question): [str(code) for code in value]}
        case Kind.NUMBER:
            return {name_of(question): value.replace(".", ",")}
        case Kind.YES_NO:
            chosen = {} if value["answer"] is None else {name_of(question): str(value["answer"])}
            return chosen | {name_of(question, "why"): value["why"]}
        case Kind.DATE:
            return {name_of(question): date.fromisoformat(value)}
        case Kind.MATRIX | Kind.RANKING:
            return {name_of(question, code): str(step) for code, step in value.items()}
    return {name_of(question): str(value)}


def is_whole(question: Question, value) -> bool:
    """Whether every part was answered: each statement, each place, and yes or no beside the explanation."""
    if value is None:
        return False
    if question.kind in BY_LINE:
        return len(value) == len(question.lines)
    return question.kind != Kind.YES_NO or value["answer"] is not None


def in_words(question: Question, value) -> str:
    """Return the answer as people read it, on one line or more; "" when there is none."""
    if value is None:
        return ""
    match question.kind:
        case Kind.ONE | Kind.MANY:
            codes = value if question.kind == Kind.MANY else [value]
            return "\n".join(text for code, text in question.lines if code in codes)
        case Kind.SCALE:
            return step_in_words(question, value)
        case Kind.NUMBER:
            return f"{number_format(Decimal(value), force_grouping=True)} {question.unit}".strip()
        case Kind.YES_NO:
            return "\n".join(filter(None, [{YES: "ja", NO: "nee"}.get(value["answer"]), value["why"]]))
        case Kind.DATE:
            return date_format(date.fromisoformat(value), "j F Y")
        case Kind.MATRIX:
            said = ((text, value.get(str(code))) for code, text in question.lines)
            return "\n".join(
                f"{text.rstrip('.')}: {step_in_words(question, step)}" for text, step in said if step is not None
            )
        case Kind.RANKING:
            places = sorted((value[str(code)], text) for code, text in question.lines if str(code) in value)
            return "\n".join(f"{place}. {text}" for place, text in places)
    return str(value)


def in_lines(question: Question, value) -> list[str]:
    """Return the parts of an answer that has parts, each for a line of its own; [] when it is one piece of text."""
    several = question.kind in (Kind.MANY, *BY_LINE)
    return in_words(question, value).splitlines() if several else []


def step_in_words(question: Question, step: int) -> str:
    return UNKNOWN_LABEL if str(step) == UNKNOWN else dict(question.steps)[step]


def mark_of(value) -> str:
    """Name a value without saying it; "" for no answer. What somebody saw when their page opened is told by this."""
    if value is None:
        return ""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
