from django import forms
from django.db.models import Q

from coalitions.models import Declaration, SignatureRequest
from coalitions.models.organisations import Organisation
from language.guard.forms import GuardedFormMixin
from members.conflicts import VersionedFormMixin
from members.models.text import single_line

DAY = {"type": "date"}
READERS = "De coalitie en iedereen die je vraagt te tekenen, lezen dit."


def day_input():
    return forms.DateInput(attrs=DAY, format="%Y-%m-%d")


def check_period(form, cleaned):
    since, through = cleaned.get("since"), cleaned.get("through")
    if since and through and through < since:
        form.add_error("through", "De laatste dag ligt voor de eerste dag.")


class DeclarationForm(VersionedFormMixin, forms.ModelForm):
    """The text. Whoever edits sees it kept from change as soon as somebody has signed."""

    class Meta:
        model = Declaration
        fields = ["title", "since", "through", "preamble", "commitments", "principles"]
        labels = {
            "preamble": "Waarom doen jullie dit?",
            "commitments": "Wij, de ondertekenaars: wat beloven jullie?",
            "principles": "Uitgangspunten: hoe werken jullie?",
        }
        help_texts = {
            "title": READERS,
            "through": "De laatste dag. Meestal na twee of drie jaar.",
            "preamble": "Een lege regel begint een nieuwe alinea. Noem geen ouders of kinderen.",
            "commitments": "Zet elke belofte op een eigen regel.",
            "principles": "Zet elk uitgangspunt op een eigen regel. Ze krijgen vanzelf een nummer.",
        }
        widgets = {
            "since": day_input(),
            "through": day_input(),
            "preamble": forms.Textarea(attrs={"rows": 12}),
            "commitments": forms.Textarea(attrs={"rows": 7}),
            "principles": forms.Textarea(attrs={"rows": 8}),
        }

    def clean(self):
        cleaned = super().clean()
        check_period(self, cleaned)
        # Asked again under the lock, on the row as it is by then.
        if self.instance.pk and not self.instance.can_be_edited:
            self.add_error(
                None,
                "Er heeft intussen iemand getekend, of de verklaring is afgerond of ingetrokken. De tekst ligt nu "
                "vast. Wat je schreef, staat hieronder: kopieer wat je in een vervolg wilt zetten.",
            )
        return cleaned


class FollowUpForm(forms.Form):
    """What the next version is for: the same period with another text, or a new period."""

    since = forms.DateField(label="Geldt van", widget=day_input())
    through = forms.DateField(
        label="Geldt tot en met",
        help_text="Wil je alleen de tekst verbeteren? Laat de periode dan zoals zij is.",
        widget=day_input(),
    )
    with_signers = forms.BooleanField(
        label="Neem de lijst met ondertekenaars over",
        required=False,
        initial=True,
        help_text="Je kunt de lijst daarna nog aanpassen. Er gaat nog geen mail weg.",
    )

    def clean(self):
        cleaned = super().clean()
        check_period(self, cleaned)
        return cleaned


class SignerForm(forms.ModelForm):
    """Somebody who is asked to sign for an organisation."""

    class Meta:
        model = SignatureRequest
        fields = ["organisation", "organisation_name", "name", "function", "email"]
        labels = {"organisation": "Partner van de coalitie", "organisation_name": "Andere organisatie"}
        help_texts = {
            "organisation_name": "Alleen nodig als de organisatie niet in de lijst hierboven staat.",
            "name": "Van wie namens deze organisatie mag tekenen, meestal een bestuurder of manager.",
            "function": "De ondertekenaar kan naam en functie zelf nog verbeteren.",
            "email": "Het eigen adres van deze persoon, niet van een secretariaat: hier komt de code binnen.",
        }

    def __init__(self, *args, declaration, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.declaration = declaration
        self.fields["organisation"].queryset = Organisation.objects.filter(
            Q(partnerships__in=declaration.coalition.partners.current(on)) | Q(pk=self.instance.organisation_id)
        ).distinct()
        self.fields["organisation"].empty_label = "Een andere organisatie"
        self.fields["organisation_name"].required = False
        self.fields["organisation"].is_conditional = self.fields["organisation_name"].is_conditional = True
        # The database lets them be empty once they are wiped; a person always has them.
        self.fields["name"].required = self.fields["email"].required = True

    def clean(self):
        cleaned = super().clean()
        other = cleaned.get("organisation_name")
        if cleaned.get("organisation"):
            # What stood there already is the name of the partner before.
            if other and other not in (cleaned["organisation"].name, self.instance.organisation_name):
                self.add_error(
                    "organisation_name", "Kies een partner, of vul een andere organisatie in. Niet allebei."
                )
            cleaned["organisation_name"] = cleaned["organisation"].name
        elif "organisation_name" in cleaned and not cleaned["organisation_name"]:
            self.add_error("organisation_name", "Kies een partner, of vul de naam van de organisatie in.")
        return cleaned

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        others = self.instance.declaration.requests.standing().filter(email__iexact=email)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Aan dit adres is het al gevraagd.")
        return email


class ReasonForm(GuardedFormMixin, forms.Form):
    """Why a declaration is withdrawn."""

    reason = forms.CharField(
        label="Waarom trekken jullie de verklaring in?",
        help_text="Iedereen die een mail over deze verklaring kreeg, leest dit.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, is_concept, **kwargs):
        super().__init__(*args, **kwargs)
        if is_concept:  # nobody got a mail yet
            self.fields["reason"].label = "Waarom trekken jullie het concept in?"
            self.fields["reason"].help_text = "Wie het concept opent, leest dit. Er gaat geen mail over weg."


class ConfirmForm(forms.Form):
    """Step one of signing: who you are, and which text you read."""

    name = forms.CharField(
        label="Je naam",
        max_length=100,
        validators=[single_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(
        label="Je functie",
        max_length=100,
        validators=[single_line],
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        help_text="Zo komen je naam en functie in de verklaring te staan.",
    )
    text = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class CodeForm(forms.Form):
    """Step two: the six digits from the mail."""

    code = forms.CharField(
        label="Code uit de mail",
        help_text="Zes cijfers.",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self):
        digits = "".join(self.cleaned_data["code"].split()).replace("-", "")
        if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("De code bestaat uit zes cijfers.")
        return digits


class DeclineForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom teken je niet?",
        help_text="De coalitieleider leest dit. Eén zin is genoeg.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CheckForm(forms.Form):
    """The code on a PDF, typed from paper or scanned."""

    code = forms.CharField(
        label="Code op de PDF",
        help_text="Vier groepjes van vijf letters en cijfers. Streepjes en hoofdletters maken niet uit.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
