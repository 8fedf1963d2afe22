"""What the invented coalitions agreed, and how it came to be: written, changed, adopted, lapsed.

The four coalitions differ on purpose: one has every step, one is still writing, and two do the prenatal home visit
in another way. Days count back from the day of the demo.
"""

from dataclasses import dataclass

from coalitions.models import Step

AT, WA, SW, OO = "achtkarspelen-en-tytsjerksteradiel", "waadhoeke", "sudwest-fryslan", "ooststellingwerf"
JELLE, GRIET, TRIENKE = "coalitieleider", "griet.verzonnema", "trienke.schijnstra"
HARMEN, HINKE, ATE, MARRIT = "harmen.zogenaamdstra", "hinke.voorbeeldstra", "ate.schijnsma", "marrit.fictstra"

LEADERS = {AT: JELLE, WA: HARMEN, SW: HINKE, OO: MARRIT}


@dataclass(frozen=True)
class Told:
    """One thing somebody did with an agreement; `values` are what they filled in."""

    days_ago: int
    by: str
    values: dict
    note: str = ""


@dataclass(frozen=True)
class Written:
    coalition: str
    step: Step
    title: str
    told: tuple[Told, ...]  # the first wrote it, the others changed it
    owner: str
    kinds: tuple[str, ...]  # of the organisations that take part
    adopted: int | None = None  # days ago
    review_in: int = 300  # days from now; below zero is too late
    lapsed: tuple[int, str] | None = None  # days ago, why


NOTICING_AT = """Bij het eerste gesprek vraagt de verloskundige elke vrouw naar wonen, geld, werk, relatie en steun.

- De verloskundige vult de vragenlijst samen met de vrouw in, in week 8 tot 12.
- Blijkt er iets, dan vraagt zij: mag ik hierover overleggen?
- In week 27 komen dezelfde vragen nog een keer."""

PRENATAL_AT = """De **verloskundige** vraagt het prenataal huisbezoek aan, met toestemming van de ouders.

- Zij vult het aanmeldformulier in en stuurt het naar de JGZ, liefst voor week 20.
- De jeugdverpleegkundige belt de ouders binnen vijf werkdagen.
- Het bezoek is tussen week 22 en week 28, bij de ouders thuis.
- Na het bezoek belt de jeugdverpleegkundige de verloskundige. Zij spreken af wie wat doet.

Lukt het niet om de ouders te bereiken? Dan bespreekt de verloskundige het bij de volgende controle."""

PRENATAL_WA = """De **JGZ** biedt het prenataal huisbezoek aan elke zwangere vrouw aan die haar eerste kind krijgt.

- De verloskundige geeft in week 16 de uitnodiging mee, in gewone taal. Zij hoeft niets aan te melden.
- Ouders maken zelf een afspraak, of de JGZ belt hen in week 24.
- Het bezoek duurt een uur. De jeugdverpleegkundige vertelt wat er na de geboorte komt, en vraagt wat nodig is.
- Wil iemand meer hulp, dan belt de jeugdverpleegkundige samen met de ouders het wijkteam."""

