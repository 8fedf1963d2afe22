"""Small words for templates."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from kansrijkestart.fields import faults

register = template.Library()
register.filter(faults)

LINE = '<li><a class="{}" href="{}">{}</a></li>'
CURRENT_LINE = '<li><a class="{}" href="{}" aria-current="page">{}</a></li>'

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
def names(fault, field):
    """Whether the fault says by itself which field it is about."""
    return str(fault).endswith(str(field.label))


@register.filter
def is_filtering(form):
    """Whether anything was chosen in the filters of a list."""
    return form.is_bound and any(form.data.get(form.add_prefix(name)) for name in form.fields)


@register.simple_tag
def field(bound, mark_optional=True):
    """A field as `as_field_group` draws it; in a list of filters without "(niet verplicht)"."""
    return bound.render(context={"field": bound, "mark_optional": mark_optional})


@register.simple_tag
def province_map(**context):
    """components/map.html, drawn once for as long as what it shows stays the same; it is half the work of its page."""
    return drawn_map(tuple(sorted(context.items())))


@lru_cache(maxsize=16)
def drawn_map(items):
    return render_to_string("components/map.html", dict(items))


@register.simple_tag
def menu(entries, link_class):
    """The lines of a menu of kansrijkestart/navigation.py; every page has two, and there are few different ones."""
    return drawn_menu(tuple((entry.url, entry.is_current, entry.label) for entry in entries), link_class)


@lru_cache(maxsize=512)
def drawn_menu(entries, link_class):
    lines = (
        format_html(CURRENT_LINE if is_current else LINE, link_class, url, label) for url, is_current, label in entries
    )
    return format_html_join("", "{}", ((line,) for line in lines))
