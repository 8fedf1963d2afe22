from django import forms

from language.guard.forms import GuardedFormMixin
from meetings import moments
from symposium.models import FIRST_YEAR, LAST_YEAR, Edition

LONG = {"rows": 4}


class EditionForm(GuardedFormMixin, forms.ModelForm):
    """One edition. Its year follows from its date, so that the two cannot disagree."""

    class Meta:
        model = Edition
        fields = [
            "theme",
            "held_on",
            "starts_at",
            "ends_at",
            "venue",
            "address",
            "directions",
            "accessibility",
            "summary",
        ]
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "directions": forms.Textarea(attrs=LONG),
            "accessibility": forms.Textarea(attrs=LONG),
            "summary": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "held_on": "Kies een dag.",
            "starts_at": "Kies een tijd.",
            "ends_at": "Kies een tijd.",
            "address": "Straat, nummer en plaats.",
            "directions": "Met bus en trein, op de fiets, met de auto.",
            "accessibility": "Bijvoorbeeld: lift, ringleiding, plek voor een rolstoel, rustige kamer, kolfruimte.",
        }

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if not FIRST_YEAR <= held_on.year <= LAST_YEAR:
            raise forms.ValidationError(f"Kies een dag tussen {FIRST_YEAR} en {LAST_YEAR}.")
        if Edition.objects.filter(year=held_on.year).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"Er is al een symposium in {held_on.year}. Kies een ander jaar.")
        # Before the model's own checks, which compare the two.
        self.instance.year = held_on.year
        return held_on

    def clean(self):
        cleaned = super().clean()
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and starts_at >= ends_at:
            self.add_error("ends_at", "Het einde moet later zijn dan het begin.")
        if held_on := cleaned.get("held_on"):
            self._check_clock(held_on, starts_at, ends_at)
        return cleaned

    def _check_clock(self, held_on, starts_at, ends_at):
        """On another day every part of the programme has to have a time that the clock shows then."""
        slots = self.instance.slots.values_list("starts", "ends") if self.instance.pk else ()
        for field, times in (
            ("starts_at", [starts_at]),
            ("ends_at", [ends_at]),
            ("held_on", [time for both in slots for time in both]),
        ):
            try:
                for time in filter(None, times):
                    moments.at(held_on, time)
            except moments.NoSuchTime as error:
                self.add_error(field, str(error))
