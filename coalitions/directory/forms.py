from django import forms
from django.utils import timezone

from coalitions.directory import editing
from coalitions.directory.facts import facts_of_values, former_name_line, municipality_count
from coalitions.directory.fields import (
    MOST_NAMES,
    FormerNamesField,
    FunctionField,
    PhoneField,
    line_of,
    parse_former_names,
)
from coalitions.models import Organisation, OrganisationChange
from coalitions.models.kinds import Domain, Kind
from coalitions.models.organisations import impersonal
from language.guard.forms import GuardedFormMixin
from language.plainly import not_yet_to_come
from language.sorting import sort_key
from members.conflicts import VersionedFormMixin
from members.models import User
from province.fields import PlaceField
from province.models import Municipality

TAKE = "take"


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label="Wat heb je nodig?",
        help_text="Bijvoorbeeld: kraamzorg, geldzorgen of huisbezoek. Een naam mag ook, oud of nieuw.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    gemeente = PlaceField(label="Waar?", required=False, empty_label="Heel Fryslân")
    domein = forms.ChoiceField(label="Domein", required=False, choices=[("", "Alle domeinen"), *Domain.choices])
    soort = forms.ChoiceField(label="Soort organisatie", required=False, choices=[("", "Alle soorten"), *Kind.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What ended, or is still to come, is no place to look for help today.
        self.fields["gemeente"].queryset = Municipality.objects.existing(timezone.localdate())

    @property
    def uses_more(self):
        """Whether one of the filters that are folded away is in use."""
        return any(self.data.get(name) for name in ("domein", "soort"))


class OrganisationForm(GuardedFormMixin, forms.ModelForm):
    """What people fill in about an organisation; the three forms below do something with it."""

    phone = PhoneField(
        label="Telefoon",
        help_text="Het algemene nummer, niet dat van één persoon.",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    contact_function = FunctionField(
        label="Naar wie vraag je daar?",
        help_text="Een functie, nooit een naam: bijvoorbeeld aandachtsfunctionaris Kansrijke Start.",
        max_length=100,
        required=False,
    )
    former_names = FormerNamesField(
        label="Vroegere namen",
        help_text="Eén naam per regel. Weet je tot wanneer en waarvandaan, zet het er dan zo achter: "
        "Oude naam | 31-12-2024 | jaarverslag.",
        max_length=3000,
        required=False,
        show_hidden_initial=True,
    )

    class Meta:
        model = Organisation
        fields = [
            *("name", "short_name", "kind", "level", "municipalities", "area", "offers", "for_whom", "description"),
            *("phone", "website", "contact_function", "former_names", "note", "closed_on"),
        ]
        labels = {
            "name": "Naam",
            "short_name": "Korte naam",
            "kind": "Soort organisatie",
            "level": "Waar werkt de organisatie?",
            "municipalities": "In welke gemeenten?",
            "area": "Werkgebied in eigen woorden",
            "offers": "Wat bieden zij?",
            "for_whom": "Voor wie?",
            "description": "Over de organisatie",
            "website": "Website",
            "note": "Wat is nog niet zeker?",
            "closed_on": "Gestopt op",
        }
        help_texts = {
            "short_name": "Zoals mensen haar noemen, bijvoorbeeld GGD.",
            "municipalities": "Alleen bij lokaal en regionaal. Voor de provincie of het hele land hoeft het niet.",
            "area": "Bijvoorbeeld: Sneek en omgeving.",
            "offers": "Waarmee kun je hier terecht? Schrijf de woorden op waarop iemand zoekt.",
            "for_whom": "Bijvoorbeeld: zwangeren zonder verzekering, vaders, gezinnen met schulden.",
            "closed_on": "Alleen als de organisatie niet meer bestaat. Zij blijft vindbaar, met deze dag erbij.",
        }
        widgets = {
            "level": forms.RadioSelect,
            "municipalities": forms.CheckboxSelectMultiple,
            "offers": forms.Textarea(attrs={"rows": 4}),
            "for_whom": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "closed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_closed_on(self):
        return not_yet_to_come(self.cleaned_data["closed_on"], timezone.localdate())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Kies een soort"), *Kind.choices]
        self.fields["level"].choices = Organisation.Level.choices
        self.fields["municipalities"].is_conditional = True
        if self.instance.pk:
            names = self.instance.former_names.all()
            self.initial["former_names"] = "\n".join(former_name_line(former) for former in names)

    def clean(self):
        cleaned = super().clean()
        if "level" in cleaned and "municipalities" in cleaned:
            try:
                cleaned["municipalities"] = places_for(
                    cleaned["level"],
                    cleaned["municipalities"],
                    Municipality.objects.existing(timezone.localdate()),
                    Municipality.objects.none(),
                )
            except forms.ValidationError as error:
                self.add_error("municipalities", error)
        return cleaned

    def clean_name(self):
        """The database refuses two of the same name as well; here people are told which one."""
        name = " ".join(self.cleaned_data["name"].split())
        same = Organisation.objects.filter(sort_name=sort_key(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise forms.ValidationError(f"{same.name} staat al op de sociale kaart.", code="known")
        called = Organisation.objects.filter(short_name__iexact=name).exclude(pk=self.instance.pk).first()
        if called:
            text = f"Zo heet {called.name} in het kort, en die staat al op de sociale kaart."
            raise forms.ValidationError(text, code="known")
        return name

    def validate_constraints(self):
        """The one constraint is about the name: see clean_name."""

    @property
    def former_rows(self):
        return parse_former_names(self.cleaned_data["former_names"])

    @property
    def facts(self):
        return facts_of_values(self.cleaned_data, municipality_count())


class OrganisationEditForm(VersionedFormMixin, OrganisationForm):
    """For who may change the organisation: what is saved stands there at once."""

    is_reviewed = forms.BooleanField(
        label="Ik heb alles nagekeken en het klopt", help_text="Over een half jaar vragen we het weer.", required=False
    )

    former = None  # the old names, put together with what somebody else wrote

    def _merge(self, user):
        return super()._merge(user) and self._merge_former_names()

    def _merge_former_names(self):
        """Put together what both wrote; when that is too much, who is second sees all of it and chooses."""
        saw = self.add_initial_prefix("former_names")
        stored = "\n".join(former_name_line(former) for former in self.instance.former_names.all())
        self.former = merged(self.data.get(saw, ""), self.cleaned_data["former_names"], stored)
        if len(self.former) <= MOST_NAMES:
            return True
        self._put("former_names", ["\n".join(map(line_of, self.former))])
        self.data[saw] = stored
        text = f"Iemand anders schreef er intussen ook vroegere namen bij. Kies er samen hoogstens {MOST_NAMES}."
        self.add_error("former_names", text)
        return False

    def write(self, *, by, now):
        if self.cleaned_data["is_reviewed"]:
            editing.mark_reviewed(self.instance, by=by, on=timezone.localdate(now))
        editing.store(
            self.instance,
            municipalities=self.cleaned_data["municipalities"],
            former_names=self.former_rows if self.former is None else self.former,
            by=by,
            now=now,
            kind=OrganisationChange.Kind.CHANGED,
        )


class SuggestionForm(OrganisationForm):
    """For everybody else: what they fill in waits for somebody who may change it."""

    reason = forms.CharField(
        label="Waarom?",
        help_text="Hoe weet je dit? Wie het nakijkt, leest dit; noem geen namen van mensen.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[impersonal],
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Kies een CSV-bestand",
        help_text="Uit Excel: Opslaan als, CSV. Je ziet eerst wat er verandert; daarna beslis je.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Kies eerst een CSV-bestand."},
    )


class DecisionForm(GuardedFormMixin, forms.Form):
    """What becomes of a suggestion: per field what is proposed, or what stands there."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(
        label="Wat wil je zeggen tegen wie dit voorstelde?",
        help_text="Gaat mee in de mail. Nodig als je niets overneemt.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, proposed, **kwargs):
        """`proposed` are the pairs (field, label) to choose in."""
        super().__init__(*args, **kwargs)
        self.proposed = dict(proposed)
        for field, label in self.proposed.items():
            self.fields[f"take_{field}"] = forms.ChoiceField(
                label=f"{label.capitalize()}: overnemen of niet?",
                choices=[(TAKE, "Neem dit over"), ("leave", "Laat het zoals het nu is")],
                initial=TAKE,
                widget=forms.RadioSelect,
            )

    def clean(self):
        cleaned = super().clean()
        if self.proposed and not self.errors and not self.taken and not cleaned["answer"]:
            self.add_error("answer", "Vertel kort waarom je niets overneemt.")
        return cleaned

    def see(self, organisation):
        """The page is drawn again with the organisation as it is now."""
        self.data = self.data.copy()
        self.data["seen_version"] = organisation.version if organisation else ""

    @property
    def taken(self):
        return [field for field in self.proposed if self.cleaned_data.get(f"take_{field}") == TAKE]


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label="Wie houdt dit bij?",
        help_text="Krijgt elk half jaar de vraag of het nog klopt, en mag het wijzigen.",
        queryset=User.objects.none(),
        empty_label="Kies iemand",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class ConfirmForm(forms.Form):
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


def merged(saw, typed, now):
    """Return the old names after two people edited them: what either took away is gone, what either added is there."""
    saw, typed, now = ({sort_key(former[0]): former for former in as_written(text)} for text in (saw, typed, now))
    kept = {key: former for key, former in now.items() if key in typed or key not in saw}
    mine = {key: former for key, former in typed.items() if saw.get(key) != former}
    return list({**kept, **mine}.values())


def as_written(text):
    """Return the old names; none from a hidden field that somebody tampered with."""
    try:
        return parse_former_names(text, most=10 * MOST_NAMES)
    except forms.ValidationError:
        return []


def places_for(level, municipalities, every, none):
    """Return the working area that goes with where an organisation says it works."""
    if level == Organisation.Level.PROVINCE:
        return every
    if level == Organisation.Level.NATIONAL:
        return none
    if not municipalities:
        raise forms.ValidationError("Kies minstens één gemeente.", code="no_place")
    return municipalities
