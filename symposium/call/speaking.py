"""Who gives a workshop, as people type it: one person a line, with commas between name, organisation and address."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from members.models.text import single_line

MOST = 6
LONGEST = 100


class NotUnderstood(ValueError):
    """The text says in Dutch which line, and what to do."""


@dataclass(frozen=True)
class Person:
    name: str
    organisation: str
    email: str


def read(text: str) -> list[Person]:
    """Return the people of a text, each once. Raises NotUnderstood."""
    people = [_person(line) for line in text.splitlines() if line.strip()]
    if not people:
        raise NotUnderstood("Schrijf op wie de workshop geven: één per regel, met naam, organisatie en mailadres.")
    if len(people) > MOST:
        raise NotUnderstood(f"Dit zijn {len(people)} mensen. Noem er hoogstens {MOST}.")
    return list({person.email or person.name: person for person in people}.values())


def _person(line):
    parts = [part.strip() for part in line.split(",")]
    parts = [part for part in parts if part]
    addresses = [part for part in parts if "@" in part]
    rest = [part for part in parts if "@" not in part]
    if len(addresses) > 1 or not rest:
        raise NotUnderstood(f"Schrijf op de regel “{line.strip()[:60]}” één naam, met daarachter één mailadres.")
    name, organisation = rest[0], ", ".join(rest[1:])
    if len(name) > LONGEST or len(organisation) > LONGEST:
        raise NotUnderstood(f"De regel “{name[:40]}…” is te lang. Schrijf alleen naam, organisatie en mailadres.")
    try:
        single_line(name + organisation)
        if addresses:
            validate_email(addresses[0])
    except ValidationError as error:
        raise NotUnderstood(f"Kijk de regel “{name[:40]}” na: {error.messages[0]}") from error
    return Person(name, organisation, addresses[0].lower() if addresses else "")
