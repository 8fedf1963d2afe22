from django import forms
from django.db.models import Q
from django.utils.http import url_has_allowed_host_and_scheme

from actions import planning
from actions.models import ActionPoint
from actions.models.points import circle_ids_of
from language.guard.forms import GuardedFormMixin
from members import sources
from members.conflicts import VersionedFormMixin
from members.models import Membership, User

MOST_YEARS_AHEAD = 10


class PointForm(VersionedFormMixin, forms.ModelForm):
    """An action point in the field's own form: wat / hoe / met wie."""

    bron = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    class Meta:
        model = ActionPoint
        fields = ["what", "how", "with_whom", "pillar", "owner", "due_on"]
        widgets = {
            "how": forms.Textarea(attrs={"rows": 5}),
            "pillar": forms.RadioSelect,
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "what": "Begin met een werkwoord, bijvoorbeeld: Maak afspraken met de huisartsen over verwijzen.",
            "how": "Welke stappen zijn er nodig? Noem geen ouders of kinderen.",
            "with_whom": "Organisaties of functies die meedoen, bijvoorbeeld: verloskundigen, JGZ en gebiedsteam.",
            "owner": "Dit is degene die een herinnering krijgt: een week ervoor, op de dag zelf en een week erna.",
            "due_on": "Wanneer moet het klaar zijn? Nog geen idee? Kies de dag van jullie volgende overleg.",
        }

    def __init__(self, *args, circle, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.circle, self.today = circle, today
        self.fields["pillar"].empty_label = "Alle pijlers"
        self.fields["owner"].empty_label = "Nog niemand"
        self.fields["owner"].queryset = people_of(circle, today, besides=self.instance.owner_id)
        if self.instance.pk:
            del self.fields["bron"]
        elif circle.pk in circle_ids_of(user):
            self.initial.setdefault("owner", user.pk)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today and due_on != self.initial.get("due_on"):
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag vanaf vandaag.")
        if due_on.year > self.today.year + MOST_YEARS_AHEAD:
            raise forms.ValidationError(f"Dit is erg ver weg. Kies een dag tot en met {self.today.year + 10}.")
        return due_on

    def write(self, *, by, now):
        if self.instance.pk:
            planning.edit(self.instance, by=by, now=now)
            return
        self.instance.circle = self.circle
        self.instance.source_label, self.instance.source_url = sources.read(self.cleaned_data["bron"])
        self.instance = planning.add(self.instance, by=by, now=now)


def people_of(circle, on, *, besides=None):
    """Who can see to a point of this circle: who works in it now, and who had it already."""
    working = Membership.objects.current(on).filter(circle=circle).exclude(role=Membership.Role.READER)
    return User.objects.filter(Q(pk__in=working.values("user"), is_active=True) | Q(pk=besides))


class FinishForm(GuardedFormMixin, forms.Form):
    result = forms.CharField(
        label="Wat is het resultaat?",
        help_text="Eén zin is genoeg. Bijvoorbeeld: Alle praktijken gebruiken sinds maart dezelfde signaleringslijst.",
        max_length=500,
        validators=ActionPoint._meta.get_field("result").validators,
        widget=forms.TextInput,
    )


class DropForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom vervalt het?",
        help_text="Zo weten de anderen, en wie na jullie komt, waarom dit niet meer hoeft.",
        max_length=500,
        validators=ActionPoint._meta.get_field("drop_reason").validators,
    )


MOVES = {"begin": planning.start, "terug": planning.pause, "heropen": planning.reopen}


class MoveForm(forms.Form):
    """A button that moves a point, and the page it stands on."""

    zet = forms.ChoiceField(choices=[(move, move) for move in MOVES])
    terug = forms.CharField(required=False, max_length=2000)

    def clean_terug(self):
        url = self.cleaned_data["terug"]
        return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
