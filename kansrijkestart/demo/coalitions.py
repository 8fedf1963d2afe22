"""What the invented coalitions say of themselves: how far they are, and who sits at the table."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from coalitions import phases
from coalitions.models import Coalition, Organisation
from coalitions.partners import taking_part
from members.models import User

EXPLORING, FORMING, RUNNING, LASTING = Coalition.Phase


@dataclass(frozen=True)
class Change:
    phase: str
    since: datetime.date
    note: str = ""


@dataclass(frozen=True)
class Seat:
    """An organisation at the table. `voice` is a person of the demo, `function` somebody without an account."""

    organisation: str
    since: datetime.date
    voice: str = ""
    function: str = ""
    until: datetime.date | None = None


def day(text):
    return datetime.date.fromisoformat(text)


# Four coalitions that came to stand each in another phase, and four more that have something to show for theirs.
HISTORIES = {
    "ooststellingwerf": (
        Change(EXPLORING, day("2026-02-10"), "De gemeente en JGZ Fryslân maakten een lijst van wie er al iets doet."),
    ),
    "sudwest-fryslan": (
        Change(EXPLORING, day("2023-04-01"), "We spraken met alle partijen over wat zij missen."),
        Change(FORMING, day("2025-09-15"), "De partners willen samen verder en schrijven op wie wat gaat doen."),
    ),
    "waadhoeke": (
        Change(EXPLORING, day("2021-03-01")),
        Change(FORMING, day("2022-09-15"), "Gemeente, verloskundigen en jeugdgezondheidszorg vormen een kerngroep."),
        Change(RUNNING, day("2024-10-01"), "De afspraken over signaleren en verwijzen zijn vastgesteld."),
    ),
    "achtkarspelen-en-tytsjerksteradiel": (
        Change(RUNNING, day("2022-05-01"), "De eerste afspraken worden gebruikt in het dagelijks werk."),
        Change(LASTING, day("2025-11-03"), "Elk half jaar kijken we samen na of de afspraken nog kloppen."),
    ),
    "smallingerland": (
        Change(RUNNING, day("2022-09-01"), "De eerste praktijken werken met het zorgpad."),
        Change(LASTING, day("2025-05-12"), "Nieuwe collega's leren het zorgpad in hun eerste maand."),
    ),
    "leeuwarden": (
        Change(FORMING, day("2022-05-01")),
        Change(RUNNING, day("2024-02-01"), "In twee wijken werkt iedereen met dezelfde startvraag."),
    ),
    "de-fryske-marren": (
        Change(FORMING, day("2022-10-01")),
        Change(RUNNING, day("2025-08-01"), "De eerste afspraken uit het zorgpad zijn vastgesteld."),
    ),
    "harlingen": (
        Change(EXPLORING, day("2024-01-15")),
        Change(FORMING, day("2026-03-01"), "Gemeente, verloskundigen en JGZ willen samen afspraken maken."),
    ),
}

# The others filled in a phase and not much more, so many days ago.
PHASES = {
    "ameland": (EXPLORING, 200),
    "dantumadiel": (FORMING, 75),
    "heerenveen": (EXPLORING, 30),
    "noardeast-fryslan": (FORMING, 52),
    "opsterland": (EXPLORING, 120),
    "terschelling": (EXPLORING, 160),
    "weststellingwerf": (EXPLORING, 90),
}

SUMMARIES = {
    "leeuwarden": "We werken wijk voor wijk. In elke wijk kennen de verloskundige, de jeugdverpleegkundige en het "
    "wijkteam elkaar.\n\nDit spraken we af:\n\n- Een verloskundige belt binnen een week met het wijkteam.\n"
    "- De ouders zijn daar altijd bij.\n- Iedereen hoort terug wat er is gebeurd.",
    "sudwest-fryslan": "We zijn bezig een coalitie te vormen. De verloskundigen van Sneek, de jeugdgezondheidszorg en "
    "de gemeente zitten al aan tafel. Dit najaar schrijven we op wat we samen willen, en wie wat doet.",
    "smallingerland": "Ons zorgpad begint met een korte vragenlijst bij de verloskundige. Daarna kijken we samen met "
    "de ouders wie kan helpen.",
    "heerenveen": "We beginnen net. Dit jaar maken we kennis met elkaar en zetten we op een rij wat er al is.",
    "waadhoeke": "Goede hulp begint met een gesprek dat iedereen begrijpt. Daarom letten we extra op gewone taal.\n\n"
    "Merkt een verloskundige dat een gezin steun kan gebruiken? Dan belt zij, samen met de ouders, met het "
    "gebiedsteam. De jeugdverpleegkundige komt al voor de geboorte langs.",
    "ooststellingwerf": "We beginnen net. Eerst leren we elkaar kennen en kijken we wat er al is. In het voorjaar "
    "kiezen we waar we mee beginnen.",
}

TABLES = {
    "ooststellingwerf": (
        Seat("Gemeente Ooststellingwerf", day("2026-02-10"), voice="marrit.fictstra"),
        Seat("JGZ Fryslân", day("2026-02-10"), voice="lolkje.proefland"),
    ),
    "sudwest-fryslan": (
        Seat("Gemeente Súdwest-Fryslân", day("2023-04-01"), voice="hinke.voorbeeldstra"),
        Seat("VSV Sneek", day("2023-04-01"), voice="ate.schijnsma"),
        Seat("JGZ Fryslân", day("2023-04-01"), voice="doutzen.testberg"),
        Seat("Antonius Ziekenhuis", day("2025-09-15"), function="gynaecoloog"),
        Seat("Home-Start Zuidoost en Zuidwest Friesland (Humanitas)", day("2025-11-01"), function="coördinator"),
    ),
    "waadhoeke": (
        Seat("Gemeente Waadhoeke", day("2021-03-01"), voice="harmen.zogenaamdstra"),
        Seat("VSV Rondom Zwangerschap", day("2022-09-15"), function="voorzitter"),
        Seat("JGZ Fryslân", day("2021-03-01"), function="stafverpleegkundige"),
        Seat("KraamZus", day("2023-01-10"), function="regiomanager"),
        Seat("Frisius MC", day("2025-01-01"), function="gynaecoloog"),
        Seat("De Friesland", day("2024-10-01"), function="regioadviseur"),
        Seat("Stichting Lezen en Schrijven", day("2023-06-01"), voice="antsje.demokamp"),
        Seat("ROS Friesland", day("2021-03-01"), function="adviseur", until=day("2024-12-31")),
    ),
    "achtkarspelen-en-tytsjerksteradiel": (
        Seat("Gemeente Achtkarspelen", day("2021-01-01"), function="beleidsmedewerker jeugd"),
        Seat("Gemeente Tytsjerksteradiel", day("2021-01-01"), voice="coalitieleider"),
        Seat("VSV Drachten", day("2021-01-01"), voice="griet.verzonnema"),
        Seat("JGZ Fryslân", day("2021-01-01"), voice="trienke.schijnstra"),
        Seat("Nij Smellinghe", day("2021-06-01"), function="gynaecoloog"),
        Seat("POP-poli Nij Smellinghe", day("2022-02-01"), function="psycholoog"),
        Seat("Isis Kraamzorg", day("2021-01-01"), function="manager", until=day("2023-07-01")),
        Seat("KraamZus", day("2023-07-01"), function="regiomanager"),
        Seat("Home-Start Noordoost Friesland (Humanitas)", day("2021-01-01"), function="coördinator"),
        Seat("De Friesland", day("2022-05-01"), function="regioadviseur"),
        Seat("ROS Friesland", day("2021-01-01"), function="adviseur"),
    ),
    "smallingerland": (
        Seat("Gemeente Smallingerland", day("2022-03-01"), voice="oeds.testkamp"),
        Seat("VSV Drachten", day("2022-03-01"), function="verloskundige"),
        Seat("JGZ Fryslân", day("2022-03-01"), function="jeugdverpleegkundige"),
        Seat("Carins", day("2022-06-01"), function="maatschappelijk werker"),
        Seat("Nij Smellinghe", day("2022-09-01"), function="gynaecoloog"),
        Seat("POP-poli Nij Smellinghe", day("2023-02-01"), function="psycholoog"),
        Seat("KraamZus", day("2024-04-01"), function="regiomanager"),
    ),
    "leeuwarden": (
        Seat("Gemeente Leeuwarden", day("2022-05-01"), voice="froukje.zogenaamd"),
        Seat("VSV Leeuwarden", day("2023-01-15"), voice="geertje.proefkema"),
        Seat("JGZ Fryslân", day("2022-05-01"), function="stafverpleegkundige"),
        Seat("Home-Start Leeuwarden (Humanitas)", day("2024-10-01"), voice="sipke.testhuis"),
        Seat("Frisius MC", day("2025-01-01"), function="klinisch verloskundige"),
    ),
    "de-fryske-marren": (
        Seat("Gemeente De Fryske Marren", day("2022-10-01"), voice="tsjitske.demosma"),
        Seat("VSV Sneek", day("2022-10-01"), voice="ate.schijnsma"),
        Seat("JGZ Fryslân", day("2023-01-01"), function="jeugdverpleegkundige"),
        Seat("Antonius Ziekenhuis", day("2023-09-01"), function="gynaecoloog"),
    ),
    "harlingen": (
        Seat("Gemeente Harlingen", day("2024-01-15"), voice="jildou.voorbeeldinga"),
        Seat("JGZ Fryslân", day("2024-01-15"), function="jeugdverpleegkundige"),
        Seat("VSV Rondom Zwangerschap", day("2026-03-01"), function="voorzitter"),
    ),
    "noardeast-fryslan": (
        Seat("Gemeente Noardeast-Fryslân", day("2023-03-01"), voice="welmoed.demoma"),
        Seat("JGZ Fryslân", day("2025-05-01"), voice="nynke.fictiema"),
    ),
    "dantumadiel": (
        Seat("Gemeente Dantumadiel", day("2023-11-01"), voice="hidde.proefma"),
        Seat("JGZ Fryslân", day("2024-03-01"), voice="nynke.fictiema"),
    ),
}


def describe(now, domain):
    """Fill the pages of the coalitions; what is there already stays as it is."""
    coalitions = {coalition.slug: coalition for coalition in Coalition.objects.select_related("circle")}
    for slug, text in SUMMARIES.items():
        Coalition.objects.filter(slug=slug).update(summary=text)
    for slug, changes in HISTORIES.items():
        add_phases(coalitions[slug], changes)
    for slug, (phase, days_ago) in PHASES.items():
        add_phases(coalitions[slug], [Change(phase, timezone.localdate(now) - datetime.timedelta(days=days_ago))])
    people = {user.email: user for user in User.objects.filter(is_demo=True)}
    organisations = {organisation.name: organisation for organisation in Organisation.objects.all()}
    for slug, seats in TABLES.items():
        add_seats(coalitions[slug], seats, organisations, people, domain)


def at_noon(day):
    """When somebody wrote it down: on the day itself, so that a coalition that is silent looks silent."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def add_phases(coalition, changes):
    known = set(coalition.phase_changes.values_list("since", flat=True))
    leader = leader_of(coalition)
    for change in changes:
        if change.since not in known:
            phases.change_phase(
                coalition, change.phase, since=change.since, note=change.note, by=leader, now=at_noon(change.since)
            )


def add_seats(coalition, seats, organisations, people, domain):
    known = set(coalition.partners.values_list("organisation__name", flat=True))
    leader = leader_of(coalition)
    for seat in seats:
        if seat.organisation in known:
            continue
        partner = taking_part.add(
            coalition,
            organisations[seat.organisation],
            since=seat.since,
            by=leader,
            now=at_noon(seat.since),
            contact=people.get(f"{seat.voice}@{domain}"),
            contact_function=seat.function,
        )
        if seat.until:
            taking_part.end(partner, on=seat.until, by=leader, now=at_noon(seat.until))


def leader_of(coalition):
    membership = coalition.circle.memberships.filter(role="leader", until=None).select_related("user").first()
    return membership and membership.user