WRITTEN = (
    Written(
        AT,
        Step.NOTICING,
        "Elke zwangere vrouw krijgt dezelfde vragen",
        (
            Told(
                1200,
                JELLE,
                {"text": "De verloskundige vraagt naar de situatie thuis als zij daar aanleiding voor ziet."},
            ),
            Told(
                900,
                GRIET,
                {
                    "text": NOTICING_AT.replace("\n- In week 27 komen dezelfde vragen nog een keer.", ""),
                    "instrument": "Vragenlijst ALPHA-NL",
                },
                "Alleen vragen bij een vermoeden bleek te laat. Nu vragen we het iedereen.",
            ),
            Told(
                200,
                JELLE,
                {"text": NOTICING_AT},
                "In het overleg van april afgesproken: ook later in de zwangerschap.",
            ),
        ),
        GRIET,
        ("midwives", "hospital", "youth_health"),
        adopted=880,
    ),
    Written(
        AT,
        Step.DISCUSSING,
        "Met de ouders, en daarna in het klein overleg",
        (
            Told(
                860,
                JELLE,
                {
                    "text": "We praten **met** de ouders, niet over hen. Pas daarna overleggen professionals.\n\n"
                    "- Wie de zorg ziet, bespreekt die zelf met de ouders.\n"
                    "- Zeggen de ouders ja, dan komt het in het klein overleg: elke eerste dinsdag om 12.30 uur.\n"
                    "- Daar zitten de verloskundige, de JGZ en het gebiedsteam. De ouders mogen erbij zijn.",
                    "instrument": "Toestemmingsformulier",
                },
            ),
            Told(420, JELLE, {"valid_from": "2024-10-01"}, "De eerste keer was in oktober."),
        ),
        JELLE,
        ("midwives", "youth_health", "municipality"),
        adopted=850,
    ),
    Written(
        AT,
        Step.REFERRING,
        "Eén nummer voor alle verwijzingen",
        (
            Told(
                800,
                JELLE,
                {
                    "text": "Iedereen die een gezin wil verwijzen, belt het aanmeldpunt van het gebiedsteam.\n\n"
                    "- Het aanmeldpunt belt de ouders binnen drie werkdagen.\n"
                    "- Wie verwees, hoort binnen twee weken wat ermee is gedaan.\n"
                    "- Is er haast, zeg dat dan. Dan belt iemand dezelfde dag."
                },
            ),
            Told(500, JELLE, {"instrument": "Verwijsafspraken geboortezorg en sociaal domein"}),
        ),
        JELLE,
        ("municipality", "midwives", "youth_care"),
        adopted=780,
        review_in=-40,
    ),
    Written(
        AT,
        Step.PRENATAL_VISIT,
        "Prenataal huisbezoek op aanmelding van de verloskundige",
        (
            Told(1000, JELLE, {"text": "De JGZ doet een huisbezoek als de verloskundige daarom vraagt."}),
            Told(
                760,
                TRIENKE,
                {
                    "text": PRENATAL_AT.replace("vijf werkdagen", "tien werkdagen").split("\n\nLukt het niet")[0],
                    "instrument": "Aanmeldformulier prenataal huisbezoek",
                },
                "Met termijnen erbij, zodat iedereen weet waar hij op kan rekenen.",
            ),
            Told(300, JELLE, {"text": PRENATAL_AT.split("\n\nLukt het niet")[0]}, "Tien dagen was te lang."),
            Told(120, TRIENKE, {"text": PRENATAL_AT}, "Besproken na drie keer geen gehoor."),
        ),
        TRIENKE,
        ("midwives", "youth_health"),
        adopted=740,
        review_in=20,
    ),
    Written(
        AT,
        Step.SUPPORTING,
        "Eén gezin, één vast gezicht",
        (
            Told(
                600,
                JELLE,
                {
                    "text": "Helpen er meer mensen in een gezin, dan kiezen de ouders een vast gezicht.\n\n"
                    "- Dat is iemand die er toch al komt.\n"
                    "- Het vaste gezicht houdt het overzicht en belt de anderen.\n"
                    "- Wil een gezin liever een vrijwilliger, dan vraagt het gebiedsteam Home-Start.",
                },
            ),
        ),
        JELLE,
        ("municipality", "volunteers", "youth_health"),
        adopted=580,
    ),
    Written(
        AT,
        Step.HANDING_OVER,
        "Warme overdracht van verloskundige naar kraamzorg en JGZ",
        (
            Told(
                700,
                JELLE,
                {
                    "text": "Bij zorgen draagt de verloskundige over in een gesprek, met de ouders erbij.\n\n"
                    "- In week 34: verloskundige en kraamzorg.\n"
                    "- In de eerste week na de geboorte: kraamzorg en JGZ.\n"
                    "- Wat op papier komt, lezen de ouders eerst.",
                    "instrument": "Overdrachtsformulier",
                },
            ),
        ),
        GRIET,
        ("midwives", "maternity_care", "youth_health"),
        adopted=690,
    ),
    Written(
        AT,
        Step.HANDING_OVER,
        "Overdracht per brief",
        (Told(1300, JELLE, {"text": "De verloskundige stuurt na de geboorte een brief naar het consultatiebureau."}),),
        GRIET,
        ("midwives", "youth_health"),
        adopted=1290,
        lapsed=(685, "Een brief werd vaak niet gelezen. Er is nu een gesprek voor in de plaats gekomen."),
    ),
    Written(
        AT,
        Step.EVALUATING,
        "Elk jaar in november kijken we terug",
        (
            Told(
                400,
                JELLE,
                {
                    "text": "In november bespreken we met alle partners wat werkte en wat niet.\n\n"
                    "- De JGZ en de verloskundigen tellen de huisbezoeken. Alleen aantallen, geen namen.\n"
                    "- Twee ouders vertellen hoe zij het vonden.\n"
                    "- De coalitieleider zet de verbeterpunten op de werkagenda."
                },
            ),
        ),
        JELLE,
        ("municipality", "midwives", "youth_health", "maternity_care"),
        adopted=390,
    ),
    Written(
        WA,
        Step.NOTICING,
        "Signalen van kwetsbaarheid bespreken we in gewone taal",
        (
            Told(
                500,
                HARMEN,
                {
                    "text": "De verloskundige gebruikt bij elke vrouw de vijf gesprekskaarten van de bibliotheek.\n\n"
                    "- De kaarten hebben plaatjes, zodat lezen niet nodig is.\n"
                    "- De verloskundige schrijft alleen op wat de vrouw goed vindt.",
                    "instrument": "Gesprekskaarten",
                },
            ),
            Told(
                250,
                HARMEN,
                {"instrument": "Gesprekskaarten en vragenlijst ALPHA-NL"},
                "Het ziekenhuis werkt met ALPHA-NL. Zo sluiten we aan.",
            ),
        ),
        HARMEN,
        ("midwives", "library"),
        adopted=480,
    ),
    Written(
        WA,
        Step.REFERRING,
        "Verwijzen doen we samen met de ouders aan de telefoon",
        (
            Told(
                450,
                HARMEN,
                {
                    "text": "Wie verwijst, belt in het bijzijn van de ouders. Zo weten zij meteen wie er komt.\n\n"
                    "- Bel het wijkteam, op werkdagen tussen 9 en 12 uur.\n"
                    "- Het wijkteam plant binnen een week een gesprek."
                },
            ),
        ),
        HARMEN,
        ("municipality", "midwives"),
        adopted=430,
        review_in=-60,
    ),
    Written(
        WA,
        Step.PRENATAL_VISIT,
        "Prenataal huisbezoek voor iedereen bij een eerste kind",
        (
            Told(
                380,
                HARMEN,
                {"text": PRENATAL_WA, "instrument": "Handreiking prenataal huisbezoek (NCJ)"},
            ),
            Told(
                90,
                HARMEN,
                {"text": PRENATAL_WA.replace("in week 24", "in week 22")},
                "Week 24 was voor sommige ouders te laat.",
            ),
        ),
        HARMEN,
        ("youth_health", "midwives", "municipality"),
        adopted=365,
    ),
    Written(
        WA,
        Step.SUPPORTING,
        "Taalmaatje of steungezin naast de hulp",
        (Told(150, HARMEN, {"text": "Het wijkteam vraagt elk gezin of een taalmaatje of steungezin zou helpen."}),),
        HARMEN,
        ("library", "volunteers"),
    ),
    Written(
        WA,
        Step.HANDING_OVER,
        "De kraamzorg belt het consultatiebureau",
        (
            Told(
                330,
                HARMEN,
                {
                    "text": "Op dag 6 belt de kraamverzorgende de jeugdverpleegkundige, met de ouders erbij.\n\n"
                    "- Zij vertelt wat goed gaat en waar de ouders hulp bij willen."
                },
            ),
        ),
        HARMEN,
        ("maternity_care", "youth_health"),
        adopted=320,
    ),
    Written(
        SW,
        Step.NOTICING,
        "Signaleren volgens het zorgpad",
        (
            Told(
                260,
                HINKE,
                {
                    "text": "De verloskundige en de gynaecoloog volgen stap 1 van het zorgpad.\n\n"
                    "- Bij twijfel bellen zij elkaar dezelfde week.",
                    "instrument": "Zorgpad Súdwest-Fryslân en De Fryske Marren",
                },
            ),
        ),
        ATE,
        ("midwives", "hospital"),
        adopted=240,
    ),
    Written(
        SW,
        Step.REFERRING,
        "Waar kan een gezin terecht in de dorpen",
        (
            Told(
                210,
                HINKE,
                {
                    "text": "Elk dorp heeft een vaste medewerker van het gebiedsteam. Zie de sociale kaart.",
                    "instrument": "Zorgpad Súdwest-Fryslân en De Fryske Marren",
                },
            ),
        ),
        HINKE,
        ("municipality", "midwives"),
        adopted=200,
    ),
    Written(
        SW,
        Step.PRENATAL_VISIT,
        "Prenataal huisbezoek in het zorgpad",
        (
            Told(
                80, HINKE, {"text": "De JGZ gaat op huisbezoek. Wie meldt aan: de verloskundige, of ook de huisarts?"}
            ),
            Told(
                20,
                HINKE,
                {"text": "De JGZ gaat op huisbezoek. De verloskundige of de huisarts meldt aan, met toestemming."},
                "Voorstel van de verloskundigen. Nog bespreken met de huisartsen.",
            ),
        ),
        HINKE,
        ("youth_health", "midwives"),
    ),
    Written(
        SW,
        Step.HANDING_OVER,
        "Overdracht van ziekenhuis naar huis",
        (Told(45, HINKE, {"text": "Voor het ontslag belt het ziekenhuis de eigen verloskundige en de kraamzorg."}),),
        ATE,
        ("hospital", "midwives", "maternity_care"),
    ),
    Written(
        OO,
        Step.DISCUSSING,
        "Wie belt wie bij zorgen",
        (Told(15, MARRIT, {"text": "We beginnen met een lijst: wie kun je bellen bij welke vraag?"}),),
        MARRIT,
        ("municipality", "youth_health"),
    ),
)
