"""Input about finding a day becomes data."""

import datetime

from django import forms
from django.utils.formats import date_format

from language.guard.forms import GuardedFormMixin
from meetings.forms import CLOCK, MOST_YEARS_AHEAD, clean_times
from meetings.models import Meeting, Tick

DAY = {"type": "date"}
LONGEST_OPEN = datetime.timedelta(days=180)


class OptionForm(forms.Form):
    day = forms.DateField(label="Datum", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    starts = forms.TimeField(label="Begint om", widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    ends = forms.TimeField(label="Duurt tot", widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day <= self.today:
            raise forms.ValidationError("Kies een dag vanaf morgen: vandaag haalt niemand meer.")
        if day.year > self.today.year + MOST_YEARS_AHEAD:
            raise forms.ValidationError(
                f"Dit is erg ver weg. Kies een dag tot en met {self.today.year + MOST_YEARS_AHEAD}."
            )
        return day

    def clean(self):
        cleaned = super().clean()
        clean_times(self, cleaned)
        return cleaned


class AskForm(forms.Form):
    """`first` is the first day that was proposed and still comes."""

    closes_on = forms.DateField(
        label="Tot en met welke dag kunnen mensen antwoorden?",
        help_text="Twee dagen ervoor herinneren we wie nog niets liet weten.",
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )

    def __init__(self, *args, today, first=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.first = today, first

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < self.today:
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag vanaf vandaag.")
        if day > self.today + LONGEST_OPEN:
            raise forms.ValidationError("Dit is erg ver weg. Kies een dag binnen een half jaar.")
        if self.first and day >= self.first:
            raise forms.ValidationError(
                f"Je stelt {date_format(self.first, 'l j F')} voor. Kies een dag daarvoor, of haal dat voorstel weg."
            )
        return day


class TickForm(forms.Form):
    """One question per proposal. A proposal that came meanwhile is asked about; one that went is let go."""

    def __init__(self, *args, options, said, **kwargs):
        super().__init__(*args, **kwargs)
        for option in options:
            self.fields[f"datum-{option.pk}"] = forms.ChoiceField(
                label=str(option).capitalize(),
                choices=Tick.Said.choices,
                widget=forms.RadioSelect,
                initial=said.get(option.pk),
                error_messages={"required": "Kies ja, als het moet of nee."},
            )

    @property
    def said(self):
        """What was answered, by the number of the proposal."""
        return {int(name.removeprefix("datum-")): value for name, value in self.cleaned_data.items()}


class ChooseForm(GuardedFormMixin, forms.ModelForm):
    """Where it is: what was not known without a day, has to be now."""

    class Meta:
        model = Meeting
        fields = ["place", "online_url"]
        help_texts = {
            "place": "Naam van de plek en het adres. Ook goed: Online.",
            "online_url": "Alleen wie mag komen, ziet deze link.",
        }

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("place") and not cleaned.get("online_url") and "online_url" not in self.errors:
            self.add_error("place", "Vul een plaats in, of hieronder een link om online mee te doen.")
        return cleaned
