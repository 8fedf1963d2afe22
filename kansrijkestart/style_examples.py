"""What the style page shows: one of everything, without a database."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator

from kansrijkestart.navigation import Entry
from language.difference import difference, new_side, old_side
from language.guard.forms import GuardedFormMixin
from members.conflicts import Clash, Conflict


class ExampleForm(forms.Form):
    """Every kind of field in every state that a form can be in."""

    reference = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Naam", help_text="Zo sta je in de lijst van mensen.")
    email = forms.EmailField(
        label="E-mailadres", error_messages={"required": "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."}
    )
    about = forms.CharField(
        label="Over jou", widget=forms.Textarea, required=False, help_text="Alle leden van het netwerk lezen dit."
    )
    municipality = forms.ChoiceField(
        label="Gemeente", choices=[("", "Kies een gemeente"), ("harlingen", "Harlingen"), ("ameland", "Ameland")]
    )
    pillar = forms.ChoiceField(
        label="Pijler",
        widget=forms.RadioSelect,
        choices=[("voor", "Voor de zwangerschap"), ("tijdens", "Tijdens de zwangerschap"), ("na", "Na de geboorte")],
    )
    subjects = forms.MultipleChoiceField(
        label="Onderwerpen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kies er zoveel als je wilt.",
        choices=[("armoede", "Armoede"), ("rouw", "Rouw"), ("taal", "Taal")],
    )
    starts_on = forms.DateField(
        label="Datum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Bijvoorbeeld 28-3-2027.",
    )
    attachment = forms.FileField(label="Bijlage", required=False, help_text="Een pdf van hoogstens 25 MB.")
    password = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput, help_text="Minstens 12 tekens.")
    locked = forms.CharField(label="Kring", initial="Thematafel Rouw", disabled=True)
    agrees = forms.BooleanField(
        label="Ik heb de afspraken gelezen.", error_messages={"required": "Lees de afspraken en zet een vinkje."}
    )

    def clean(self):
        raise forms.ValidationError("Dit formulier is een voorbeeld: er wordt niets bewaard.")


class ExampleStoryForm(GuardedFormMixin, forms.Form):
    """A text in which somebody wrote too much."""

    story = forms.CharField(label="Wat gebeurt er?", widget=forms.Textarea(attrs={"rows": 4}))


STORY = (
    "De overdracht naar de JGZ gaat vaak mis. Vorige week belde de moeder van Sem, geboren op 3 mei 2026, omdat er "
    "niemand kwam. De kraamzorg had het formulier wel verstuurd."
)


class ExampleFilter(forms.Form):
    place = forms.ChoiceField(label="Gemeente", required=False, choices=[("", "Alle"), ("ameland", "Ameland")])
    word = forms.CharField(label="Naam of woord", required=False)


@dataclass(frozen=True)
class Area:
    name: str
    path: str
    url: str
    state: str
    state_label: str


AREAS = [
    Area("Oosterend", "M80 200 420 120 480 380 120 460z", "#kaart", "active", "doet mee"),
    Area("Middelum", "M420 120 760 180 720 420 480 380z", "#kaart", "starting", "gaat beginnen"),
    Area("Westergaast", "M120 460 480 380 460 700 160 660z", "#kaart", "paused", "ligt stil"),
    Area("Zuiderwoude", "M480 380 720 420 820 640 460 700z", "#kaart", "none", "nog niet"),
    Area("Noorderoog", "M520 20 700 40 660 100 540 80z", "#kaart", "current", "deze gemeente"),
]


PIECES = difference("De kraamzorg belt de ouders.", "De verloskundige belt de ouders in week 20.")
CLASH = Clash("Wie doet wat", "text-keep", old_side(PIECES), new_side(PIECES))


def examples(*, with_errors):
    """The context of the style page; with errors, the form is as it looks after a wrong answer."""
    return {
        "example_form": ExampleForm({"name": "Afke", "email": "afke"} if with_errors else None),
        "guarded_form": ExampleStoryForm({"story": STORY}),
        "filter_form": ExampleFilter(),
        "colours": ["paper", "surface", "sand", "sky", "action", "accent", "danger", "ok", "warning", "sea"],
        "badge_kinds": ["", "info", "ok", "warning", "error", "accent"],
        "notice_kinds": ["info", "ok", "warning", "error"],
        "tabs": [Entry("Overzicht", "#tabbladen", True), Entry("Mensen", "#tabbladen", False)],
        "pages": [
            {"page": Paginator(range(90), 10).page(number), "what": what}
            for number, what in ((1, "mensen"), (4, "mails"), (9, ""))
        ],
        "clash": CLASH,
        "conflict": Conflict("Anna Voorbeeld", is_self=False, at=None, clashes={}, taken=[]),
        "areas": AREAS,
        "legend": [{"state": area.state, "label": area.state_label} for area in AREAS],
    }
