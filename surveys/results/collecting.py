"""Everything a page or a report says about a round, in as many statements whatever was asked and answered."""

from dataclasses import dataclass

from members.models import Circle
from surveys.making.reading import parts_of
from surveys.models import Round, Section, Sheet
from surveys.results import texts
from surveys.results.access import reads_all
from surveys.results.keeping import counted
from surveys.results.pictures import Result


@dataclass(frozen=True)
class Part:
    section: Section
    results: list[Result]


@dataclass(frozen=True)
class Found:
    round: Round
    circle: Circle | None
    parts: list[Part]
    sheet_count: int

    @property
    def results(self):
        return [result for part in self.parts for result in part.results]


def circles_of(one_round: Round, user):
    """Return the circles somebody may put beside the whole: their own, or any for who reads all."""
    found = Circle.objects.filter(
        pk__in=Sheet.objects.filter(round=one_round, circle__isnull=False).submitted().order_by().values("circle")
    )
    return found if reads_all(user) else found.filter(pk__in=user.circle_ids)


def collected(one_round: Round, user, *, circle=None, section=None, most_texts=3) -> Found:
    """Return the results of a round, or of one section of it, with the first texts of each question."""
    sections = parts_of(one_round.instrument_version)
    numbers, number = {}, 0
    for one in sections:
        for question in one.questions.all():
            number += 1
            numbers[question.pk] = number
    chosen = [one for one in sections if section is None or one.pk == section]
    questions = [question for one in chosen for question in one.questions.all()]
    counts = counted([one_round], questions=questions if section else None, circle=circle)

    def result(question):
        found = counts[one_round.pk, question.pk]
        return Result(numbers[question.pk], question, found, circle, one_round.is_anonymous)

    parts = [Part(one, [result(question) for question in one.questions.all()]) for one in chosen]
    found = Found(one_round, circle, parts, Sheet.objects.filter(round=one_round).submitted().count())
    texts.put_first(found, user, most_texts)
    return found


def one_result(one_round: Round, question, *, circle=None) -> Result:
    """Return the result of one question; its number is not looked up."""
    counts = counted([one_round], questions=[question], circle=circle)
    return Result(0, question, counts[one_round.pk, question.pk], circle, one_round.is_anonymous)
