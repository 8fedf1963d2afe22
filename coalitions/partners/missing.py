"""Who is not at the table yet: the partners that a coalition usually has, and why it has them."""

from dataclasses import dataclass

from coalitions.models import Coalition, Partner
from coalitions.models.kinds import Kind


@dataclass(frozen=True)
class Missing:
    """A kind of partner that a coalition does not have yet."""

    kind: Kind
    why: str

    @property
    def label(self):
        return SPOKEN.get(self.kind, self.kind.label)


# The partners of a coalition, as a declaration of intent of two Frisian municipalities names them; and the two without
# whom families are only seen by professionals: welfare work, and volunteers and parents themselves.
USUAL = {
    Kind.MUNICIPALITY: "De gemeente brengt mensen bij elkaar, en gaat over hulp bij geld, wonen en opvoeden.",
    Kind.INSURER: "De zorgverzekeraar betaalt de zorg rond de geboorte en denkt mee over wat nodig is.",
    Kind.MIDWIVES: "Verloskundigen zien bijna elke zwangere vrouw, vroeg en vaak. Daar begint signaleren.",
    Kind.HOSPITAL: "Gynaecologen zien vrouwen bij wie de zwangerschap moeilijker gaat. Vaak speelt er dan meer.",
    Kind.MATERNITY_CARE: "Kraamzorg komt thuis, in de week waarin alles nieuw is, en ziet hoe het een gezin gaat.",
    Kind.YOUTH_HEALTH: "De jeugdgezondheidszorg ziet elk kind, en komt ook al tijdens de zwangerschap op huisbezoek.",
    Kind.GENERAL_PRACTICE: "De huisarts kent het gezin van voor de zwangerschap, en blijft daarna.",
    Kind.YOUTH_CARE: "Jeugdhulp kan al voor de geboorte beginnen, als iedereen weet hoe dat gaat.",
    Kind.MENTAL_HEALTH: "De ggz helpt ouders met angst, somberheid of een verslaving, voordat het kind het merkt.",
    Kind.CHILDCARE: "Kinderopvang ziet jonge kinderen de hele dag, en spreekt hun ouders aan de deur.",
    Kind.WELFARE: "Welzijn en het gebiedsteam helpen bij geld, wonen en eenzaamheid, dicht bij huis.",
    Kind.VOLUNTEERS: "Vrijwilligers hebben tijd voor een gezin, en ouders weten zelf wat helpt.",
}
SPOKEN = {
    Kind.MUNICIPALITY: "de gemeente",
    Kind.INSURER: "de zorgverzekeraar",
    Kind.HOSPITAL: "gynaecologen",
    Kind.YOUTH_HEALTH: "de jeugdgezondheidszorg",
    Kind.MENTAL_HEALTH: "de ggz",
    Kind.VOLUNTEERS: "vrijwilligers en ouders",
}


def missing_kinds(coalitions, on):
    """Return {coalition id: [kind, …]}: what each does not have of USUAL on the day `on`. One query."""
    there = {coalition.pk: set() for coalition in coalitions}
    found = (
        Partner.objects.order_by()
        .current(on)
        .filter(coalition__in=list(there), organisation__kind__in=USUAL)
        .values_list("coalition_id", "organisation__kind")
    )
    for coalition_id, kind in found.distinct():
        there[coalition_id].add(kind)
    return {coalition_id: [kind for kind in USUAL if kind not in kinds] for coalition_id, kinds in there.items()}


def missing_of(coalition: Coalition, on):
    """Return what this coalition does not have, with the reasons."""
    return [Missing(kind, USUAL[kind]) for kind in missing_kinds([coalition], on)[coalition.pk]]
