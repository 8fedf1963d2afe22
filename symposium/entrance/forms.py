import uuid
from datetime import timedelta

from django import forms

from members.models.text import single_line
from symposium.models import Door, Session

# So long a phone may keep what it did. See also: symposium/entrance/doors.py.
LONGEST_WITHOUT_NETWORK = 7 * 24 * 3600 * 1000  # milliseconds


class DeviceFields(forms.Form):
    """What a phone tells beside the act: a name for the act, when it was, and what its clock says now."""

    # The fields of which a fault says nothing by itself.
    NAMED = ()

    scan = forms.UUIDField(required=False, widget=forms.HiddenInput)
    device_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    device_now = forms.IntegerField(required=False, widget=forms.HiddenInput)
    session = forms.ModelChoiceField(Session.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = Session.objects.filter(edition=edition)

    def faults(self):
        """In one sentence each, for who sees no field beside it."""
        for name, errors in self.errors.items():
            yield from (f"{self[name].label}: {error}" if name in self.NAMED else error for error in errors)

    def act(self, now):
        """Return what `checking` needs: how long ago it was is right, also where the clock of the phone is wrong."""
        at, sent = self.cleaned_data["device_at"], self.cleaned_data["device_now"]
        ago = sent - at if at is not None and sent is not None else 0
        return {
            "session": self.cleaned_data["session"],
            "scan": self.cleaned_data["scan"] or uuid.uuid4(),
            "at": now - timedelta(milliseconds=min(max(ago, 0), LONGEST_WITHOUT_NETWORK)),
            "now": now,
        }


class ScanForm(DeviceFields):
    """Somebody stands at the door: a scanned or typed code, or a name from the list."""

    code = forms.CharField(
        label="Code van het ticket",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Typ de code, of kies de naam uit de lijst."},
    )
    without_seat = forms.BooleanField(
        label="Er is ruimte: laat ook binnen wie hier geen plek heeft",
        required=False,
    )


class WalkInForm(DeviceFields):
    NAMED = ("name", "organisation", "email")

    name = forms.CharField(label="Naam", max_length=100, validators=[single_line])
    organisation = forms.CharField(label="Organisatie", max_length=150, required=False, validators=[single_line])
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        max_length=200,
        help_text="Voor wie een bewijs van deelname wil: de link daarheen komt per mail.",
    )


class DoorForm(forms.ModelForm):
    class Meta:
        model = Door
        fields = ["label"]
        help_texts = {"label": "Bijvoorbeeld: hoofdingang, of de naam van de vrijwilliger."}
