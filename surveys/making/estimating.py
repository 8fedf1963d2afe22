"""How long answering takes, before anybody answered: reading and choosing.

Reading goes at 200 words a minute, slow for a screen at work. What an answer costs is our own estimate, rounded up:
people forgive a survey that takes less than was said.
"""

import math

from surveys.models import Kind

WORDS_A_MINUTE = 200
SECONDS = {
    Kind.SHORT: 15,
    Kind.LONG: 60,
    Kind.ONE: 6,
    Kind.MANY: 10,
    Kind.SCALE: 6,
    Kind.TEN: 6,
    Kind.NUMBER: 20,
    Kind.YES_NO: 12,
    Kind.DATE: 12,
    Kind.MATRIX: 6,  # for each statement
    Kind.RANKING: 5,  # for each thing that gets a place
}
EACH = (Kind.MATRIX, Kind.RANKING)


def minutes(sections) -> int:
    """Return the whole minutes for sections with their questions; 0 when nothing is asked."""
    seconds = 0
    for section in sections:
        seconds += reading(section.title, section.intro)
        for question in section.questions.all():
            times = len(question.lines) if question.kind in EACH else 1
            seconds += reading(question.text, question.help_text, question.options) + times * SECONDS[question.kind]
    return math.ceil(seconds / 60)


def reading(*texts):
    return sum(len(text.split()) for text in texts) * 60 / WORDS_A_MINUTE
