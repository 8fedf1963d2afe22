"""The only way a field is drawn: label, help, error, control.

`{{ form.name.as_field_group }}` does this, and so does `{% field form.name mark_optional=False %}` of portal.

A select, an input or a textarea has a <label>; radios and checkboxes have a <fieldset>; one checkbox stands before its
label. aria-describedby and aria-invalid come from Django and point to the ids below. Behind the label stands "(niet
verplicht)", unless `mark_optional` is false (filters) or the form field says `is_conditional = True`, because another
answer decides that. In Python for the reason of widgets.py: a questionnaire has fifty of these.
"""

from django.forms import DateField, Field, IntegerField, URLField
from django.template.loader import render_to_string
from django.utils.formats import number_format

from kansrijkestart.widgets import said
from language.plainly import NO_DAY, NO_NUMBER, NO_WEBSITE

OPTIONAL = ' <span class="ks-optional">(niet verplicht)</span>'
LIMITS = {"min_value": "of meer", "max_value": "of minder"}
INVALID = " utrecht-form-field--invalid"


def draw_field(field, mark_optional=True):
    """Return the HTML, in which everything that somebody typed is escaped."""
    may_stay_empty = not field.field.required and not getattr(field.field, "is_conditional", False)
    optional = OPTIONAL if mark_optional and may_stay_empty else ""
    errors = faults(field) if field.name in field.form.errors else ()
    notes = draw_notes(field, errors)
    invalid = INVALID if errors else ""
    label = said(field.label)
    if field.use_fieldset:
        described = field.aria_describedby
        by = f' aria-describedby="{described}"' if described else ""
        return (
            f'<fieldset class="ks-fieldset utrecht-form-field{invalid}"{by}>'
            f"<legend>{label}{optional}</legend>{notes}{field}</fieldset>"
        )
    of = said(field.id_for_label)
    if field.widget_type == "checkbox":
        return (
            f'<div class="ks-field-single utrecht-form-field utrecht-form-field--distanced{invalid}">'
            f'<label class="ks-choice" for="{of}">{field} <span>{label}</span></label>{notes}</div>'
        )
    return (
        f'<div class="utrecht-form-field utrecht-form-field--distanced{invalid}">'
        f'<div class="utrecht-form-field__label">'
        f'<label class="utrecht-form-label" for="{of}">{label}{optional}</label></div>{notes}'
        f'<div class="utrecht-form-field__input">{field}</div></div>'
    )


def draw_notes(field, errors):
    """Help and error, with the ids that Django's aria-describedby points to, and what the privacy guard asks."""
    place, notes = said(field.auto_id), ""
    if field.help_text:
        notes += (
            '<div class="utrecht-form-field__description utrecht-form-field-description" '
            f'id="{place}_helptext">{said(field.help_text)}</div>'
        )
    if errors:
        lines = "".join(f'<p><span class="ks-unseen">Fout: </span>{said(error)}</p>' for error in errors)
        notes += (
            '<div class="utrecht-form-field__error-message utrecht-form-field-error-message" '
            f'id="{place}_error">{lines}</div>'
        )
    warning = getattr(field.form, "warning", None)
    if warning and (found := warning(field.name)):
        notes += render_to_string("language/guard_warning.html", {"warning": found, "field": field})
    return notes


def faults(field):
    """Return what is wrong with a field, in the same words beside it and in the summary above the form."""
    return [in_our_words(field, error, message) for error in field.errors.as_data() for message in error.messages]


def in_our_words(field, error, message):
    """Say Django's own stiff sentences the way the rest of the portal speaks; keep every other as it is."""
    if message == str(Field.default_error_messages["required"]) and not field.is_hidden:
        return f"Vul dit nog in: {field.label}"
    if error.code == "max_length":
        length, limit = (
            number_format(error.params[name], force_grouping=True) for name in ("show_value", "limit_value")
        )
        return f"Dit zijn {length} tekens. Maak er hoogstens {limit} van."
    if error.code == "min_length":
        return f"Schrijf minstens {number_format(error.params['limit_value'])} tekens."
    if error.code in LIMITS:
        return f"Vul {number_format(error.params['limit_value'], force_grouping=True)} {LIMITS[error.code]} in."
    if error.code in ("invalid_choice", "invalid_pk_value") and message.startswith("Selecteer een geldige keuze"):
        return "Deze keuze is er niet (meer). Kies iets anders."
    for kind, plain in ((DateField, NO_DAY), (URLField, NO_WEBSITE), (IntegerField, NO_NUMBER)):
        if message == str(kind.default_error_messages["invalid"]):
            return plain
    if error.code == "null_characters_not_allowed":
        return "Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."
    return message
