from django import template

from surveys.answering.fields import name_of
from surveys.making import conditions
from surveys.models import Kind

register = template.Library()


@register.filter
def shown_by(question):
    """The answer by which a question is shown, as people read it: “ja”."""
    return conditions.in_words(question)


@register.filter
def decided_by(question):
    """The same for static/js/shown-by.js: the field, how its answer is compared, with what, and the lowest answer.

    Below that is "weet ik niet" of a scale, which decides nothing.
    """
    lowest = 1 if question.depends_on.kind == Kind.SCALE else 0
    return f"{name_of(question.depends_on)} {question.shown_when} {question.shown_value} {lowest}"
