"""The warning of the privacy guard above a text box."""

from django import template

register = template.Library()


@register.inclusion_tag("language/guard_warning.html")
def guard_warning(field):
    """Draw what the guard found in this field; nothing for a form without a guard or a text without a hit."""
    warning = getattr(field.form, "warning", None)
    return {"warning": warning(field.name) if warning else None, "field": field}
