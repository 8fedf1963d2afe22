from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html

from language.guard.forms import GuardedFormMixin
from library import audience, intervals
from library.fields import ChosenFilesField, InspectedFileField
from library.models import Document
from members.access import Visibility
from members.conflicts import VersionedFormMixin
from members.models.text import single_line
from province.models import Municipality

FORGOTTEN = "Met dit bestand is niets mis. Kies het nog een keer, want je browser vergeet het."


def same_file(document):
    """Somebody who pressed twice, or a colleague who was first."""
    words = "Dit bestand staat al in de bibliotheek, bij <a href='{}'>{}</a>."
    return format_html(words, document.get_absolute_url(), document)


ABOUT = {
    "pillars": "Over welke pijlers gaat het? Laat leeg als het over alles gaat.",
    "municipalities": "Laat leeg als het over de hele provincie gaat.",
}
WIDGETS = {
    "visibility": forms.RadioSelect,
    "summary": forms.Textarea(attrs={"rows": 4}),
    "pillars": forms.CheckboxSelectMultiple,
    "municipalities": forms.CheckboxSelectMultiple,
}
HELP = {
    "title": "Zo vinden anderen het terug, bijvoorbeeld: Verslag coalitieoverleg 12 maart 2026.",
    "summary": "Eén of twee zinnen, voor wie wil weten of dit het goede is.",
    **ABOUT,
}
NO_ADDRESS = "Dit is geen webadres dat met https:// begint. Kopieer het uit je browser."


