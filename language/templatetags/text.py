"""Text and numbers as Dutch readers write them."""

from django import template

from language import markup

register = template.Library()


@register.filter
def rich_text(value):
    """The HTML of a text that somebody wrote; see language/markup.py."""
    return markup.render(value)


@register.filter
def excerpt(value, length=200):
    return markup.excerpt(value, int(length))


@register.filter
def thousands(number):
    """Return 46309 as "46.309"."""
    return f"{number:,}".replace(",", ".")
