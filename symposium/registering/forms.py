"""What people fill in to come: as little as it takes to know who they are and to have a chair and food for them."""

from django import forms
from django.core.validators import MinValueValidator

from language.guard.forms import GuardedFormMixin
from meetings import moments
from members.models.text import single_line
from province.models import Municipality
from symposium.models import Edition, Registration, Session
from symposium.models.programme import MOST_SEATS
from symposium.registering import settling

# Slips of the finger that send a code into nowhere.
SLIPS = {
    "gmial.com": "gmail.com",
    "gmal.com": "gmail.com",
    "gmail.con": "gmail.com",
    "gmail.nl": "gmail.com",
    "hotmial.com": "hotmail.com",
    "hotmail.con": "hotmail.com",
    "outlok.com": "outlook.com",
    "outlook.con": "outlook.com",
}
MOMENTS = ("registration_opens_at", "registration_closes_at", "wishes_until")
ASKED = ["name", "organisation", "function", "domain", "municipality", "wants_next_year"]
NEEDS = ["diet", "access_needs"]  # only of an edition that asks for it


def address_of(typed: str) -> str:
    """Return the address as we keep it. Raises ValidationError on a slip of the finger."""
    email = typed.strip().lower()
    name, _, domain = email.rpartition("@")
    if domain in SLIPS:
        raise forms.ValidationError(f"Bedoel je {name}@{SLIPS[domain]}? Verbeter dan het adres.")
    return email


