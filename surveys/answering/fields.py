"""The form field, or fields, with which a question is answered. Names: q12, and q12_why or q12_3 for a part of it."""

from django import forms

from surveys.answering.dates import DutchDateField
from surveys.models import Kind, Question

LONGEST, SHORT = 10_000, 200
UNKNOWN = "0"  # "weet ik niet": an answer, but no step
UNKNOWN_LABEL = "weet ik niet"
YES_NO = [("1", "ja"), ("0", "nee")]


class DutchNumberField(forms.DecimalField):
    """Takes a comma, and dots between thousands: 1.250,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": "Schrijf alleen een getal, bijvoorbeeld 12 of 2,5."}

    def to_python(self, value):
        text = str(value or "").replace(" ", "")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)


def name_of(question: Question, part="") -> str:
    return f"q{question.pk}_{part}" if part else f"q{question.pk}"


def fields_of(question: Question) -> dict[str, forms.Field]:
    """Return the fields by name, in the order in which they are asked."""
    found = made_of(question)
    for field in found.values():
        # A browser cuts off what is pasted at this length, and says nothing. We say it, and keep the text.
        field.widget.attrs.pop("maxlength", None)
    return found


def made_of(question):
    match question.kind:
        case Kind.YES_NO:
            why = forms.CharField(
                label="Toelichting",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            return {name_of(question): simple_field(question), name_of(question, "why"): why}
        case Kind.MATRIX:
            return {name_of(question, code): step_field(question, text, help_text="") for code, text in question.lines}
        case Kind.RANKING:
            places = [("", "Kies een plek"), *((str(code), f"plek {code}") for code, _ in question.lines)]
            return {
                name_of(question, code): forms.ChoiceField(label=text, choices=places, required=question.is_required)
                for code, text in question.lines
            }
    return {name_of(question): simple_field(question)}


def simple_field(question):
    said = {"label": question.text, "help_text": question.help_text, "required": question.is_required}
    choices = [(str(code), text) for code, text in question.lines]
    match question.kind:
        case Kind.SHORT:
            return forms.CharField(max_length=SHORT, **said)
        case Kind.LONG:
            return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), **said)
        case Kind.ONE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case Kind.MANY:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
        case Kind.SCALE:
            return step_field(question, question.text, help_text=question.help_text)
        case Kind.TEN:
            numbers = [(str(number), str(number)) for number in range(11)]
            return forms.ChoiceField(choices=numbers, widget=forms.RadioSelect(attrs={"class": "ks-row"}), **said)
        case Kind.NUMBER:
            said["label"] = f"{question.text} ({question.unit})" if question.unit else question.text
            return DutchNumberField(**said)
        case Kind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **said)
    said["help_text"] = said["help_text"] or "Bijvoorbeeld 3-4-2027 of 3 april 2027."
    return DutchDateField(**said)


def step_field(question, label, *, help_text):
    steps = [(str(code), text) for code, text in question.steps]
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[*steps, (UNKNOWN, UNKNOWN_LABEL)],
        widget=forms.RadioSelect(attrs={"class": "ks-steps-row"}),
        required=question.is_required,
    )


def repeated_places(question: Question, answers: dict) -> bool:
    """Whether two things got the same place."""
    given = [answers.get(name_of(question, code)) for code, _ in question.lines]
    given = [place for place in given if place]
    return len(given) != len(set(given))
