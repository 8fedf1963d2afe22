"""What kinds of organisations there are, and the six domains that follow from the kind."""

from django.db import models


class Kind(models.TextChoices):
    """What an organisation is. Coalitions are told what they miss by kind, people search by kind."""

    MUNICIPALITY = "municipality", "gemeente"
    INSURER = "insurer", "zorgverzekeraar"
    MIDWIVES = "midwives", "verloskundigen"
    HOSPITAL = "hospital", "gynaecologen en ziekenhuis"
    MATERNITY_CARE = "maternity_care", "kraamzorg"
    YOUTH_HEALTH = "youth_health", "jeugdgezondheidszorg"
    GENERAL_PRACTICE = "general_practice", "huisartsen"
    YOUTH_CARE = "youth_care", "jeugdhulp"
    MENTAL_HEALTH = "mental_health", "ggz"
    CHILDCARE = "childcare", "kinderopvang"
    WELFARE = "welfare", "welzijn"
    VOLUNTEERS = "volunteers", "vrijwilligers en ervaringsdeskundigen"
    LANGUAGE = "language", "bibliotheek en taal"
    KNOWLEDGE = "knowledge", "kennis"
    NETWORK = "network", "netwerk"
    OTHER = "other", "overig"


class Domain(models.TextChoices):
    """The six domains of Kansrijke Start. Never stored: an organisation has the domain of its kind."""

    MEDICAL = "medical", "Medisch"
    SOCIAL = "social", "Sociaal"
    INFORMAL = "informal", "Informeel"
    MUNICIPALITY = "municipality", "Gemeente"
    INSURER = "insurer", "Verzekeraar"
    KNOWLEDGE = "knowledge", "Kennis en netwerken"

    @property
    def kinds(self):
        return [kind for kind, domain in DOMAIN_OF.items() if domain == self]


DOMAIN_OF = {
    Kind.MIDWIVES: Domain.MEDICAL,
    Kind.HOSPITAL: Domain.MEDICAL,
    Kind.MATERNITY_CARE: Domain.MEDICAL,
    Kind.YOUTH_HEALTH: Domain.MEDICAL,
    Kind.GENERAL_PRACTICE: Domain.MEDICAL,
    Kind.MENTAL_HEALTH: Domain.MEDICAL,
    Kind.YOUTH_CARE: Domain.SOCIAL,
    Kind.CHILDCARE: Domain.SOCIAL,
    Kind.WELFARE: Domain.SOCIAL,
    Kind.LANGUAGE: Domain.SOCIAL,
    Kind.VOLUNTEERS: Domain.INFORMAL,
    Kind.MUNICIPALITY: Domain.MUNICIPALITY,
    Kind.INSURER: Domain.INSURER,
    Kind.KNOWLEDGE: Domain.KNOWLEDGE,
    Kind.NETWORK: Domain.KNOWLEDGE,
    Kind.OTHER: Domain.KNOWLEDGE,
}
