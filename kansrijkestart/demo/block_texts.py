"""What the invented tables made, and what the invented coalitions do with it. See also: demo/blocks.py."""

from dataclasses import dataclass, field

AT, WA, SW, OO = "achtkarspelen-en-tytsjerksteradiel", "waadhoeke", "sudwest-fryslan", "ooststellingwerf"


@dataclass(frozen=True)
class Told:
    """One version: how many days ago, what changed, and the parts of the text that are new in it."""

    days_ago: int
    what_changed: str
    parts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    table: str
    kind: str
    title: str
    summary: str
    for_whom: str
    steps: tuple[str, str, str]
    text: str
    owner: str
    began: int  # days ago
    versions: tuple[Told, ...] = ()
    tested: tuple[int, str] | None = None
    adopted: int | None = None
    solves: tuple[str, ...] = ()  # keys of demo/bottleneck_texts.py
    draft: dict = field(default_factory=dict)  # what the table changed since the newest version
    answers: tuple[tuple, ...] = ()  # coalition, state, days ago, reason, own text
    # What coalitions say to the newest version: no (days ago, reason), or nothing yet; the others move along.
    stays: dict = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    experiences: tuple[tuple, ...] = ()  # coalition, moment, days ago, read, text


PATH_TEXT = (
    "**Wat we afspreken**\n\n"
    "- De verloskundige stelt bij de intake de vragen van de signaleringslijst aan elke zwangere vrouw.\n"
    "- Zijn er zorgen op twee of meer punten, dan vraagt zij of zij iemand mag bellen.\n"
    "- De gemeente heeft één nummer. Wie belt, krijgt dezelfde dag antwoord.\n"
    "- Binnen twee weken spreken de verloskundige, de jeugdverpleegkundige en het gebiedsteam af wie het gezin "
    "begeleidt.\n"
    "- Na de geboorte draagt de kraamverzorgende over aan de jeugdgezondheidszorg, met de ouders erbij.\n\n"
    "**Wat elke gemeente zelf invult**\n\n"
    "Het telefoonnummer, wie er in het overleg zit, en hoe vaak jullie bij elkaar komen."
)
PATH_TEXT_3 = PATH_TEXT.replace(
    "Binnen twee weken spreken",
    "Binnen één week spreken",
).replace(
    "met de ouders erbij.",
    "met de ouders erbij. Zijn er geen kraamuren geweest, dan belt de verloskundige zelf.",
)
PATH_HERE = PATH_TEXT.replace(
    "De gemeente heeft één nummer. Wie belt, krijgt dezelfde dag antwoord.",
    "Wij hebben één nummer voor de twee gemeenten samen: dat van het gebiedsteam. Wie voor 12 uur belt, krijgt "
    "dezelfde dag antwoord.",
)
PATH_SMALL = PATH_TEXT.replace(
    "Binnen twee weken spreken de verloskundige, de jeugdverpleegkundige en het gebiedsteam af wie het gezin "
    "begeleidt.",
    "Wij zijn klein: de huisarts, de verloskundige en de jeugdverpleegkundige bellen elkaar nog dezelfde week.",
)

