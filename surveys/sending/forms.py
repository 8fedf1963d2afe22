from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from language.guard.forms import GuardedFormMixin
from members import sources
from members.conflicts import VersionedFormMixin
from members.models import Circle
from surveys.models import Audience, Mode, Round, Version
from surveys.sending import drafting, gatherings, planning

MOST_ADDRESSES = 2000
MODES = {
    Mode.JOINT: "Elke kring vult samen één lijst in: iedereen ziet hetzelfde concept, en de leider stuurt het in",
    Mode.EACH: "Ieder voor zich, met naam: jij ziet van wie een antwoord is",
    Mode.ANONYMOUS: "Ieder voor zich, zonder naam: niemand ziet van wie een antwoord is, en onder de vijf antwoorden "
    "laten we niets zien",
}
AUDIENCES = {
    Audience.COALITIONS: "Alle coalities, met hun partners",
    Audience.CIRCLES: "De leden van kringen die je hieronder kiest",
    Audience.NETWORK: "Alle leden van het netwerk",
    Audience.LIST: "Mensen bij een bijeenkomst: je kiest welke, of plakt hun adressen",
}
MOMENT = {"type": "datetime-local"}


def sendable():
    """Fixed versions of questionnaires in use, the newest first; of each questionnaire only its last."""
    fixed = Version.objects.filter(frozen_at__isnull=False, instrument__archived_at=None)
    newest = fixed.order_by("instrument_id", "-number").distinct("instrument_id")
    return Version.objects.filter(pk__in=newest.values("pk")).select_related("instrument").order_by("-frozen_at")


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version):
        return f"{version.instrument.title}: {version.instrument.purpose}"


class StartForm(forms.Form):
    version = VersionChoice(
        label="Welke vragenlijst stuur je?",
        queryset=Version.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="Alleen vragenlijsten die zijn vastgesteld.",
    )
    # What the round evaluates, signed by the page that leads here.
    bron = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = sendable()

    def clean_bron(self):
        return sources.read(self.cleaned_data["bron"])


class AudienceForm(VersionedFormMixin, forms.ModelForm):
    gathering = forms.ChoiceField(
        label="Welke bijeenkomst?",
        required=False,
        widget=forms.Select(attrs={"data-ks-only-if": f"audience={Audience.LIST}"}),
        help_text="Wie er was, krijgt de ronde. Alleen voor mensen bij een bijeenkomst.",
    )
    addresses = forms.CharField(
        label="Adressen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-ks-only-if": f"audience={Audience.LIST}"}),
        help_text="Van wie niet op de lijst staat. Elk e-mailadres op een eigen regel, of komma's ertussen.",
    )

    class Meta:
        model = Round
        fields = ["audience", "circles", "mode"]
        labels = {"audience": "Wie vraag je?", "mode": "Hoe vullen ze in?"}
        widgets = {
            "audience": forms.RadioSelect,
            "mode": forms.RadioSelect,
            "circles": forms.CheckboxSelectMultiple(attrs={"data-ks-only-if": f"audience={Audience.CIRCLES}"}),
        }
        help_texts = {"circles": "Alleen als je kringen kiest."}

    field_order = ["audience", "circles", "gathering", "addresses", "mode"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = AUDIENCES.items()
        self.fields["mode"].choices = MODES.items()
        self.fields["circles"].queryset = Circle.objects.existing(timezone.localdate())
        self.gatherings = gatherings_of(self.instance)
        self.fields["gathering"].choices = [("", "Geen: ik plak adressen"), *self.gatherings.items()]
        self.initial["gathering"] = self.instance.source_url
        self.initial["addresses"] = "\n".join(self.instance.listed.values_list("address", flat=True))

    def clean_addresses(self):
        found = self.cleaned_data["addresses"].replace(",", " ").replace(";", " ").lower().split()
        wrong = [one for one in found if not is_address(one)]
        if wrong:
            raise ValidationError(f"Dit is geen e-mailadres: {', '.join(wrong[:3])}.")
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(f"Dit zijn er {len(found)}. Meer dan {MOST_ADDRESSES} tegelijk kan niet.")
        return "\n".join(dict.fromkeys(found))

    def clean(self):
        cleaned = super().clean()
        audience, mode = cleaned.get("audience"), cleaned.get("mode")
        if audience != Audience.LIST and self.errors.pop("addresses", None):
            cleaned["addresses"] = ""  # nobody sees that box now
        if audience == Audience.CIRCLES and not cleaned.get("circles"):
            self.add_error("circles", "Kies minstens één kring.")
        is_nobody = not cleaned.get("addresses") and not cleaned.get("gathering")
        if audience == Audience.LIST and is_nobody and not {"addresses", "gathering"} & set(self.errors):
            self.add_error("gathering", "Kies een bijeenkomst, of plak hieronder de adressen van wie je vraagt.")
        if mode == Mode.JOINT and audience in (Audience.NETWORK, Audience.LIST):
            self.add_error("mode", "Samen invullen kan alleen in kringen. Kies ieder voor zich, of vraag kringen.")
        return cleaned

    def write(self, *, by, now):
        url = self.cleaned_data["gathering"]
        self.instance.source_url, self.instance.source_label = url, self.gatherings.get(url, "")
        super().write(by=by, now=now)
        drafting.write_list(self.instance, self.cleaned_data["addresses"].split())


def gatherings_of(round: Round) -> dict[str, str]:
    """Return by address what may be chosen, with what was chosen before even when that is longer ago."""
    found = {url: label for label, url in gatherings.recent(timezone.localdate())}
    return found | ({round.source_url: round.source_label} if round.source_url else {})


def is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 320


class TextForm(VersionedFormMixin, forms.ModelForm):
    days = forms.TypedMultipleChoiceField(
        label="Wanneer herinneren we wie nog niet invulde?",
        coerce=int,
        required=False,
        choices=[
            (one, f"{one} {'dag' if one == 1 else 'dagen'} voor sluiting, om 9.00 uur") for one in planning.OFFERED
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Round
        fields = ["title", "intro", "opens_at", "closes_at"]
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 5}),
            "opens_at": forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
            "closes_at": forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "title": "Zo heet de ronde in de mail en op het portaal.",
            "intro": "Staat bovenaan de uitnodiging: waarom vraag je dit, en wat doe je ermee?",
            "opens_at": "Dan gaan de uitnodigingen vanzelf weg.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["days"] = planning.days_before(self.instance)

    def clean(self):
        cleaned = super().clean()
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if not opens_at or not closes_at:
            return cleaned
        if closes_at <= opens_at:
            self.add_error("closes_at", "De ronde sluit voordat zij opengaat. Kies een later moment.")
        early = [one for one in cleaned.get("days", []) if planning.moment(closes_at, one) <= opens_at]
        if early:
            self.add_error("days", f"{early[0]} dagen voor sluiting is de ronde nog niet open. Haal die weg.")
        return cleaned

    def write(self, *, by, now):
        super().write(by=by, now=now)
        planning.plan(self.instance, self.cleaned_data["days"], after=self.instance.opens_at)


class ReasonForm(GuardedFormMixin, forms.Form):
    """Why people are asked again before they saw what the last round gave."""

    reason = forms.CharField(
        label="Waarom vraag je nu al opnieuw?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit staat in de uitnodiging.",
    )
