"""Invented bottlenecks, as the coalitions of Fryslân might have named them over two years. Nobody's words."""

from dataclasses import dataclass

from themetables.models import BottleneckState


@dataclass(frozen=True)
class Text:
    key: str
    title: str
    what_happens: str
    for_whom: str
    would_help: str
    pillars: str
    coalition: str  # empty: named by the coordinator for the network
    days_ago: int
    recognised: str = ""  # slugs of the others
    how: tuple[tuple[str, str], ...] = ()  # (slug, how it is there)
    table: str = ""
    # (days ago, state, reason)
    steps: tuple[tuple[int, str, str], ...] = ()
    merged_into: str = ""


AGENDA, TAKEN_UP, DELIVERED = BottleneckState.AGENDA, BottleneckState.TAKEN_UP, BottleneckState.DELIVERED
SOLVED, TURNED_DOWN = BottleneckState.SOLVED, BottleneckState.TURNED_DOWN
AT = "achtkarspelen-en-tytsjerksteradiel"
NORTH = f"dantumadiel noardeast-fryslan leeuwarden harlingen waadhoeke {AT}"
SOUTH = "heerenveen opsterland ooststellingwerf weststellingwerf de-fryske-marren sudwest-fryslan smallingerland"

TEXTS = (
    Text(
        "niet-zwanger",
        "Niemand weet waar je terechtkunt met vragen over wel of niet zwanger worden",
        "Professionals praten er niet over, omdat ze niet weten naar wie ze kunnen verwijzen. Mensen die het moeilijk "
        "hebben, krijgen daardoor geen gesprek over hun kinderwens.",
        "mensen in een kwetsbare situatie met vragen over een kinderwens",
        "Eén naam en één nummer per gemeente, en iemand die het gesprek kan voeren.",
        "voor",
        "dantumadiel",
        1130,
        "noardeast-fryslan leeuwarden smallingerland waadhoeke",
        table="nu-niet-zwanger",
        # Before the network stopped this table, two Decembers ago.
        steps=((1100, TAKEN_UP, ""), (800, SOLVED, "Nu Niet Zwanger is in de gemeenten deel van het gewone werk.")),
    ),
    Text(
        "eigen-bijdrage",
        "Gezinnen zien af van kraamzorg door de eigen bijdrage",
        "De eigen bijdrage loopt op tot honderden euro's. Wie het niet kan betalen, neemt minder uren of zegt de "
        "kraamzorg af. Juist daar was de hulp het hardst nodig.",
        "gezinnen met weinig geld, en kraamverzorgenden die het zien gebeuren",
        "Een regeling die in elke gemeente hetzelfde werkt, en die de verloskundige al tijdens de zwangerschap noemt.",
        "na",
        AT,
        700,
        f"{SOUTH} leeuwarden harlingen noardeast-fryslan waadhoeke",
        (
            (
                "sudwest-fryslan",
                "Bij ons betaalt de gemeente het via de bijzondere bijstand, maar bijna niemand weet dat.",
            ),
            ("leeuwarden", "In drie wijken neemt een op de vijf gezinnen minder uren dan het advies."),
            ("ooststellingwerf", "Wij horen het van de kraambureaus. Hoe vaak het gebeurt, weten we niet."),
        ),
        "kraamzorg",
        (
            (690, AGENDA, ""),
            (655, TAKEN_UP, "Dit speelt in meer dan de helft van de gemeenten."),
            (170, DELIVERED, ""),
        ),
    ),
    Text(
        "te-duur",
        "Kraamzorg is te duur voor ouders met schulden",
        "Ouders met schulden bestellen de kraamzorg af als ze de rekening van de eigen bijdrage zien.",
        "ouders met schulden",
        "Dat de gemeente de eigen bijdrage betaalt.",
        "na",
        "opsterland",
        395,
        "weststellingwerf",
        merged_into="eigen-bijdrage",
    ),
    Text(
        "regie",
        "Na een verwijzing weet niemand wie de regie heeft",
        "De verloskundige verwijst, het wijkteam start en de jeugdgezondheidszorg hoort het pas na de geboorte. "
        "Drie mensen doen een stukje en niemand houdt het geheel bij.",
        "zwangere vrouwen met meer dan één hulpverlener, en iedereen die met hen werkt",
        "Een afspraak wie er belt, wie er bijhoudt en wanneer dat overgaat.",
        "tijdens",
        "waadhoeke",
        690,
        f"{SOUTH} {NORTH}",
        (
            (AT, "Bij ons houdt de jeugdverpleegkundige het bij vanaf week 16. Dat staat in onze afspraken."),
            ("smallingerland", "We hebben een zorgpad, maar bij ziekte valt het stil: er is geen vervanger."),
            ("sudwest-fryslan", "We zijn net begonnen. Iedereen denkt nu dat de ander het doet."),
        ),
        "zorgpad",
        ((670, TAKEN_UP, ""), (140, DELIVERED, "")),
    ),
    Text(
        "vragenlijst",
        "Elke praktijk gebruikt een andere vragenlijst om zorgen te signaleren",
        "De ene praktijk gebruikt de ALPHA-lijst, de andere een eigen lijst en een derde vraagt het mondeling. Wat "
        "daarna in de verwijzing staat, is niet te vergelijken.",
        "verloskundigen, gynaecologen en wie de verwijzing krijgt",
        "Eén lijst voor de hele provincie, of een vertaaltabel tussen de lijsten.",
        "tijdens",
        "smallingerland",
        600,
        "leeuwarden heerenveen de-fryske-marren opsterland harlingen waadhoeke sudwest-fryslan",
        (("waadhoeke", "Vier praktijken, drie lijsten. Het wijkteam vraagt alles opnieuw."),),
        "zorgpad",
        ((520, TAKEN_UP, "De tafel neemt het mee in het volgen van het zorgpad."),),
    ),
    Text(
        "wachtlijst",
        "Lange wachtlijst voor hulp bij angst en somberheid rond de geboorte",
        "Een verwijzing tijdens de zwangerschap leidt vaak pas na de bevalling tot een eerste gesprek. In de "
        "tussentijd is er niets.",
        "ouders met psychische klachten tijdens de zwangerschap",
        "Een plek waar je binnen twee weken terechtkunt, ook als dat nog geen behandeling is.",
        "tijdens na",
        "smallingerland",
        640,
        f"{SOUTH} {NORTH} terschelling",
        (
            ("heerenveen", "Acht tot twaalf weken, zegt de praktijkondersteuner. Dan is het kind er al."),
            ("terschelling", "En daar komt de boot nog bij."),
        ),
        "psychische-problemen",
        ((610, AGENDA, ""), (575, TAKEN_UP, "")),
    ),
    Text(
        "overdracht-opvang",
        "Zwangere vrouwen in de opvang verhuizen zonder overdracht",
        "Een vrouw die asiel zoekt, verhuist soms twee keer in een zwangerschap. Het dossier reist niet mee en de "
        "nieuwe verloskundige begint opnieuw.",
        "vrouwen in de opvang voor asielzoekers, en verloskundigen bij een opvanglocatie",
        "Een vast formulier dat meereist en een telefoonnummer per locatie.",
        "tijdens",
        "leeuwarden",
        560,
        f"harlingen heerenveen smallingerland waadhoeke {AT}",
        ((AT, "Bij de opvang in ons gebied komt de melding vaak pas na de verhuizing."),),
        "asielzoekers",
        ((530, TAKEN_UP, ""), (85, DELIVERED, "")),
    ),
    Text(
        "moeilijke-vragen",
        "Nieuwe collega's durven vragen over geld en veiligheid niet te stellen",
        "Wie net begint, slaat de vragen over schulden en onveiligheid thuis over, of stelt ze zo dat het antwoord "
        "altijd nee is. Scholing is er, maar alleen in Leeuwarden en op werkdagen.",
        "nieuwe verloskundigen, kraamverzorgenden en verpleegkundigen",
        "Korte scholing in de eigen streek, ook in de avond.",
        "tijdens na",
        "noardeast-fryslan",
        540,
        "dantumadiel terschelling vlieland ooststellingwerf weststellingwerf sudwest-fryslan waadhoeke harlingen",
        (("ooststellingwerf", "Wij zijn een kleine groep. Als er twee gaan, is er niemand in de praktijk."),),
        "scholing",
        ((500, TAKEN_UP, ""), (55, DELIVERED, "")),
    ),
    Text(
        "moeilijke-brieven",
        "Folders en brieven zijn te moeilijk voor ouders die moeite hebben met lezen",
        "De brief over het huisbezoek is een A4 vol. Ouders die moeilijk lezen, leggen hem weg en missen de afspraak.",
        "ouders die moeite hebben met lezen, of met een licht verstandelijke beperking",
        "Eén set brieven en plaatjes die iedereen mag gebruiken.",
        "tijdens na",
        "waadhoeke",
        470,
        f"{SOUTH} dantumadiel noardeast-fryslan leeuwarden",
        (("dantumadiel", "Wij hebben de brief over het huisbezoek herschreven. Die mag iedereen lenen."),),
        "ouders-met-een-lvb",
        ((430, TAKEN_UP, ""),),
    ),
    Text(
        "laat-herkend",
        "We herkennen een licht verstandelijke beperking te laat",
        "Pas als afspraken vaak misgaan, denkt iemand aan een beperking. Dan is er al een jaar te moeilijk gepraat.",
        "ouders met een licht verstandelijke beperking",
        "Een korte checklist en iemand om mee te overleggen.",
        "tijdens na",
        "de-fryske-marren",
        430,
        "sudwest-fryslan heerenveen leeuwarden smallingerland opsterland weststellingwerf",
        table="ouders-met-een-lvb",
        steps=((400, TAKEN_UP, ""),),
    ),
    Text(
        "eilanden",
        "Op de eilanden is er 's nachts geen verloskundige",
        "Bij een bevalling in de nacht moet een zwangere vrouw met de boot of de helikopter naar de wal. Veel vrouwen "
        "gaan daarom twee weken eerder, zonder hun gezin.",
        "zwangere vrouwen op de Waddeneilanden",
        "Een vaste plek aan de wal waar een gezin kan logeren.",
        "tijdens",
        "ameland",
        330,
        "terschelling vlieland schiermonnikoog",
        (("terschelling", "Bij ons is er wel een verloskundige, maar zij kan niet elke nacht dienst hebben."),),
        steps=(
            (
                120,
                TURNED_DOWN,
                "De nachtdienst is een afspraak tussen de verzekeraar en de verloskundigen. Het netwerk kan dat niet "
                "regelen. De ROS heeft het knelpunt overgenomen en vertelt in het voorjaar hoe het staat.",
            ),
        ),
    ),
    Text(
        "vervoer",
        "Ouders uit de dorpen komen niet naar groepsbijeenkomsten",
        "De bijeenkomsten zijn in de grootste plaats. Wie geen auto heeft, is anderhalf uur met de bus onderweg en "
        "komt na één keer niet terug.",
        "zwangere vrouwen en jonge ouders zonder auto",
        "Bijeenkomsten in de dorpen, of vervoer dat al geregeld is.",
        "tijdens na",
        "noardeast-fryslan",
        115,
        "dantumadiel waadhoeke sudwest-fryslan",
        (("sudwest-fryslan", "Negentig dorpen en kernen. We proberen het nu in drie dorpshuizen."),),
    ),
    Text(
        "vaders",
        "Vaders en partners worden bijna nooit aangesproken",
        "Uitnodigingen gaan naar de moeder, en in het gesprek zit de partner erbij zonder dat iemand iets vraagt.",
        "vaders en partners",
        "Voorbeelden van vragen en een uitnodiging op twee namen.",
        "tijdens na",
        "ooststellingwerf",
        78,
        "weststellingwerf opsterland heerenveen leeuwarden harlingen",
        (("leeuwarden", "Bij de vadergroep in de wijk komen er tien. Dat begon met een appje, niet met een brief."),),
        steps=((21, AGENDA, "Voor de bijeenkomst van december."),),
    ),
    Text(
        "cijfers-roken",
        "Cijfers over roken in de zwangerschap komen pas na twee jaar",
        "We doen mee aan een rookvrije start, maar zien pas over twee jaar of het iets doet.",
        "coalities die met een rookvrije start werken",
        "Elk half jaar een voorlopig cijfer per gemeente.",
        "voor tijdens",
        "ooststellingwerf",
        52,
        "weststellingwerf",
    ),
    Text(
        "brieven-instanties",
        "Ouders die moeilijk lezen begrijpen brieven en folders niet",
        "De brieven over zwangerschap en geboorte zijn te moeilijk. Ouders die moeite hebben met lezen, leggen ze weg "
        "en missen hun afspraak.",
        "ouders die moeite hebben met lezen",
        "Brieven in eenvoudige woorden.",
        "tijdens",
        "opsterland",
        38,
    ),
    Text(
        "huisbezoek-geld",
        "Na volgend jaar is er geen geld meer voor het prenataal huisbezoek",
        "Het huisbezoek wordt betaald uit de SPUK. Die stopt, en de gemeente heeft er geen eigen post voor.",
        "gemeenten, en de jeugdgezondheidszorg die het huisbezoek doet",
        "Een berekening van wat het kost en wat het oplevert, die elke gemeente kan gebruiken.",
        "tijdens",
        "heerenveen",
        29,
        "smallingerland opsterland weststellingwerf",
        (
            (
                "smallingerland",
                "Wij hebben het voor één jaar uit de eigen begroting gehaald. Daarna weten we het niet.",
            ),
        ),
    ),
    Text(
        "ziekenhuis",
        "Gemeenten weten van elkaar niet wat zij met het ziekenhuis hebben afgesproken",
        "Vier ziekenhuizen, achttien gemeenten, en ieder maakt eigen afspraken over de overdracht na de bevalling.",
        "ziekenhuizen, kraamzorg en jeugdgezondheidszorg",
        "De afspraken naast elkaar, en dan kijken wat hetzelfde kan.",
        "na",
        "",
        14,
    ),
)
