"""Small words for templates."""

from functools import lru_cache

from django import template
from django.forms import Field
from django.template.loader import render_to_string

register = template.Library()

# "Anna van der Berg" is AB: these belong to the name, but not to its initials.
PARTICLES = {"van", "de", "der", "den", "het", "'t", "ten", "ter", "te", "la", "el", "op", "in", "aan", "fan"}


@register.filter
def initials(name):
    """Return the first letters of the first and the last word: "Sjoukje de Vries-Bakker" is "SV"."""
    words = [word for word in str(name).split() if word[0].isalpha() and word.lower() not in PARTICLES]
    if len(words) > 2:
        words = [words[0], words[-1]]
    return "".join(word[0] for word in words).upper() or "?"


@register.filter
def faults(field):
    """Return what is wrong with a field, in the same words beside it and in the summary above the form."""
    standard = str(Field.default_error_messages["required"])
    return [
        f"Vul dit nog in: {field.label}" if message == standard and not field.is_hidden else message
        for message in field.errors
    ]


@register.filter
def names(fault, field):
    """Whether the fault says by itself which field it is about."""
    return str(fault).endswith(str(field.label))


@register.simple_tag
def province_map(**context):
    """components/map.html, drawn once for as long as what it shows stays the same; it is half the work of its page."""
    return drawn_map(tuple(sorted(context.items())))


@lru_cache(maxsize=16)
def drawn_map(items):
    return render_to_string("components/map.html", dict(items))
