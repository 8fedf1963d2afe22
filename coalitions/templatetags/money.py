"""Amounts in templates."""

from django import template

from coalitions.budget import money

register = template.Library()
register.filter("euros", money.euros)
register.filter("difference", money.in_words)


@register.filter
def spent_of_planned(line):
    """Return "€ 9.000 van € 12.500", or what of it is known."""
    if line.planned is None and line.spent is None:
        return "niet ingevuld"
    if line.spent is None:
        return f"{money.euros(line.planned)} begroot"
    if line.planned is None:
        return f"{money.euros(line.spent)} uitgegeven"
    return f"{money.euros(line.spent)} van {money.euros(line.planned)}"
