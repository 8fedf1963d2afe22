"""Invented plans of the theme tables over three years, with what coalitions thought and the network decided."""

from dataclasses import dataclass

SUPPORT, ADJUST, NOT_NEEDED = "support", "adjust", "not-needed"
CONTINUE, CHANGE, STOP = "continue", "adjust", "stop"
AT = "achtkarspelen-en-tytsjerksteradiel"


@dataclass(frozen=True)
class Plan:
    table: str
    year: int  # from the year of the seed: -1, 0, and 1 for the next one
    goal: str
    delivers: str
    planning: str
    reason: str
    people: str = (
        "De trekker en de tafelleden, ongeveer een halve dag per maand. Per stap vragen we iemand uit de praktijk."
    )
    costs: str = "Geen, behalve de uren van de mensen aan tafel."
    is_draft: bool = False
    # (coalition, stance, sentence, answer)
    views: tuple[tuple[str, str, str, str], ...] = ()
    # (outcome, reason)
    decision: tuple[str, str] | None = None


WHY = {
    "zorgpad": "In bijna elke gemeente is er een zorgpad, maar niemand weet of het wordt gebruikt. Verloskundigen "
    "horen te vaak niets terug nadat zij een gezin hebben aangemeld.",
    "asielzoekers": "Vrouwen in de opvang verhuizen tijdens hun zwangerschap gemiddeld twee keer. Het dossier reist "
    "later mee dan zij, en op de nieuwe plek begint alles opnieuw.",
    "scholing": "Professionals vragen niet naar geld of onveiligheid omdat zij niet weten wat zij met het antwoord "
    "moeten. Elke organisatie schoolt apart, en in de kleine gemeenten gebeurt het niet.",
    "ouders-met-een-lvb": "Ouders met een LVB krijgen uitleg die te snel gaat. Dat zij het niet begrijpen, merkt "
    "iemand vaak pas na de geboorte.",
    "psychische-problemen": "Klachten tijdens de zwangerschap worden gezien, maar de verloskundige weet niet wie er "
    "snel kan helpen. De wachttijd is langer dan de zwangerschap duurt.",
    "kraamzorg": "Gezinnen zien af van kraamzorg door de eigen bijdrage, en in de dorpen zijn er te weinig mensen. "
    "Juist wie de hulp het hardst nodig heeft, krijgt de minste uren.",
}

