"""Whether a question is shown, by what was answered before it."""

from surveys.answering.fields import UNKNOWN, name_of
from surveys.models import Kind, Question, When


def is_shown(question: Question, answers: dict) -> bool:
    """Look at the answers by field name, of the questions that were shown themselves.

    Who did not answer, or does not know, is not asked further.
    """
    decider = question.depends_on
    if decider is None:
        return True
    answer = answers.get(name_of(decider))
    if not answer or (answer == UNKNOWN and decider.kind == Kind.SCALE):
        return False
    if question.shown_when == When.IS:
        return str(question.shown_value) in answer
    number = int(answer)
    return number >= question.shown_value if question.shown_when == When.AT_LEAST else number <= question.shown_value


def shown_of(questions, initial_of) -> list[Question]:
    """Return which of the questions are shown; `initial_of(question)` gives the fields of its answer, by name."""
    answers, shown = {}, []
    for question in questions:
        if is_shown(question, answers):
            answers |= initial_of(question)
            shown.append(question)
    return shown