MADE = (
    Made(
        table="zorgpad",
        kind="format",
        title="Checklist voor het eerste gesprek",
        summary="Eén bladzijde met vragen voor de intake bij de verloskundige.",
        for_whom="Verloskundigen.",
        steps=("Print de lijst.", "Neem hem mee in het eerste gesprek.", "Bespreek in het team wat je opviel."),
        text="Twaalf vragen over wonen, geld, werk, steun en gezondheid. De vragen staan nu in het Fries zorgpad.",
        owner="ate.schijnsma",
        began=760,
        versions=(Told(730, "Eerste versie."),),
        adopted=700,
        answers=((SW, "in_use", 690, "", ""),),
    ),
    Made(
        table="zorgpad",
        kind="path",
        title="Fries zorgpad voor zwangere vrouwen in een kwetsbare situatie",
        summary="Wie doet wat, van het eerste gesprek tot na de geboorte. Met ruimte voor hoe jullie het regelen.",
        for_whom="Voor verloskundigen, huisartsen, kraamzorg, jeugdgezondheidszorg en het gebiedsteam. Voor zwangere "
        "vrouwen die op meer dan één gebied zorgen hebben.",
        steps=(
            "Zet verloskundige, jeugdgezondheidszorg, kraamzorg en gemeente bij elkaar en lees de tekst samen.",
            "Vul in wat plaatselijk is: het telefoonnummer, wie er in het overleg zit en hoe vaak.",
            "Begin met één praktijk. Kijk na drie maanden samen wat er gebeurde, en doe dan de rest.",
        ),
        text=PATH_TEXT,
        owner="ate.schijnsma",
        began=230,
        versions=(
            Told(140, "Eerste versie."),
            Told(75, "De vragen van de checklist voor het eerste gesprek staan er nu in."),
            Told(
                24,
                "Sneller overleg: binnen één week in plaats van twee. En wat je doet als er geen kraamuren waren.",
                {"common_text": PATH_TEXT_3},
            ),
        ),
        tested=(110, "vier verloskundigenpraktijken in Súdwest-Fryslân en Leeuwarden"),
        adopted=100,
        solves=("regie",),
        answers=(
            (SW, "in_use", 135, "", ""),
            (AT, "adapted", 70, "Twee gemeenten, één gebiedsteam: dan werkt één nummer beter.", PATH_HERE),
            (WA, "in_use", 66, "", ""),
            ("leeuwarden", "in_use", 120, "", ""),
            ("heerenveen", "in_use", 60, "", ""),
            ("de-fryske-marren", "in_use", 55, "", ""),
            ("terschelling", "adapted", 50, "Op een eiland kent iedereen elkaar.", PATH_SMALL),
            (OO, "not_yet", 40, "Wij bespreken eerst met de verloskundigen wie er belt.", ""),
            ("dantumadiel", "in_use", 45, "", ""),
            ("schiermonnikoog", "not_for_us", 30, "Hier worden een paar kinderen per jaar geboren. Wij bellen elkaar.",
             ""),
        ),
        stays={WA: (12, "Wij zijn net gewend aan twee weken. In maart kijken we of één week lukt.")},
        pending=(AT, "heerenveen", "dantumadiel"),
        experiences=(
            (SW, "beginning", 125, True, "Begin klein. Wij deden het eerst met twee praktijken; dat gaf vertrouwen."),
            (SW, "underway", 28, True, "Na vier maanden belt bijna elke verloskundige. Het ene nummer helpt: "
             "niemand hoeft te zoeken wie er over gaat."),
            ("leeuwarden", "underway", 26, True, "Reken op een halfjaar voordat iedereen het kent. Nieuwe "
             "collega's moeten het elke keer weer horen."),
        ),
    ),
    Made(
        table="asielzoekers",
        kind="format",
        title="Overdracht bij een verhuizing naar een andere opvang",
        summary="Eén formulier dat met de zwangere vrouw meegaat, zodat de zorg doorgaat.",
        for_whom="Voor verloskundigen en zorgverleners bij een opvanglocatie.",
        steps=(
            "Spreek af wie op jullie locatie hoort dat iemand gaat verhuizen.",
            "Vul het formulier samen met de vrouw in, met een tolk. Zij krijgt het mee.",
            "Bel de nieuwe verloskundige op de dag van de verhuizing.",
        ),
        text="Op het formulier staat hoe ver de zwangerschap is, welke onderzoeken er waren, welke taal zij spreekt "
        "en wie er gebeld moet worden. Het is van de vrouw zelf: zij beslist wie het leest.",
        owner="geertje.proefkema",
        began=160,
        versions=(Told(85, "Eerste versie."),),
        tested=(60, "twee opvanglocaties in Leeuwarden"),
        adopted=50,
        solves=("overdracht-opvang",),
        answers=(
            ("leeuwarden", "in_use", 80, "", ""),
            ("smallingerland", "in_use", 45, "", ""),
            (SW, "in_use", 42, "", ""),
            ("ameland", "not_for_us", 35, "Op het eiland is geen opvang.", ""),
            ("harlingen", "not_yet", 20, "De noodopvang gaat in het voorjaar open. Dan beginnen we.", ""),
        ),
        experiences=(
            ("leeuwarden", "beginning", 30, True, "Het werkt als iemand het op de dag zelf doet. Ligt het formulier "
             "een week, dan is de vrouw al weg."),
        ),
    ),
    Made(
        table="scholing",
        kind="training",
        title="In gesprek over geld en zorgen thuis",
        summary="Een middag oefenen met een acteur, voor iedereen die met aanstaande ouders praat.",
        for_whom="Voor verloskundigen, kraamverzorgenden, jeugdverpleegkundigen en medewerkers van het gebiedsteam.",
        steps=(
            "Zoek vijftien mensen van minstens drie organisaties bij elkaar.",
            "Vraag de trainer en de acteur aan bij de thematafel, drie maanden van tevoren.",
            "Kom na zes weken een uur terug bij elkaar: wat durfde je wel, en wat nog niet?",
        ),
        text="Je oefent drie gesprekken: over schulden, over spanning thuis en over hulp die iemand niet wil. "
        "Iedereen is een keer aan de beurt. De tafel betaalt de trainer; jullie zorgen voor een zaal en vrije uren.",
        owner="tetsje.demoveld",
        began=130,
        versions=(
            Told(55, "Eerste versie."),
            Told(20, "Er is een gesprek over spanning thuis bij gekomen.", {
                "summary": "Een middag oefenen met een acteur, voor iedereen die met aanstaande ouders praat. Nu ook "
                "over spanning thuis."}),
        ),
        adopted=40,
        solves=("moeilijke-vragen",),
        answers=(
            (WA, "in_use", 50, "", ""),
            ("leeuwarden", "in_use", 48, "", ""),
            ("opsterland", "in_use", 38, "", ""),
            ("weststellingwerf", "in_use", 30, "", ""),
            (OO, "in_use", 28, "", ""),
            ("noardeast-fryslan", "not_yet", 25, "De praktijken hebben te weinig mensen. Volgend jaar.", ""),
        ),
        pending=("opsterland",),
        experiences=(
            (WA, "beginning", 33, True, "De acteur maakt het echt. Zet mensen van verschillende organisaties in één "
             "groep: zij bellen elkaar daarna vaker."),
        ),
    ),
    Made(
        table="ouders-met-een-lvb",
        kind="guide",
        title="Gesprekskaart: begrijpen we elkaar?",
        summary="Tien zinnen en plaatjes waarmee je merkt of iemand je heeft begrepen, zonder iemand te kwetsen.",
        for_whom="Voor iedereen die ouders iets uitlegt. Voor ouders met een licht verstandelijke beperking, en voor "
        "wie moeite heeft met lezen.",
        steps=(
            "Lees de kaart samen in het team en oefen hem op elkaar.",
            "Gebruik hem een maand in elk eerste gesprek.",
            "Vertel de tafel wat werkte. De volgende versie maken we met ouders.",
        ),
        text="- Vraag iemand na te vertellen wat jullie afspraken.\n- Geef één ding tegelijk.\n- Schrijf de afspraak "
        "samen op, in zijn of haar woorden.\n- Vraag wie er meekomt naar het volgende gesprek.",
        owner="gooitzen.voorbeeldhof",
        began=260,
        solves=("laat-herkend",),
        versions=(Told(110, "Eerste versie, om te proberen."),),
        tested=(75, "twee gebiedsteams en een ervaringsdeskundige in Waadhoeke"),
        answers=(
            (WA, "in_use", 100, "", ""),
            ("heerenveen", "not_yet", 30, "Wij wachten op de versie die met ouders is gemaakt.", ""),
        ),
        experiences=(
            (WA, "beginning", 20, False, "Navertellen voelt eerst raar. Na een week doet iedereen het."),
        ),
    ),
    Made(
        table="psychische-problemen",
        kind="guide",
        title="Wie bel je wanneer? Kaart bij psychische problemen",
        summary="Eén kaart per regio: van een luisterend oor tot spoed, met wat je zegt als je belt.",
        for_whom="Voor verloskundigen, huisartsen, jeugdgezondheidszorg en gebiedsteams.",
        steps=(
            "Loop de kaart na met de huisartsen en de ggz in jullie gemeente.",
            "Zet jullie nummers erin en hang hem op.",
            "Kijk elk half jaar of de nummers nog kloppen.",
        ),
        text="**Vandaag nog**: de crisisdienst, via de huisarts.\n\n**Deze week**: de praktijkondersteuner of de "
        "POP-poli van het ziekenhuis.\n\n**Deze maand**: de jeugdverpleegkundige, het gebiedsteam of een "
        "vrijwilliger.\n\nZeg bij het bellen: hoe ver iemand zwanger is, wat je zorg is en wat de vrouw zelf wil.",
        owner="foppe.proefberg",
        began=380,
        versions=(Told(280, "Eerste versie."),),
        adopted=230,
        answers=(
            ("smallingerland", "in_use", 220, "", ""),
            ("noardeast-fryslan", "adapted", 190, "De POP-poli is voor onze ouders te ver weg.",
             "**Vandaag nog**: de crisisdienst, via de huisarts.\n\n**Deze week**: de praktijkondersteuner; die belt "
             "met de POP-poli en spreekt beeldbellen af.\n\n**Deze maand**: de jeugdverpleegkundige, het gebiedsteam "
             "of een vrijwilliger.\n\nZeg bij het bellen: hoe ver iemand zwanger is, wat je zorg is en wat de vrouw "
             "zelf wil."),
            (AT, "in_use", 170, "", ""),
            ("heerenveen", "in_use", 110, "", ""),
            ("leeuwarden", "not_for_us", 95, "Wij hebben sinds 2023 een eigen kaart met het ziekenhuis.", ""),
        ),
    ),
    Made(
        table="kraamzorg",
        kind="guide",
        title="Kraamzorg regelen als een gezin het moeilijk heeft",
        summary="Op tijd aanmelden, uitleggen wat kraamzorg is, en wat je doet als de eigen bijdrage het probleem is.",
        for_whom="Voor verloskundigen, kraamzorgorganisaties, gebiedsteams en zorgverzekeraars. Voor gezinnen die nu "
        "zonder kraamzorg thuiskomen.",
        steps=(
            "Vraag je kraamzorgorganisaties hoeveel gezinnen afzien van kraamzorg, en waarom.",
            "Spreek met de gemeente af wie de eigen bijdrage regelt als die een drempel is.",
            "Laat de verloskundige bij 16 weken vragen of kraamzorg is geregeld.",
        ),
        text="- Bij 16 weken vraagt de verloskundige: heb je kraamzorg?\n- Zo nee, dan belt zij met toestemming het "
        "gebiedsteam.\n- Het gebiedsteam regelt de aanmelding en kijkt naar de eigen bijdrage.\n- Is er te weinig "
        "kraamzorg, dan gaan gezinnen in een kwetsbare situatie voor.",
        owner="trekker",
        began=260,
        versions=(
            Told(170, "Eerste versie."),
            Told(70, "Nieuw: wie voorgaat als er te weinig kraamzorg is."),
        ),
        tested=(130, "Kraamzorg De Proef en drie gebiedsteams"),
        adopted=110,
        solves=("eigen-bijdrage",),
        draft={"third_step": "Laat de verloskundige bij 12 weken vragen of kraamzorg is geregeld: bij 16 weken zijn "
               "de meeste uren al verdeeld."},
        answers=(
            ("harlingen", "in_use", 160, "", ""),
            (WA, "in_use", 100, "", ""),
            (SW, "in_use", 65, "", ""),
            ("opsterland", "not_yet", 50, "De kraamzorg hier zit vol. Wij praten eerst over voorrang.", ""),
        ),
        stays={"harlingen": (30, "Voorrang moet het bestuur van de kraamzorg nog goedkeuren.")},
        experiences=(
            ("harlingen", "beginning", 140, True, "De vraag bij 16 weken levert elke maand twee gezinnen op die "
             "anders niets hadden."),
            (WA, "underway", 9, False, "Bij 16 weken is het hier vaak te laat: de kraamzorg zit dan al vol. Kan het "
             "eerder?"),
            ("harlingen", "underway", 4, False, "De eigen bijdrage via de gemeente scheelt veel. Regel dat eerst."),
        ),
    ),
    Made(
        table="kraamzorg",
        kind="format",
        title="Afspraken over voorrang bij te weinig kraamzorg",
        summary="Een voorbeeld van afspraken tussen kraamzorgorganisaties over wie voorgaat.",
        for_whom="Voor kraamzorgorganisaties en coalities.",
        steps=(
            "Bespreek met de kraamzorgorganisaties wat zij nu doen als er te weinig mensen zijn.",
            "Kies samen wie voorgaat, en waarom.",
            "Leg vast wie beslist, ook in het weekend.",
        ),
        text="Nog in te vullen door de tafel: de volgorde, en wie er belt.",
        owner="trekker",
        began=30,
    ),
    Made(
        table="scholing",
        kind="guide",
        title="Gewone taal in brieven en uitnodigingen",
        summary="Vijf regels en tien voorbeelden, getest met ouders die moeilijk lezen.",
        for_whom="Voor iedereen die aan ouders schrijft.",
        steps=(
            "Kies één brief die veel ouders krijgen.",
            "Herschrijf hem met de vijf regels en laat een taalambassadeur meelezen.",
            "Tel drie maanden of er meer mensen komen.",
        ),
        text="- Zeg in de eerste zin wat je wilt.\n- Gebruik korte zinnen.\n- Leg elk moeilijk woord uit, of laat het "
        "weg.\n- Zet erbij wie je kunt bellen.\n- Laat een ouder meelezen voordat je hem verstuurt.",
        owner="abe.bedachtsma",
        began=210,
        solves=("moeilijke-brieven",),
        versions=(Told(160, "Eerste versie."),),
        adopted=120,
        answers=(
            (WA, "in_use", 115, "", ""),
            ("de-fryske-marren", "in_use", 85, "", ""),
            (AT, "not_yet", 35, "Eerst het zorgpad, dan de brieven.", ""),
        ),
    ),
)  # fmt: skip

# title of what was replaced: (days ago, title of what took its place)
REPLACED = {"Checklist voor het eerste gesprek": (130, MADE[1].title)}
