"""What the guard finds, and what it says of it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Only this is logged, never the words."""

    BSN = "bsn"
    NUMBER = "number"
    BIRTH = "birth"
    FILE = "file"
    NAME = "name"
    ADDRESS = "address"
    CONTACT = "contact"
    CASE = "case"

    @property
    def sentence(self):
        return SENTENCES[self]

    @property
    def is_barred(self):
        """Whether nobody may keep it: the check digit is right and the words around it say what it is (AVG, Wabb)."""
        return self is Kind.BSN


SENTENCES = {
    Kind.BSN: "Dit lijkt een burgerservicenummer. Dat mag hier nooit staan. Is het een ander nummer? Zet"
    " erbij wat het is, bijvoorbeeld KvK of factuur.",
    Kind.NUMBER: "Dit getal kan een burgerservicenummer zijn.",
    Kind.BIRTH: "Dit lijkt de geboortedatum of de uitgerekende datum van iemand.",
    Kind.FILE: "Dit lijkt het nummer van een dossier.",
    Kind.NAME: "Dit lijkt de naam van een ouder of een kind.",
    Kind.ADDRESS: "Dit lijkt het adres van een gezin.",
    Kind.CONTACT: "Dit lijkt het telefoonnummer of het mailadres van een ouder.",
    Kind.CASE: "Dit lijkt over één gezin te gaan: wie in de buurt woont, kan het herkennen.",
}


@dataclass(frozen=True)
class Hit:
    kind: Kind
    start: int
    end: int
    instead: str  # what `rewrite` puts in its place
