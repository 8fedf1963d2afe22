"""Facts as text become facts: a line of a file, or a suggestion that is taken over.

The fields are those of the page's own form, so that nothing comes in here that the page would refuse. They are made
once for thousands of lines; a whole form for each line takes ten times as long.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from coalitions.directory.facts import LABELS, LISTS
from coalitions.directory.fields import DATE_FORMATS, LabelField, PlacesField, parse_former_names
from coalitions.directory.forms import OrganisationForm, places_for
from coalitions.models import Organisation
from coalitions.models.kinds import Kind
from language.plainly import NO_DAY, NO_WEBSITE, not_yet_to_come

OWN_FIELDS = [name for name in LABELS if name not in LISTS]


class RowReader:
    def __init__(self, places):
        self.places = places
        self.fields = {
            **OrganisationForm.base_fields,
            "kind": LabelField(Kind.choices),
            "level": LabelField(Organisation.Level.choices),
            "municipalities": PlacesField(places),
            "closed_on": forms.DateField(
                required=False, input_formats=DATE_FORMATS, error_messages={"invalid": NO_DAY}
            ),
            "website": forms.CharField(
                required=False, validators=[URLValidator(["http", "https"], message=NO_WEBSITE)], max_length=200
            ),
        }

    def read(self, facts: dict[str, str]) -> tuple[dict, list]:
        """Return the values, and what is wrong as [(label, sentence), …]."""
        values, faults = {}, []
        for name, label in LABELS.items():
            try:
                values[name] = self._clean(name, facts.get(name, ""))
            except ValidationError as error:
                faults.append((label, " ".join(error.messages)))
        if not faults:
            try:
                values["municipalities"] = places_for(values["level"], values["municipalities"], self.places, [])
            except ValidationError as error:
                faults.append((LABELS["municipalities"], " ".join(error.messages)))
        return values, faults

    def _clean(self, name, text):
        value = self.fields[name].clean(text)
        if name == "name":
            value = " ".join(value.split())
        if name == "closed_on":
            not_yet_to_come(value, timezone.localdate())
        if value and name in OWN_FIELDS:
            Organisation._meta.get_field(name).run_validators(value)
        return value


def fill(organisation: Organisation, values: dict) -> None:
    """Put the values on the organisation; its lists are the caller's."""
    for name in OWN_FIELDS:
        setattr(organisation, name, values[name])


def former_names(values):
    return parse_former_names(values["former_names"])
