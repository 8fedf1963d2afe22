"""The HTML of the controls of a form. Drawn here: of Django's templates two are asked for every single option.

Each function takes the `widget` that Django would hand to a template, and says the same as that template would. Only
radios and checkboxes of several are ours: every choice is a line that is clickable as a whole. What comes from people
goes through `said`. Plain strings and not `format_html`, which is four times the work: a form of twenty questions has
a hundred options. Django marks what we return as safe.
"""

from html import escape

from django.db.models.fields import BLANK_CHOICE_LABEL

NOTHING_CHOSEN = "Maak een keuze"


def said(value):
    return value if hasattr(value, "__html__") else escape(str(value))


def attributes(attrs):
    """As Django's `flatatt`, in the order in which they come. The names are those of HTML, and ours."""
    return "".join(
        f" {name}" if value is True else f' {name}="{said(value)}"'
        for name, value in attrs.items()
        if value not in (None, False)
    )


def draw_input(widget):
    value = widget["value"]
    shown = "" if value is None else f' value="{said(value)}"'
    return f'<input type="{widget["type"]}" name="{said(widget["name"])}"{shown}{attributes(widget["attrs"])}>'


def draw_textarea(widget):
    """A browser leaves out a line break right behind the tag: so that is ours, and none that somebody typed."""
    text = said(widget["value"] or "")
    return f'<textarea name="{said(widget["name"])}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def draw_choices(widget):
    place = attributes({"id": widget["attrs"].get("id")})
    return f'<div class="ks-choices"{place}>{"".join(map(draw_choice_group, widget["optgroups"]))}</div>'


def draw_choice_group(group):
    name, options, _ = group
    heading = f'<p class="ks-choice__group">{said(name)}</p>' if name else ""
    return heading + "".join(map(draw_choice, options))


def draw_choice(option):
    belongs_to = attributes({"for": option["attrs"].get("id")})
    return f'<label class="ks-choice"{belongs_to}>{draw_input(option)} <span>{said(option["label"])}</span></label>'


def draw_select(widget):
    options = "".join(map(draw_group, widget["optgroups"]))
    return f'<select name="{said(widget["name"])}"{attributes(widget["attrs"])}>{options}</select>'


def draw_group(group):
    name, options, _ = group
    lines = "".join(map(draw_option, options))
    return f'<optgroup label="{said(name)}">{lines}</optgroup>' if name else lines


def draw_option(option):
    # What Django says where nothing is chosen yet has no Dutch translation.
    label = NOTHING_CHOSEN if option["label"] == BLANK_CHOICE_LABEL else option["label"]
    return f'<option value="{said(option["value"])}"{attributes(option["attrs"])}>{said(label)}</option>'


INPUTS = (
    "text",
    "number",
    "email",
    "url",
    "search",
    "tel",
    "password",
    "hidden",
    "date",
    "datetime",
    "time",
    "checkbox",
)
DRAWN = {
    **dict.fromkeys(INPUTS, draw_input),
    "textarea": draw_textarea,
    "radio": draw_choices,
    "checkbox_select": draw_choices,
    "select": draw_select,
}
# By the name of the template that Django would ask.
DRAWERS = {f"django/forms/widgets/{name}.html": draw for name, draw in DRAWN.items()}
