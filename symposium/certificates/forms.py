import re

from django import forms

from language.guard.numbers import passes
from symposium.models import Accreditation, RegisterNumber, Registration, Session

# What registers use: figures, sometimes with letters or a hyphen.
NUMBER = re.compile(r"[A-Za-z]{0,4}[- .]?\d[\d .-]{2,17}")
CITIZEN = (
    "Dit lijkt een burgerservicenummer. Dat vragen en bewaren we nooit. Vul het nummer van je register in. "
    "Heeft dat toevallig deze vorm? Mail dan de aanjager."
)


class RegisterNumberForm(forms.ModelForm):
    consent = forms.BooleanField(
        label="Het portaal mag dit nummer bewaren en aan het register doorgeven, alleen voor deze punten",
        error_messages={"required": "Zonder je toestemming bewaren we het nummer niet."},
    )

    class Meta:
        model = RegisterNumber
        fields = ["body", "number"]
        help_texts = {"number": "Het nummer waaronder het register je kent. Nooit je burgerservicenummer."}

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"] = forms.ChoiceField(label="Register", choices=[(body, body) for body in bodies])

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        digits = re.sub(r"\D", "", number)
        if not NUMBER.fullmatch(number):
            raise forms.ValidationError("Een registernummer heeft cijfers, soms met een paar letters ervoor.")
        # Eight figures are one with a nought in front that somebody left out.
        if len(digits) in {8, 9} and passes(digits.zfill(9)):
            raise forms.ValidationError(CITIZEN)
        return number


class AccreditationForm(forms.ModelForm):
    class Meta:
        model = Accreditation
        fields = ["body", "points", "session", "number"]
        localized_fields = ["points"]
        help_texts = {
            "body": "Bijvoorbeeld: Kwaliteitsregister V&V, KNOV of SKJ.",
            "session": "Kies niets als de punten voor de hele dag zijn.",
            "points": "Met één cijfer achter de komma.",
        }

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        self.fields["session"].queryset = Session.objects.filter(edition=edition).order_by("title")
        self.fields["session"].empty_label = "De hele dag"

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self._is_there():
            self.add_error("body", "Voor dit register en dit onderdeel staan er al punten. Haal die eerst weg.")
        return cleaned

    def _is_there(self):
        same = Accreditation.objects.filter(edition=self.instance.edition, body=self.cleaned_data["body"])
        return same.filter(session=self.cleaned_data["session"]).exists()


class NameForm(forms.ModelForm):
    """What the coordinator mends after the day."""

    class Meta:
        model = Registration
        fields = ["name"]
        help_texts = {"name": "Zo komt de naam op het bewijs van deelname."}


class CheckForm(forms.Form):
    code = forms.CharField(label="Code op het bewijs", max_length=60, help_text="Met of zonder streepjes.")
