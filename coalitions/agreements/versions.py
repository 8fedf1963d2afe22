"""What a version of an agreement says, part by part. See also: members/versions.py."""

from django.utils.formats import date_format

from coalitions.models import AgreementVersion
from members.versions import Part, compare


def compared(old: AgreementVersion, new: AgreementVersion) -> list[Part]:
    """Return every part of the agreement as it was in both versions."""
    return [compare(label, read(old), read(new)) for label, read in PARTS]


def day(moment):
    return date_format(moment, "j F Y") if moment else ""


PARTS = (
    ("Titel", lambda version: version.title),
    ("Stap", lambda version: version.get_step_display()),
    ("Wie doet wat", lambda version: version.text.replace("\r\n", "\n")),
    ("Instrument", lambda version: version.instrument),
    ("Partners die meedoen", lambda version: "\n".join(version.partner_names)),
    ("Alleen in deze gemeenten", lambda version: version.only_in),
    ("Geldt vanaf", lambda version: day(version.valid_from)),
    ("Opnieuw nakijken op", lambda version: day(version.review_on)),
    ("Stand", lambda version: version.get_state_display()),
)
