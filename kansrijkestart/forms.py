"""How every form is drawn, ours and those of packages alike."""

from django.db.models.fields import BLANK_CHOICE_LABEL
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

NOTHING_CHOSEN = "Maak een keuze"


class PortalRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` draw through our two components, with our widgets' HTML."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name, context, request=None):
        """Draw a select here: Django asks two templates for every single option of it."""
        if template_name == "django/forms/widgets/select.html":
            return draw_select(context["widget"])
        return super().render(template_name, context, request)


def draw_select(widget):
    groups = (draw_group(name, options) for name, options, _ in widget["optgroups"])
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        flatatt(widget["attrs"]),
        format_html_join("", "{}", ((group,) for group in groups)),
    )


def draw_group(name, options):
    lines = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(option["value"]), flatatt(option["attrs"]), label_of(option)) for option in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines


def label_of(option):
    """What Django says where nothing is chosen yet has no Dutch translation."""
    return NOTHING_CHOSEN if option["label"] == BLANK_CHOICE_LABEL else option["label"]
