from django import forms
from django.utils.formats import date_format

from coalitions.directory.fields import FunctionField
from coalitions.models import Partner
from coalitions.models.kinds import Kind
from language.sorting import search_key
from members.conflicts import VersionedFormMixin
from members.models import Membership, User

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrganisationSearchForm(forms.Form):
    zoek = forms.CharField(
        label="Zoek een organisatie",
        help_text="Een deel van de naam is genoeg.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    soort = forms.ChoiceField(label="Soort organisatie", choices=[("", "alle soorten"), *Kind.choices], required=False)

    def find_in(self, organisations):
        """Return the organisations that are asked for; all of them when nothing is asked, or nothing sensible."""
        if not self.is_valid():
            return organisations
        if text := self.cleaned_data["zoek"]:
            organisations = organisations.filter(search_names__contains=search_key(text))
        if kind := self.cleaned_data["soort"]:
            organisations = organisations.filter(kind=kind)
        return organisations


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return f"{person.shown_name} ({person.work_line})" if person.work_line else person.shown_name


class VoiceForm(VersionedFormMixin, forms.ModelForm):
    """Who speaks for a partner: somebody of the circle, or a function."""

    contact = PersonChoiceField(
        label="Wie spreekt er voor deze organisatie?",
        help_text="Alleen mensen van deze coalitie. Leden van het netwerk zien de naam, bezoekers niet.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Niemand met een account",
    )

    contact_function = FunctionField(
        label="Of: welke functie?",
        help_text="Voor wie geen account heeft. Noem geen naam, bijvoorbeeld: praktijkmanager.",
        max_length=Partner._meta.get_field("contact_function").max_length,
        required=False,
    )

    class Meta:
        model = Partner
        fields = ["contact", "contact_function"]

    def __init__(self, *args, coalition, on, **kwargs):
        super().__init__(*args, **kwargs)
        people = Membership.objects.current(on).filter(circle=coalition.circle_id, user__is_active=True)
        found = User.objects.filter(pk__in=people.values("user"))
        self.fields["contact"].queryset = found | User.objects.filter(pk=self.instance.contact_id)


class StartForm(forms.Form):
    since = forms.DateField(
        label="Sinds wanneer doet de organisatie mee?",
        help_text="Weet je de dag niet precies? Dan is ongeveer goed genoeg.",
        widget=DAY,
    )


class PartnerForm(StartForm, VoiceForm):
    field_order = ["since", "contact", "contact_function"]


class EndForm(forms.Form):
    until = forms.DateField(
        label="Vanaf welke dag doet de organisatie niet meer mee?",
        help_text="Dit mag ook een dag zijn die nog komt.",
        widget=DAY,
    )

    def __init__(self, *args, since, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.since:
            raise forms.ValidationError(
                f"De organisatie deed pas mee sinds {date_format(self.since, 'j F Y')}. Kies die dag of een latere."
            )
        return until
