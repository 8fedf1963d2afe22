"""What the coordinator says before somebody's factors go."""

from django import forms

from language.guard.forms import GuardedFormMixin
from members.models.text import single_line


class LetBackInForm(GuardedFormMixin, forms.Form):
    has_called = forms.BooleanField(
        label="Ik heb deze persoon gebeld, op een nummer dat ik al kende",
        error_messages={"required": "Bel eerst. Alleen zo weet je dat niemand zich voor een ander uitgeeft."},
    )
    reason = forms.CharField(
        label="Wat is er gebeurd?",
        help_text="Bijvoorbeeld: telefoon gestolen, herstelcodes ook kwijt. Dit staat drie jaar in het logboek.",
        max_length=300,
        validators=[single_line],
    )
