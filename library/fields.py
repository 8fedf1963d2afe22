"""Boxes to choose files in: cleaned, a file is an `Inspected`, looked into and fit to keep."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from library.inspection import Inspected, inspect
from library.inspection.names import visible
from library.inspection.verdicts import ALLOWED, Verdict

PRIVACY = "Zet nooit iets in een document waaraan je een ouder of kind herkent."
ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.png,.jpg,.jpeg,.webp"
MOST_FILES = 20
ERRORS = {
    "required": Verdict.NO_FILE.value,
    "missing": Verdict.NO_FILE.value,
    "invalid": "Het bestand kwam niet aan. Kies het nog een keer.",
    "empty": Verdict.EMPTY.value,
}


class InspectedFileField(forms.FileField):
    """A file that was looked into: cleaned, it is an `Inspected`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Bestand")
        kwargs.setdefault("help_text", f"{ALLOWED}. Hoogstens 25 MB. {PRIVACY}")
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(error_messages=ERRORS, **kwargs)

    def clean(self, data, initial=None):
        cleaned = super().clean(data, initial)
        return inspect(cleaned) if cleaned else cleaned


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


@dataclass(frozen=True)
class Chosen:
    """One of the files somebody chose: what may be kept, or why not."""

    name: str
    inspected: Inspected | None = None
    refused: str = ""


class ChosenFilesField(InspectedFileField):
    """One or more files: cleaned, a list of `Chosen`. A bad one does not take the good ones with it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Bestanden")
        kwargs.setdefault("help_text", f"Een of meer, hoogstens {MOST_FILES} tegelijk. {ALLOWED}. {PRIVACY}")
        super().__init__(widget=FilesInput(attrs={"accept": ACCEPT}), **kwargs)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list) else [data] if data else []
        if not files and self.required:
            raise ValidationError(Verdict.NO_FILE.value, code="required")
        if len(files) > MOST_FILES:
            raise ValidationError(f"Dat zijn {len(files)} bestanden. Kies er hoogstens {MOST_FILES} tegelijk.")
        return [self.look_into(file) for file in files]

    def look_into(self, file):
        name = visible(file.name)
        try:
            return Chosen(name, inspected=super().clean(file))
        except ValidationError as refused:
            return Chosen(name, refused=" ".join(refused.messages))


class InspectedFilesField(ChosenFilesField):
    """One or more files, all of them good: cleaned, a list of `Inspected`. For attachments."""

    def clean(self, data, initial=None):
        chosen = super().clean(data, initial)
        if refused := [f"{one.name}: {one.refused}" for one in chosen if one.refused]:
            raise ValidationError(refused)
        return [one.inspected for one in chosen]
