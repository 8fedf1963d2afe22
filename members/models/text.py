"""What a line of text about a person may hold."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# Line ends, control characters and marks that turn the reading direction round: in a name they would forge the
# subject of a mail, or make one person look like another.
REFUSED = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def single_line(text):
    if any(unicodedata.category(character) in REFUSED for character in text):
        raise ValidationError("Gebruik hier alleen letters, cijfers en leestekens, op één regel.", code="single_line")


phone_number = RegexValidator(
    r"^\+?[0-9][0-9 ()\-]{5,28}$",
    "Vul een telefoonnummer in met alleen cijfers, spaties en streepjes, bijvoorbeeld 06 12 34 56 78.",
)
