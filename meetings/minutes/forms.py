"""Input about what a meeting leaves becomes data."""

from django import forms

from language.guard.forms import GuardedFormMixin
from meetings.forms import OfMeetingFormMixin
from meetings.minutes import deciding, notes
from meetings.models import AgendaItem, Decision, Meeting, Minutes
from members.refused import Refused

# A draft may be longer than the notes: whoever typed too much must not lose it.
LONGEST_DRAFT = 20_000


class NotesForm(OfMeetingFormMixin, forms.ModelForm):
    class Meta:
        model = AgendaItem
        fields = ["notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"notes": "Wat is er gezegd, en waarom? Schrijf niets over een gezin."}

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        if draft and not self.is_bound:
            self.initial |= notes.as_initial(draft)


class DraftForm(forms.Form):
    """What keep-draft.js sends; see notes.keep."""

    notes = forms.CharField(required=False, max_length=LONGEST_DRAFT)
    seen_version = forms.CharField(required=False, max_length=LONGEST_DRAFT)


class DecisionForm(OfMeetingFormMixin, forms.ModelForm):
    class Meta:
        model = Decision
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": "Eén of twee hele zinnen. Noem geen ouders of kinderen."}

    def write(self, *, by, now):
        if self.instance.pk:
            deciding.check_open(self.instance.meeting)
            super().write(by=by, now=now)
        else:
            self.instance = deciding.decide(self.instance, by=by, now=now)


class MinutesForm(OfMeetingFormMixin, forms.ModelForm):
    class Meta:
        model = Minutes
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}
        help_texts = {
            "text": "Een regel tussen ** en ** wordt een kop. De besluiten en actiepunten komen er vanzelf bij."
        }

    def write(self, *, by, now):
        """The row is read under the lock that approving takes too."""
        if self.instance.is_approved:
            raise Refused("Het verslag is intussen vastgesteld. Je wijziging is niet bewaard; hieronder staat ze nog.")
        super().write(by=by, now=now)


class ApproveForm(GuardedFormMixin, forms.Form):
    approved_in = forms.ModelChoiceField(
        label="In welke bijeenkomst is het vastgesteld?",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Niet in een bijeenkomst, maar bijvoorbeeld per mail",
    )
    remarks = forms.CharField(
        label="Opmerkingen bij het vaststellen",
        help_text="Wat nog moet kloppen of ontbrak. Het komt onder het verslag te staan.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, minutes, on, **kwargs):
        super().__init__(*args, **kwargs)
        meeting = minutes.meeting
        later = Meeting.objects.filter(circle=meeting.circle_id, cancelled_at=None, starts_at__gt=meeting.starts_at)
        self.fields["approved_in"].queryset = later.filter(day__lte=on).order_by("-starts_at", "-pk")


class SearchForm(forms.Form):
    q = forms.CharField(label="Zoek in de besluiten", required=False, max_length=100)
