"""The answers of a round with names as a table: one line per sheet, one column per thing that was asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from surveys.answering.fields import UNKNOWN_LABEL
from surveys.models import Answer, Kind, Question, Round

YES_NO = {1: "ja", 0: "nee"}
UNKNOWN = {0: UNKNOWN_LABEL}


@dataclass(frozen=True)
class Column:
    """`read` takes the kept value and returns a number or a text; `labels` are the words of the numbers."""

    name: str  # as SPSS takes it: capitals and numbers, at most eight
    label: str
    read: Callable
    question: int = 0
    labels: dict = field(default_factory=dict)
    missing: tuple = ()
    is_text: bool = False

    def code(self, answers):
        value = answers.get(self.question)
        return None if value is None else self.read(value)

    def words(self, answers):
        code = self.code(answers)
        return self.labels.get(code, code)


def columns_of(questions: list[Question]) -> list[Column]:
    return [column for number, question in enumerate(questions, start=1) for column in _of(number, question)]


def _of(number, question):
    name, title = f"V{number}", f"{number}. {question.text}"
    of_question = {"question": question.pk}
    steps = dict(question.steps) | UNKNOWN
    match question.kind:
        case Kind.ONE:
            return [Column(name, title, int, labels=dict(question.lines), **of_question)]
        case Kind.MANY:
            return [
                Column(f"{name}_{code}", f"{title} {text}", _chose(code), labels=YES_NO, **of_question)
                for code, text in question.lines
            ]
        case Kind.SCALE:
            return [Column(name, title, int, labels=steps, missing=(0,), **of_question)]
        case Kind.TEN:
            return [Column(name, title, int, **of_question)]
        case Kind.NUMBER:
            unit = f" ({question.unit})" if question.unit else ""
            return [Column(name, f"{title}{unit}", float, **of_question)]
        case Kind.YES_NO:
            return [
                Column(name, title, _part("answer"), labels=YES_NO, **of_question),
                Column(f"{name}_W", f"{title} Toelichting", _part("why"), is_text=True, **of_question),
            ]
        case Kind.MATRIX | Kind.RANKING:
            is_matrix = question.kind == Kind.MATRIX
            more = {"labels": steps, "missing": (0,)} if is_matrix else {}
            return [
                Column(f"{name}_{code}", f"{title} {text}", _part(str(code)), **more, **of_question)
                for code, text in question.lines
            ]
    return [Column(name, title, str, is_text=True, **of_question)]


def _chose(code):
    return lambda value: int(code in value)


def _part(key):
    return lambda value: value.get(key)


def sheets_of(one_round: Round) -> Iterator[tuple[str, dict]]:
    """Yield (circle, answers by question) of every sheet, one by one: however many there are, they are never all
    in memory. Names of people stay here: who takes the file along needs to know what, not who."""
    rows = (
        Answer.objects.submitted()
        .filter(sheet__round=one_round)
        .order_by("sheet__circle__sort_name", "sheet")
        .values_list("sheet", "sheet__circle__name", "question", "value")
    )
    for (_, circle), answers in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[:2]):
        yield circle or "", {question: value for *_, question, value in answers}
