import datetime

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

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
        if self.instance.pk and held_on != self.instance.held_on:
            self._check_move(held_on)
        # Before the model's own checks, which compare the two.
        self.instance.year = held_on.year
        return held_on

    def _check_move(self, held_on):
        """What people hold in their hands names the day or the year: certificates, links in mails, other sites."""
        edition = self.instance
        if edition.held_on < timezone.localdate():
            raise forms.ValidationError(
                f"Dit symposium was op {_day(edition.held_on)}. Die dag staat op bewijzen van deelname, en verandert "
                "niet meer."
            )
        if held_on < timezone.localdate():
            raise forms.ValidationError("Die dag is geweest. Kies een dag vanaf vandaag.")
        if edition.is_published and held_on.year != edition.year:
            raise forms.ValidationError(
                f"Links in mails en op andere sites gaan naar het symposium van {edition.year}. Kies een dag in "
                f"{edition.year}. Wordt het een ander jaar? Begin dan met een kopie."
            )

    def clean(self):
        # As it is stored: the model's own checks put in what was typed, later.
        was = self.instance.held_on, self.instance.starts_at
        cleaned = super().clean()
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and starts_at >= ends_at:
            self.add_error("ends_at", "Het einde moet later zijn dan het begin.")
        if held_on := cleaned.get("held_on"):
            self._check_clock(held_on, starts_at, ends_at)
            if starts_at and self.instance.pk and (held_on, starts_at) != was and "held_on" not in self.errors:
                self._check_before(held_on, starts_at)
        return cleaned

    def _check_before(self, held_on, starts_at):
        """What closes before the day still has to, or who wished would never get a place."""
        edition, start = self.instance, timezone.make_aware(datetime.datetime.combine(held_on, starts_at))
        if edition.call_closes_on and edition.call_closes_on >= held_on:
            self.add_error(
                "held_on",
                f"De oproep voor workshops loopt tot en met {_day(edition.call_closes_on)}. Zet die eerst eerder, bij "
                "“De oproep instellen”.",
            )
        for moment, what in (
            (edition.registration_opens_at, "Aanmelden gaat open op"),
            (edition.registration_closes_at, "Aanmelden kan tot"),
            (edition.wishes_until if edition.is_fair else None, "Wensen opgeven kan tot"),
        ):
            if moment and moment > start:
                self.add_error(
                    "held_on",
                    f"{what} {_day(timezone.localdate(moment))}. Zet dat eerst eerder, bij “Aanmelden instellen”.",
                )

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


def _day(day):
    return date_format(day, "j F Y")