PLANS = (
    Plan(
        "zorgpad",
        -1,
        "We weten van elke gemeente of het zorgpad wordt gebruikt, en waarom niet.",
        "Een overzicht van alle zorgpaden in Fryslân, met wat er in elk staat en wat er ontbreekt.",
        "- voorjaar: gesprekken in alle gemeenten\n- zomer: overzicht\n- najaar: bespreken met de coalities",
        WHY["zorgpad"],
        views=(
            ("leeuwarden", SUPPORT, "Wij hebben drie versies in omloop. Dit helpt om er één te kiezen.", ""),
            ("sudwest-fryslan", SUPPORT, "Graag, wij delen onze evaluatie.", "Dank, die nemen we als voorbeeld."),
        ),
        decision=(CONTINUE, "Het overzicht is nodig voordat we iets gezamenlijks kunnen maken."),
    ),
    Plan(
        "zorgpad",
        0,
        "Er ligt één Fries zorgpad met een gezamenlijk deel en ruimte voor de eigen gemeente.",
        "Een zorgpad dat elke coalitie kan overnemen, met een checklist voor het eerste gesprek.",
        "- maart: eerste versie\n- juni: proef in drie gemeenten\n- oktober: vaststellen",
        WHY["zorgpad"],
        views=(
            ("waadhoeke", SUPPORT, "Hier wachten wij op.", ""),
            (
                "smallingerland",
                ADJUST,
                "Laat het JGZ-deel aansluiten op het landelijke programma.",
                "Doen we in maart.",
            ),
            (AT, SUPPORT, "Met ruimte voor onze eigen route is dit precies goed.", ""),
        ),
        decision=(
            CONTINUE,
            "Alle coalities willen dit gebruiken. De proef in drie gemeenten gaat door zoals gepland.",
        ),
    ),
    Plan(
        "zorgpad",
        1,
        "In twaalf gemeenten is het Friese zorgpad in gebruik, en wie aanmeldt hoort binnen een week iets terug.",
        "Een werkblad voor de terugkoppeling en een jaarlijkse meting: wordt het gebruikt, en wat levert het op?",
        "- januari: meting nul\n- april: werkblad voor terugkoppeling\n- november: tweede meting",
        WHY["zorgpad"],
        views=(
            (
                "leeuwarden",
                SUPPORT,
                "De terugkoppeling is bij ons het grootste gat.",
                "Jullie ervaring komt in het werkblad.",
            ),
            ("waadhoeke", SUPPORT, "Wij doen mee aan de meting.", ""),
            ("heerenveen", ADJUST, "Wij beginnen net. Kan er een kleine versie voor een nieuwe coalitie bij?", ""),
        ),
    ),
    Plan(
        "asielzoekers",
        -1,
        "Verloskundigen en opvang weten van elkaar wie wat doet.",
        "Een adreslijst per opvanglocatie en een gespreksronde met alle locaties.",
        "- voorjaar: gesprekken\n- najaar: adreslijst",
        WHY["asielzoekers"],
        views=(("leeuwarden", SUPPORT, "De wisselingen op de locaties maken dit nodig.", ""),),
        decision=(CHANGE, "De adreslijst veroudert te snel. Maak er een vaste afspraak over de overdracht van."),
    ),
    Plan(
        "asielzoekers",
        0,
        "Bij een verhuizing naar een andere opvang is het dossier er eerder dan de vrouw.",
        "Een overdrachtsformulier en een afspraak met het opvangorgaan over wie het verstuurt.",
        "- februari: formulier\n- mei: proef op twee locaties\n- november: evaluatie",
        WHY["asielzoekers"],
        views=(
            ("de-fryske-marren", SUPPORT, "Met de nieuwe locatie in onze gemeente komt dit op tijd.", ""),
            ("vlieland", NOT_NEEDED, "Wij hebben geen opvang.", ""),
        ),
        decision=(CONTINUE, "De proef laat zien dat het werkt. De tafel maakt het formulier af voor alle locaties."),
    ),
    Plan(
        "asielzoekers",
        1,
        "Elke zwangere vrouw in de opvang heeft binnen een week een verloskundige die haar verhaal kent.",
        "Een overdracht die op alle locaties hetzelfde gaat, met uitleg in zes talen.",
        "- maart: vertalingen\n- juni: alle locaties\n- december: tellen of het lukt",
        WHY["asielzoekers"],
        costs="Vertalingen: ongeveer 4.000 euro, uit het budget van het netwerk.",
        views=(
            ("leeuwarden", SUPPORT, "De vertalingen zijn ook voor andere vrouwen bruikbaar.", ""),
            ("smallingerland", SUPPORT, "Onze locatie wil meedoen met de eerste groep.", ""),
            (
                "schiermonnikoog",
                NOT_NEEDED,
                "Wij hebben hier geen opvang, maar lezen graag mee.",
                "Fijn, we houden jullie op de hoogte.",
            ),
        ),
    ),
    Plan(
        "scholing",
        -1,
        "Er is één aanbod waaruit elke organisatie kan kiezen.",
        "Een scholingskalender voor de hele provincie.",
        "- voorjaar: inventarisatie\n- najaar: kalender",
        WHY["scholing"],
        views=(("ooststellingwerf", SUPPORT, "Wij zijn te klein om zelf iets te organiseren.", ""),),
        decision=(CONTINUE, "De kalender is er. Volgend jaar maakt de tafel een scholing die ergens anders niet is."),
    ),
    Plan(
        "scholing",
        0,
        "Honderd professionals durven te vragen naar geld en zorgen thuis.",
        "Een scholing van twee dagdelen, met oefengesprekken en een acteur.",
        "- maart: eerste groep in Leeuwarden\n- oktober: groepen in noord en zuid",
        WHY["scholing"],
        costs="Acteur en zaal: 6.500 euro.",
        views=(
            ("harlingen", SUPPORT, "Wij sturen vier mensen.", ""),
            (
                "terschelling",
                ADJUST,
                "Kan het ook online? De boot kost ons een dag.",
                "Het tweede dagdeel kan online.",
            ),
        ),
        decision=(CHANGE, "Doorgaan, met een online versie voor de eilanden en voor wie niet kan reizen."),
    ),
    Plan(
        "ouders-met-een-lvb",
        -1,
        "Professionals herkennen dat uitleg niet aankomt.",
        "Een themamiddag en een lijst met signalen.",
        "- mei: themamiddag\n- november: lijst met signalen",
        WHY["ouders-met-een-lvb"],
        views=(("waadhoeke", SUPPORT, "Sluit aan bij ons werk met taalmaatjes.", ""),),
        decision=(CONTINUE, "De themamiddag was vol. Maak er iets van dat je elke dag kunt gebruiken."),
    ),
    Plan(
        "ouders-met-een-lvb",
        0,
        "In elk gesprek is te merken of de uitleg is aangekomen.",
        "Een gesprekskaart, gemaakt en getest met ervaringsdeskundigen.",
        "- maart: eerste kaart\n- juni: testen met ervaringsdeskundigen\n- september: versie twee",
        WHY["ouders-met-een-lvb"],
        views=(
            ("waadhoeke", SUPPORT, "Onze taalmaatjes willen testen.", "Heel graag, we bellen."),
            ("opsterland", SUPPORT, "Ook nuttig voor ouders die de taal nog leren.", ""),
        ),
        decision=(CONTINUE, "De kaart wordt gebruikt. De tafel zorgt dat meer mensen hem kennen."),
    ),
    Plan(
        "ouders-met-een-lvb",
        1,
        "Elke organisatie in de keten heeft iemand die de gesprekskaart kan uitleggen.",
        "Een korte scholing bij de gesprekskaart, die een collega zelf kan geven.",
        "",
        WHY["ouders-met-een-lvb"],
        costs="",
        is_draft=True,
    ),
    Plan(
        "psychische-problemen",
        -1,
        "We weten waar het in de keten stokt.",
        "Een kaart van het aanbod in de provincie.",
        "- voorjaar: gesprekken met de GGZ\n- najaar: kaart",
        WHY["psychische-problemen"],
        views=(("smallingerland", ADJUST, "Neem de praktijkondersteuner van de huisarts mee.", "Staat erbij."),),
        decision=(CONTINUE, "De wachttijd lost de tafel niet op, maar een snellere weg naar overleg kan wel."),
    ),
    Plan(
        "psychische-problemen",
        0,
        "Een verloskundige krijgt binnen twee dagen iemand aan de lijn die meedenkt.",
        "Een kaart: wie bel je wanneer, met een vast nummer voor overleg.",
        "- april: afspraken over het nummer\n- september: kaart in alle praktijken",
        WHY["psychische-problemen"],
        views=(("de-fryske-marren", SUPPORT, "Dit scheelt ons veel zoeken.", ""),),
        decision=(CONTINUE, "Het nummer werkt in het zuiden. Volgend jaar ook in het noorden."),
    ),
    Plan(
        "psychische-problemen",
        1,
        "Het nummer voor overleg werkt in heel Fryslân, en wie belt komt binnen twee weken ergens terecht.",
        "De kaart voor het noorden, en een afspraak met de huisartsen over de eerste stap.",
        "- februari: afspraak met de huisartsen\n- juni: nummer in het noorden\n- november: tellen wie er belt",
        WHY["psychische-problemen"],
        views=(("dantumadiel", SUPPORT, "Eindelijk ook bij ons.", ""),),
    ),
    Plan(
        "kraamzorg",
        -1,
        "Gemeenten weten wat zij kunnen doen aan de eigen bijdrage.",
        "Een vergelijking van de regelingen in achttien gemeenten.",
        "- voorjaar: uitvragen\n- najaar: vergelijking",
        WHY["kraamzorg"],
        views=(
            (AT, SUPPORT, "Wij willen weten wat de buren doen.", ""),
            ("sudwest-fryslan", SUPPORT, "Goed begin.", ""),
        ),
        decision=(CONTINUE, "De verschillen zijn groot. De tafel maakt er een voorstel van dat overal kan."),
    ),
    Plan(
        "kraamzorg",
        0,
        "In elke gemeente kan een gezin met weinig geld kraamzorg krijgen zonder eerst te betalen.",
        "Een handreiking met drie regelingen, en een voorbeeldbesluit voor het college.",
        "- maart: voorstel\n- juni: bespreken met wethouders\n- oktober: handreiking",
        WHY["kraamzorg"],
        views=(
            (AT, SUPPORT, "Wij voeren de regeling dit jaar in.", ""),
            ("leeuwarden", ADJUST, "Reken ook door wat het kost.", "De berekening staat nu in de handreiking."),
            ("harlingen", SUPPORT, "Het voorbeeldbesluit scheelt veel werk.", ""),
        ),
        decision=(CHANGE, "Doorgaan, met ook het tekort aan mensen in het plan: geld alleen lost het niet op."),
    ),
    Plan(
        "kraamzorg",
        1,
        "Geen gezin in een kwetsbare situatie krijgt minder uren dan nodig is, ook niet in de zomer of op een dorp.",
        "Afspraken over voorrang bij te weinig mensen, en een proef met een gezamenlijk team voor drie gemeenten.",
        "- januari: afspraken met de kraamzorgorganisaties\n- mei: proef\n- november: evaluatie met de coalities",
        WHY["kraamzorg"],
        people="De trekker, twee kraamzorgorganisaties, de zorgverzekeraar en een verloskundige. Zes keer per jaar.",
        costs="De proef: ongeveer 15.000 euro. De zorgverzekeraar betaalt de helft.",
        views=(
            (AT, SUPPORT, "Wij willen met de proef meedoen.", ""),
            (
                "waadhoeke",
                SUPPORT,
                "Ook bij ons krijgen gezinnen te weinig uren. Dit is nodig.",
                "We nemen jullie mee in de proef.",
            ),
            ("harlingen", ADJUST, "Neem de zomermaanden apart: dan is het tekort het grootst.", ""),
            ("leeuwarden", ADJUST, "Voorrang voor de een is wachten voor de ander. Schrijf op wie beslist.", ""),
            ("sudwest-fryslan", SUPPORT, "Ja, en deel wat de proef kost.", "Dat staat straks in de evaluatie."),
            ("vlieland", NOT_NEEDED, "Bij ons komt de kraamzorg van de wal; een team helpt hier niet.", ""),
        ),
    ),
)

STOPPED = (
    "nu-niet-zwanger",
    "Het gesprek over kinderwens is deel van het gewone werk van de GGD. Een eigen tafel is niet meer nodig.",
)
