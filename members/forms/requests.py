"""Asking to be let in, and being let in by invitation."""

from django import forms

from language.guard.forms import GuardedFormMixin
from members.models import AccessRequest, Circle, User


class NameForm(forms.ModelForm):
    """The one thing we ask of somebody who accepts an invitation."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Je naam"}
        help_texts = {
            "name": "Voornaam en achternaam. In je profiel kun je straks kiezen dat anderen alleen je voornaam zien."
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class CircleChoices(forms.models.ModelChoiceIterator):
    """Coalitions, tables and the network apart, each under its own heading."""

    headings = {
        Circle.Kind.COALITION: "Coalities van gemeenten",
        Circle.Kind.TABLE: "Thematafels",
        Circle.Kind.NETWORK: "Ik weet het niet, of iets anders",
    }

    def __iter__(self):
        yield "", self.field.empty_label
        circles = list(self.queryset)
        for kind, heading in self.headings.items():
            if group := [self.choice(circle) for circle in circles if circle.kind == kind]:
                yield heading, group


class CircleChoiceField(forms.ModelChoiceField):
    iterator = CircleChoices


class AccessRequestForm(GuardedFormMixin, forms.ModelForm):
    circle = CircleChoiceField(
        label="Waar wil je bij horen?",
        help_text="De coalitie van de gemeente waar je werkt, of een thematafel.",
        queryset=Circle.objects.none(),
        empty_label="Kies een coalitie of thematafel",
    )

    class Meta:
        model = AccessRequest
        fields = ["name", "email", "organisation", "function", "circle", "motivation"]
        labels = {
            "name": "Je naam",
            "email": "Je e-mailadres",
            "organisation": "Waar werk je?",
            "function": "Wat doe je daar?",
            "motivation": "Waarom wil je meedoen?",
        }
        help_texts = {
            "email": "Liefst van je werk. Hier sturen we het antwoord naartoe.",
            "organisation": "Bijvoorbeeld een praktijk, een gemeente of een vrijwilligersorganisatie.",
            "function": "Bijvoorbeeld verloskundige, beleidsadviseur of ervaringsdeskundige.",
            "motivation": "Een paar zinnen zijn genoeg. Schrijf hier niets over ouders of kinderen die je kent.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "motivation": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["circle"].queryset = Circle.objects.existing(on)

    def validate_constraints(self):
        """A second request of the same address gets the same answer as the first: see requests.submit."""


class DeclineForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = AccessRequest
        fields = ["reason"]
        labels = {"reason": "Waarom kan het niet?"}
        help_texts = {"reason": "De aanvrager leest deze reden in een mail."}
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
