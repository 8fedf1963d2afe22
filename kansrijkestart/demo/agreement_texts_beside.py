"""What four more coalitions agreed: less than the first four, or more on one step, as their phase says.

See also: agreement_texts.py, coalitions.py.
"""

from coalitions.models import Step
from kansrijkestart.demo.agreement_texts import Told, Written

SM, LE, FM, HA = "smallingerland", "leeuwarden", "de-fryske-marren", "harlingen"
OEDS, YTSJE = "oeds.testkamp", "ytsje.demoberg"
FROUKJE, RIENTS, GEERTJE, SIPKE = "froukje.zogenaamd", "rients.voorbeeldma", "geertje.proefkema", "sipke.testhuis"
TSJITSKE, KLAAS, JILDOU = "tsjitske.demosma", "klaas.testma", "jildou.voorbeeldinga"

LEADERS = {SM: OEDS, LE: FROUKJE, FM: TSJITSKE, HA: JILDOU}

WRITTEN = (
    Written(
        SM,
        Step.NOTICING,
        "De ALPHA-vragenlijst in week 10",
        (
            Told(
                930,
                OEDS,
                {
                    "text": "Elke zwangere vrouw krijgt van de verloskundige de ALPHA-vragenlijst mee.\n\n"
                    "- Zij vult hem thuis in, of samen met de assistent als lezen lastig is.\n"
                    "- In week 12 bespreekt de verloskundige de antwoorden.",
                    "instrument": "ALPHA-NL",
                },
            ),
            Told(210, OEDS, {"title": "De ALPHA-vragenlijst in week 8"}, "Week 10 was te laat voor een goed gesprek."),
        ),
        OEDS,
        ("midwives", "hospital"),
        adopted=900,
    ),
    Written(
        SM,
        Step.DISCUSSING,
        "Het zorgpadoverleg, elke tweede donderdag",
        (
            Told(
                820,
                OEDS,
                {
                    "text": "Verloskundige, ziekenhuis, JGZ en maatschappelijk werk bespreken wat samen moet.\n\n"
                    "- Alleen met toestemming, en de ouders lezen wat er is afgesproken.\n"
                    "- Wie het inbrengt, belt de ouders dezelfde dag terug.",
                },
            ),
        ),
        YTSJE,
        ("midwives", "hospital", "youth_health", "welfare"),
        adopted=800,
    ),
    Written(
        SM,
        Step.REFERRING,
        "Van kleur in het zorgpad naar wie er belt",
        (
            Told(
                780,
                OEDS,
                {
                    "text": "Groen: de verloskundige begeleidt zelf. Oranje: zij belt het maatschappelijk werk. Rood: "
                    "zij belt de POP-poli, die binnen een week een plek heeft.",
                    "instrument": "Zorgpad Smallingerland",
                },
            ),
        ),
        OEDS,
        ("midwives", "mental_health", "welfare"),
        adopted=760,
    ),
    Written(
        SM,
        Step.PRENATAL_VISIT,
        "Huisbezoek bij oranje en rood",
        (
            Told(
                640,
                OEDS,
                {
                    "text": "Bij oranje en rood biedt de JGZ een huisbezoek aan, tussen week 20 en week 26.\n\n"
                    "- Willen ouders liever naar het consultatiebureau komen? Dat is ook goed.\n"
                    "- De gemeente betaalt, ook als er twee bezoeken nodig zijn.",
                    "instrument": "Zorgpad Smallingerland",
                },
            ),
        ),
        OEDS,
        ("youth_health", "municipality"),
        adopted=610,
        review_in=-9,
    ),
    Written(
        SM,
        Step.SUPPORTING,
        "Ouders kiezen wie er komt",
        (
            Told(
                560,
                YTSJE,
                {
                    "text": "Het maatschappelijk werk legt ouders voor wat er kan, op één blad met plaatjes. Zij "
                    "kiezen. Na zes weken kijken we samen of het helpt.",
                },
            ),
        ),
        YTSJE,
        ("welfare", "youth_health"),
        adopted=540,
    ),
    Written(
        SM,
        Step.HANDING_OVER,
        "Eén overdracht, drie lezers",
        (
            Told(
                520,
                OEDS,
                {
                    "text": "De verloskundige schrijft in week 34 één overdracht. Kraamzorg, JGZ en huisarts lezen "
                    "dezelfde. De ouders krijgen haar het eerst.",
                    "instrument": "Overdracht in het zorgpad",
                },
            ),
        ),
        OEDS,
        ("midwives", "maternity_care", "youth_health"),
        adopted=500,
    ),
    Written(
        SM,
        Step.EVALUATING,
        "Elk kwartaal tellen, elk jaar bijstellen",
        (
            Told(
                380,
                OEDS,
                {"text": "Elk kwartaal tellen we hoe vaak het oranje en rood was. In mei stellen we het zorgpad bij."},
            ),
            Told(
                20,
                OEDS,
                {
                    "text": "Elk kwartaal tellen we hoe vaak het oranje en rood was. In mei stellen we het zorgpad "
                    "bij, samen met drie ouders die het meemaakten."
                },
                "De ouders van vorig jaar haalden twee dingen boven die wij misten.",
            ),
        ),
        OEDS,
        ("municipality", "midwives", "hospital"),
        adopted=365,
    ),
    Written(
        LE,
        Step.NOTICING,
        "In elke wijk dezelfde startvraag",
        (
            Told(
                720,
                FROUKJE,
                {
                    "text": "Verloskundige, huisarts en wijkteam beginnen met dezelfde vraag: waar maak je je zorgen "
                    "over?\n\n- Het antwoord staat in de woorden van de vrouw zelf.\n- Spreekt zij geen Nederlands, "
                    "dan belt een tolk mee.",
                },
            ),
        ),
        GEERTJE,
        ("midwives", "municipality"),
        adopted=690,
    ),
    Written(
        LE,
        Step.DISCUSSING,
        "De wijktafel komt bij elkaar als ouders dat willen",
        (
            Told(
                660,
                FROUKJE,
                {
                    "text": "Er is geen vaste dag. De verloskundige belt de wijktafel bij elkaar, binnen twee weken, "
                    "met de ouders erbij. Zij zeggen wie er verder mag komen.",
                },
            ),
        ),
        FROUKJE,
        ("municipality", "midwives", "youth_health"),
        adopted=640,
    ),
    Written(
        LE,
        Step.REFERRING,
        "Binnen een week belt de verloskundige het wijkteam",
        (
            Told(
                620,
                FROUKJE,
                {"text": "De verloskundige belt het wijkteam van de wijk waar het gezin woont, met de ouders erbij."},
            ),
            Told(
                330,
                GEERTJE,
                {
                    "text": "De verloskundige belt binnen een week het wijkteam van de wijk waar het gezin woont, met "
                    "de ouders erbij. Verhuist het gezin, dan belt het oude wijkteam het nieuwe."
                },
                "Gezinnen die verhuisden, raakten wij kwijt.",
            ),
        ),
        FROUKJE,
        ("municipality", "midwives"),
        adopted=600,
    ),
    Written(
        LE,
        Step.SUPPORTING,
        "Een vrijwilliger naast de hulp",
        (
            Told(
                310,
                FROUKJE,
                {
                    "text": "Vraagt een gezin om iemand die langskomt, dan zoekt Home-Start binnen een maand een "
                    "vrijwilliger uit dezelfde wijk. De professional blijft bellen tot die er is.",
                },
            ),
        ),
        SIPKE,
        ("volunteers", "municipality"),
        adopted=300,
    ),
    Written(
        LE,
        Step.PRENATAL_VISIT,
        "Huisbezoek in de wijk of in de opvang",
        (
            Told(
                9,
                RIENTS,
                {"text": "De JGZ komt thuis. Woont een vrouw in de opvang, dan is het gesprek daar, met een tolk."},
            ),
        ),
        RIENTS,
        ("youth_health", "midwives"),
    ),
    Written(
        FM,
        Step.NOTICING,
        "Twee vragen bij elke controle",
        (
            Told(
                520,
                TSJITSKE,
                {
                    "text": "Bij elke controle vraagt de verloskundige: hoe slaap je, en wie helpt je? Klinkt er iets "
                    "door, dan plant zij een langer gesprek.",
                    "instrument": "Zorgpad Súdwest-Fryslân en De Fryske Marren",
                },
            ),
        ),
        "ate.schijnsma",
        ("midwives", "hospital"),
        adopted=500,
    ),
    Written(
        FM,
        Step.REFERRING,
        "Geldzorgen gaan rechtstreeks naar het gebiedsteam",
        (
            Told(
                500,
                KLAAS,
                {
                    "text": "Wie geldzorgen hoort, vraagt: mag het gebiedsteam je bellen? Het gebiedsteam belt binnen "
                    "drie werkdagen en regelt eerst wat voor de baby nodig is.",
                },
            ),
        ),
        KLAAS,
        ("municipality", "midwives"),
        adopted=480,
    ),
    Written(
        FM,
        Step.HANDING_OVER,
        "Het ziekenhuis belt voor het ontslag",
        (
            Told(
                230,
                TSJITSKE,
                {"text": "Op de dag voor het ontslag belt de afdeling de eigen verloskundige en de JGZ."},
            ),
        ),
        TSJITSKE,
        ("hospital", "midwives", "youth_health"),
        adopted=200,
    ),
    Written(
        FM,
        Step.PRENATAL_VISIT,
        "Wie vraagt het huisbezoek aan?",
        (Told(12, TSJITSKE, {"text": "Voorstel: wie de zorg het eerst hoort, vraagt het huisbezoek aan."}),),
        TSJITSKE,
        ("youth_health", "midwives"),
    ),
    Written(
        HA,
        Step.DISCUSSING,
        "Eerst samen met de ouders aan tafel",
        (
            Told(
                38,
                JILDOU,
                {"text": "We proberen het dit najaar bij vijf gezinnen: geen overleg zonder de ouders erbij."},
            ),
        ),
        JILDOU,
        ("municipality", "youth_health"),
    ),
)