class PersonForm(forms.ModelForm):
    """Who comes. Of a member most of it is known."""

    class Meta:
        model = Registration
        fields = [*ASKED, *NEEDS]
        labels = {"name": "Je naam", "domain": "In welk werkveld werk je?"}
        help_texts = {
            "name": "Zo staat je naam op je badge en op je bewijs van deelname.",
            "domain": "We zorgen dat mensen uit verschillende werkvelden elkaar in de workshops ontmoeten.",
            "municipality": "Werk je in meer gemeenten? Kies de belangrijkste.",
            "wants_next_year": (
                "Eén mail, als de aanmelding voor het volgende symposium opent. Uitzetten kan op de pagina van "
                "jouw dag."
            ),
            "diet": "De cateraar krijgt alleen aantallen, geen namen.",
            "access_needs": (
                "Bijvoorbeeld een plek voor een rolstoel, of een tolk. De aanjager leest dit met je naam erbij, om "
                "het te regelen."
            ),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        for field, is_asked in zip(NEEDS, (edition.asks_diet, edition.asks_access), strict=True):
            if not is_asked:
                del self.fields[field]
        self.fields["municipality"].queryset = Municipality.objects.order_by("name")
        # Said as it is counted: who skips it does not say to be from elsewhere. See also: listing.by_municipality.
        self.fields["municipality"].empty_label = "Geen keuze, of buiten Fryslân"
        if not edition.is_fair:
            # Then nobody is mixed with anybody: it is for counting alone.
            self.fields["domain"].help_text = "Zo zien we of uit elk werkveld mensen komen."

    def told(self) -> dict:
        return {name: self.cleaned_data[name] for name in [*ASKED, *NEEDS] if name in self.fields}


class VisitorForm(PersonForm):
    """Somebody of the field without an account."""

    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Hierheen sturen we een code. Pas als je die invult, ben je aangemeld. Een adres is voor één mens.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # No person sees this field; a program that fills in everything gives itself away.
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    field_order = ["name", "email", *ASKED[1:], *NEEDS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].required = True

    @property
    def is_from_a_program(self):
        return bool(self.cleaned_data["website"])

    def clean_email(self):
        return address_of(self.cleaned_data["email"])

    def told(self):
        """As it goes into a session: words and numbers only."""
        municipality = self.cleaned_data["municipality"]
        return super().told() | {"municipality": municipality.pk if municipality else None}


class LostLinkForm(forms.Form):
    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Het adres waarmee je bent aangemeld, of dat je aan de deur gaf.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        return address_of(self.cleaned_data["email"])


class DetailsForm(PersonForm):
    """What somebody changes about themselves afterwards."""

    def __init__(self, *args, instance, has_begun=False, **kwargs):
        super().__init__(*args, instance=instance, edition=instance.edition, **kwargs)
        if has_begun:
            # Or who was there could give the certificate to another. See also: symposium/certificates/renaming.py.
            # What they eat was for the caterer: then we do not ask for it any more.
            for field in {"name", *NEEDS} & set(self.fields):
                del self.fields[field]
            self.fields["domain"].help_text = ""

    def save(self):
        """Only these fields: the place of this person may have changed while they typed."""
        self.instance.save(update_fields=list(self.fields))


class SeatForm(forms.Form):
    """One button beside one workshop."""

    CHOOSE, LEAVE, CONFIRM = "choose", "leave", "confirm"
    session = forms.ModelChoiceField(Session.objects.none())
    what = forms.ChoiceField(choices=[(word, word) for word in (CHOOSE, LEAVE, CONFIRM)])
    is_sure = forms.BooleanField(required=False)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = edition.sessions.workshops().exclude(slot=None)


class CalendarForm(forms.Form):
    """The buttons of the link for a calendar."""

    ON, OFF = "on", "off"
    what = forms.ChoiceField(choices=[(word, word) for word in (ON, OFF)])


class MomentField(forms.DateTimeField):
    """A moment by the clock of Fryslân: in the night that it is moved, an hour is not there or comes twice."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError as wrong:
            if wrong.code == "ambiguous_timezone":
                typed = wrong.params["datetime"]
                try:
                    moments.at(typed.date(), typed.time())
                except moments.NoSuchTime as error:
                    raise forms.ValidationError(str(error)) from wrong
            raise


class SettingsForm(forms.ModelForm):
    """How one registers for an edition, and how places are given out."""

    class Meta:
        model = Edition
        fields = [
            "registration_opens_at",
            "registration_closes_at",
            "capacity",
            "mode",
            "wishes_until",
            "offer_hours",
            "asks_diet",
            "asks_access",
        ]
        field_classes = dict.fromkeys(MOMENTS, MomentField)
        help_texts = {
            "registration_opens_at": "Leeg: aanmelden kan nog niet.",
            "registration_closes_at": "Leeg: aanmelden kan tot het symposium begint.",
            "capacity": "Leeg: zoveel mensen als er komen. Is het vol, dan komt er een wachtlijst.",
            "wishes_until": "Alleen als je eerlijk verdeelt.",
            "offer_hours": "Een plek die vrijkomt, gaat naar wie het eerst wacht. Zegt die niet op tijd ja, dan door.",
            "asks_diet": "Jij ziet aantallen voor de cateraar. 14 dagen na het symposium zijn ze gewist.",
            "asks_access": "Jij leest dit met de naam erbij. 14 dagen na het symposium is het gewist.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            self.fields[name].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            self.fields[name].widget.is_localized = False

    def clean(self):
        cleaned = super().clean()
        for field, sentence in settling.wrong(self.instance, cleaned):
            self.add_error(field, sentence)
        return cleaned


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label="Aantal plekken", validators=[MinValueValidator(1)], max_value=MOST_SEATS, min_value=1
    )


class GiveForm(forms.Form):
    make_room = forms.BooleanField(label="Maak er een plek bij als het vol is", required=False)


class NewsForm(GuardedFormMixin, forms.Form):
    """A mail to everybody who is registered."""

    title = forms.CharField(label="Onderwerp", max_length=120, validators=[single_line])
    text = forms.CharField(
        label="Bericht",
        help_text="Een lege regel begint een nieuwe alinea. De link naar de eigen dag staat er vanzelf onder.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class StepForm(forms.Form):
    """The buttons under what is read once more before it goes."""

    SEND, CHANGE = "send", "change"
    step = forms.ChoiceField(choices=[(word, word) for word in (SEND, CHANGE)])


class FilterForm(forms.Form):
    q = forms.CharField(label="Zoek op naam, organisatie of adres", required=False, max_length=100)
    state = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Iedereen"),
            ("coming", "Heeft een plek"),
            ("waiting", "Wacht, of kan ja zeggen"),
            ("cancelled", "Afgemeld"),
            ("there", "Was er"),
            ("absent", "Had een plek, was er niet"),
        ],
    )
    session = forms.ModelChoiceField(Session.objects.none(), label="Workshop", required=False, empty_label="Alle")

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = edition.sessions.workshops().select_related("slot").order_by("title")
