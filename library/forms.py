from django import forms
from django.utils.html import format_html

from language.guard.forms import GuardedFormMixin
from library import audience
from library.inspection import Verdict, inspect
from library.inspection.verdicts import ALLOWED
from library.models import Document
from library.uploading import twin_of
from members.access import Visibility
from members.conflicts import VersionedFormMixin
from members.models.text import single_line

PRIVACY = "Zet nooit iets in een document waaraan je een ouder of kind herkent."
ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.webp"


class InspectedFileField(forms.FileField):
    """A file that was looked into: cleaned, it is an `Inspected`."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Bestand",
            help_text=f"{ALLOWED}. Hoogstens 25 MB. {PRIVACY}",
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
            error_messages={
                "required": Verdict.NO_FILE.value,
                "missing": Verdict.NO_FILE.value,
                "invalid": "Het bestand kwam niet aan. Kies het nog een keer.",
                "empty": Verdict.EMPTY.value,
            },
            **kwargs,
        )

    def clean(self, data, initial=None):
        return inspect(super().clean(data, initial))


class FileFormMixin:
    """A browser forgets the chosen file when a form comes back; say so, instead of asking for it without a word."""

    def clean(self):
        cleaned = super().clean()
        if self.errors and "file" in cleaned:
            self.add_error("file", "Met dit bestand is niets mis. Kies het nog een keer, want je browser vergeet het.")
        return cleaned

    def add_same_file_error(self, document):
        """Somebody who pressed twice, or a colleague who was first."""
        self.add_error(
            "file",
            format_html(
                "Dit bestand staat al in de bibliotheek, bij <a href='{}'>{}</a>.",
                document.get_absolute_url(),
                document,
            ),
        )


class DocumentForm(GuardedFormMixin, FileFormMixin, forms.ModelForm):
    """A new document of one circle, with its first file."""

    file = InspectedFileField()

    class Meta:
        model = Document
        fields = ["file", "title", "kind", "visibility", "summary"]
        widgets = {"visibility": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": "Zo vinden anderen het terug, bijvoorbeeld: Verslag coalitieoverleg 12 maart 2026.",
            "summary": "Eén of twee zinnen, voor wie wil weten of dit het goede document is.",
        }

    def __init__(self, *args, circle, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.circle = circle
        self.fields["visibility"].choices = audience.audiences(circle, on)
        self.fields["kind"].choices = [("", "Kies een soort"), *Document.Kind.choices]

    def clean(self):
        cleaned = super().clean()
        if "file" in cleaned and (twin := twin_of(cleaned["file"], self.instance.circle)):
            self.add_same_file_error(twin)
        return cleaned


class VersionForm(GuardedFormMixin, FileFormMixin, forms.Form):
    file = InspectedFileField()
    note = forms.CharField(
        label="Wat is er nieuw?",
        max_length=300,
        required=False,
        validators=[single_line],
        help_text="In één zin, bijvoorbeeld: De telefoonnummers zijn bijgewerkt.",
    )


class DocumentEditForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Document
        fields = ["title", "kind", "visibility", "summary"]
        widgets = {"visibility": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"visibility": "Wie het al heeft gedownload, houdt het bestand."}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        choices = audience.audiences(self.instance.circle, on)
        if self.instance.visibility not in dict(choices):
            choices.append((Visibility.CIRCLE, f"Alleen {self.instance.circle}"))
        self.fields["visibility"].choices = choices


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
