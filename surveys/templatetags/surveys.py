from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join

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


@register.simple_tag
def question_fields(one):
    """The controls of one question (an Asked); several under one question have its text above them."""
    if not one.is_group:
        return format_html_join("", "{}", ((field.as_field_group(),) for field in one.fields))
    question = one.question
    return format_html(
        '<fieldset class="ks-fieldset"><legend>{}{}</legend>{}{}</fieldset>',
        question.text,
        "" if question.is_required else format_html(' <span class="ks-optional">{}</span>', "(niet verplicht)"),
        question.help_text and format_html('<p class="ks-soft">{}</p>', linebreaksbr(question.help_text)),
        format_html_join(
            "", "{}", ((field.render(context={"field": field, "mark_optional": False}),) for field in one.fields)
        ),
    )