class EntryFormMixin:
    """What is asked of everything that comes into the library."""

    def __init__(self, *args, circle, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.circle = circle
        self.fields["visibility"].choices = audience.audiences(circle, on)
        self.fields["municipalities"].queryset = Municipality.objects.existing(on)

    def about(self):
        return {name: self.cleaned_data[name] for name in ABOUT}


class DocumentForm(GuardedFormMixin, EntryFormMixin, forms.ModelForm):
    """New documents of one circle: one file with a title, or more files that get the names of their files."""

    file = ChosenFilesField()

    class Meta:
        model = Document
        fields = ["file", "title", "kind", "visibility", "summary", "pillars", "municipalities"]
        widgets = WIDGETS
        help_texts = {
            **HELP,
            "title": "Kies je meer bestanden? Laat de titel dan leeg: elk document krijgt de naam van zijn bestand.",
            "summary": "Eén of twee zinnen, voor wie wil weten of dit het goede document is.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in Document.Kind.choices if choice[0] != Document.Kind.LINK]
        self.fields["kind"].choices = [("", "Kies een soort"), *kinds]
        self.fields["title"].required = False
        self.fields["title"].is_conditional = True

    def clean(self):
        cleaned = super().clean()
        if len(cleaned.get("file", [])) == 1 and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Vul een titel in.")
        return cleaned

    def judge_files(self, why_not):
        """Say at each file what is the matter with it; `why_not` names the others that were not kept."""
        files = self.cleaned_data.get("file", [])
        for chosen in files:
            if words := chosen.refused or why_not.get(chosen):
                self.add_error("file", words if len(files) == 1 else format_html("{}: {}", chosen.name, words))

    def documents(self):
        """Return (chosen, document) for each file that may be kept; the documents are not stored yet."""
        files = self.cleaned_data["file"]
        for chosen in files:
            if chosen.inspected:
                title = self.cleaned_data["title"] if len(files) == 1 else title_from(chosen.inspected.name)
                yield chosen, self.document(title)

    def document(self, title):
        given = {name: self.cleaned_data[name] for name in ("kind", "visibility", "summary")}
        return Document(circle=self.instance.circle, title=title, **given)


def title_from(name):
    """ "verslag_12_maart.docx" is a title that people read."""
    title = " ".join(name.rpartition(".")[0].replace("_", " ").split())[: TITLE.max_length]
    return title[:1].upper() + title[1:]


TITLE = Document._meta.get_field("title")


class SafeAddressField(forms.URLField):
    """Says one thing of what is wrong, not two."""

    default_validators = [URLValidator(schemes=["https"], message=NO_ADDRESS)]
    default_error_messages = {"invalid": NO_ADDRESS}


class LinkForm(GuardedFormMixin, EntryFormMixin, forms.ModelForm):
    """Knowledge that others keep up: only its address. The portal never asks for that page itself."""

    unguarded = ("url",)
    url = SafeAddressField(
        label="Webadres",
        max_length=500,
        assume_scheme="https",
        help_text="Kopieer het adres uit je browser, bijvoorbeeld: https://www.pharos.nl/kennisbank/",
    )

    class Meta:
        model = Document
        fields = ["url", "title", "visibility", "summary", "pillars", "municipalities"]
        widgets = WIDGETS
        help_texts = {**HELP, "title": "Zet erbij van wie het is, bijvoorbeeld: Pharos, kennisbank laaggeletterdheid."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.kind = Document.Kind.LINK


class VersionForm(GuardedFormMixin, forms.Form):
    keeps_files = False  # see library/by_script.py
    file = InspectedFileField()
    note = forms.CharField(
        label="Wat is er nieuw?",
        max_length=300,
        required=False,
        validators=[single_line],
        help_text="In één zin, bijvoorbeeld: De telefoonnummers zijn bijgewerkt.",
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors and "file" in cleaned and not self.keeps_files:
            self.add_error("file", FORGOTTEN)
        return cleaned


class DocumentEditForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Document
        fields = ["title", "kind", "visibility", "summary", "credits", "pillars", "municipalities"]
        widgets = {**WIDGETS, "credits": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "visibility": "Wie het al heeft gedownload, houdt het bestand.",
            "credits": "Wie hielp, of op wiens antwoord dit berust.",
            **ABOUT,
        }

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        choices = audience.audiences(self.instance.circle, on)
        if self.instance.visibility not in dict(choices):
            choices.append((Visibility.CIRCLE, f"Alleen {self.instance.circle}"))
        self.fields["visibility"].choices = choices
        if self.instance.is_link:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = [c for c in self.fields["kind"].choices if c[0] != Document.Kind.LINK]
        self.on, self.is_due = on, self.instance.is_to_review(on)

    @property
    def is_looked_at(self):
        """Whether the day to look had come: who changes what it says then, has looked. See also: AgreementForm."""
        return self.is_due and self.has_changed()

    def write(self, *, by, now):
        if self.is_looked_at:
            self.instance.reviewed_on = self.on
            self.instance.review_on = intervals.next_review(self.instance.kind, self.on)
        super().write(by=by, now=now)


class PlaceForm(forms.Form):
    """Where in a document somebody comes from a search."""

    bladzijde = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    @property
    def number(self):
        return self.cleaned_data.get("bladzijde") if self.is_valid() else None


class VouchForm(forms.Form):
    """What the uploader says of a file that the guard holds."""

    word = forms.ChoiceField(choices=[("vouch", "Klopt, hier staan geen cliënten in"), ("away", "Haal het weg")])


class StaleReportForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Wat klopt er niet meer?",
        max_length=300,
        validators=[single_line],
        help_text="In één of twee zinnen, bijvoorbeeld: Het telefoonnummer op bladzijde 2 is veranderd.",
    )


class StaleAnswerForm(GuardedFormMixin, forms.Form):
    answer = forms.CharField(
        label="Wat heb je gedaan?",
        max_length=300,
        validators=[single_line],
        help_text="Bijvoorbeeld: Aangepast in versie 3. Of: Het klopt nog, ik heb het nagevraagd.",
    )


class AttachForm(forms.Form):
    document = forms.ModelChoiceField(queryset=Document.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents


class SupersedeForm(forms.Form):
    """Choose the document that takes the place of this one, among those somebody may read."""

    by = forms.ModelChoiceField(
        label="Welk document komt ervoor in de plaats?",
        queryset=Document.objects.none(),
        empty_label="Kies een document",
    )

    def __init__(self, *args, document, user, **kwargs):
        super().__init__(*args, **kwargs)
        # Not one that leads back to this one: a reader would go round and round.
        others = Document.objects.current().filter(circle=document.circle, superseded_by=None)
        self.fields["by"].queryset = others.exclude(pk=document.pk).visible_to(user).newest_first()
