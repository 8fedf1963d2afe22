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

# What people type who look for this kind of help, and what its organisations seldom write about themselves. Who is
# found by these words alone stands below who says it (directory/searching.py).
ALSO_CALLED = {
    Kind.MUNICIPALITY: "gemeente wethouder beleid vervoer",
    Kind.INSURER: "zorgverzekering verzekeraar vergoeding",
    Kind.MIDWIVES: "verloskundige verloskunde geboortezorg zwanger zwangerschap bevalling bevallen VSV borstvoeding",
    Kind.HOSPITAL: "gynaecoloog ziekenhuis kinderarts zwangerschap bevalling bevallen geboortezorg",
    Kind.MATERNITY_CARE: "kraamhulp kraamverzorgende kraambed kraamtijd geboortezorg borstvoeding",
    Kind.YOUTH_HEALTH: "consultatiebureau JGZ jeugdarts jeugdverpleegkundige inenting prenataal huisbezoek"
    " huilbaby huilen slapen borstvoeding",
    Kind.GENERAL_PRACTICE: "huisarts huisartsenpraktijk praktijkondersteuner POH rouw huilbaby",
    Kind.YOUTH_CARE: "jeugdzorg opvoeden opvoedhulp gezinshulp veiligheid",
    Kind.MENTAL_HEALTH: "psychische klachten psycholoog psychiater depressie angst geestelijke gezondheid POP-poli"
    " rouw",
    Kind.CHILDCARE: "kinderdagverblijf peuterspeelzaal peuteropvang gastouder voorschool",
    Kind.WELFARE: "maatschappelijk werk wijkteam gebiedsteam geldzorgen schulden armoede wonen rouw vervoer",
    Kind.VOLUNTEERS: "vrijwilliger maatje buddy steun eenzaam ervaringsdeskundige",
    Kind.LANGUAGE: "bibliotheek voorlezen taal lezen schrijven laaggeletterd boekjes",
    Kind.KNOWLEDGE: "onderzoek advies ondersteuning cijfers",
    Kind.NETWORK: "samenwerking samenwerkingsverband netwerk vereniging",
}
