"""The plans of four coalitions, each in another phase, made with the verbs that the pages use."""

import datetime
from dataclasses import dataclass

from actions import planning
from actions.models import ActionPoint
from members.models import Circle, User
from province.models import Pillar

DOMAIN = "demo.invalid"


@dataclass(frozen=True)
class One:
    """One point. Days count from the day of the seed; `ends` is when it was done or dropped."""

    due: int
    owner: str
    pillar: str
    what: str
    how: str
    with_whom: str
    started: int | None = None
    ends: int | None = None
    result: str = ""
    dropped: str = ""


BEFORE, DURING, AFTER, ALL = "voor", "tijdens", "na", ""

# Uitvoeren: the agreements are there, now they have to be used.
WAADHOEKE = (
    One(
        -9,
        "harmen.zogenaamdstra",
        DURING,
        "Bespreek met alle verloskundigenpraktijken of de signaleringslijst wordt gebruikt",
        "Bij elke praktijk een half uur langs. Vraag wat werkt en waar het blijft liggen, en neem de lijst mee.",
        "verloskundigen en POP-poli",
        started=-40,
    ),
    One(
        -3,
        "siebren.verzinma",
        AFTER,
        "Maak een warme overdracht van kraamzorg naar JGZ",
        "De kraamverzorgende belt bij zorgen zelf met de jeugdverpleegkundige, met de ouders erbij.\n\n"
        "- Proef in Franeker\n- Na drie maanden samen terugkijken",
        "kraamzorg, JGZ en ouders",
        started=-60,
    ),
    One(
        2,
        "antsje.demokamp",
        DURING,
        "Herschrijf de folder over het prenataal huisbezoek in duidelijke taal",
        "Lees de tekst met drie ouders van het taalcafé. Haal weg wat zij niet nodig hebben.",
        "bibliotheek, taalmaatjes en JGZ",
        started=-12,
    ),
    One(
        5,
        "harmen.zogenaamdstra",
        ALL,
        "Nodig de huisartsen uit voor de lunch over verwijzen",
        "Twee data voorstellen, accreditatie vragen, één casus zonder namen voorbereiden.",
        "huisartsen, gebiedsteam en GGD",
    ),
    One(
        20,
        "",
        BEFORE,
        "Zoek een locatie in Sint Annaparochie voor het spreekuur kinderwens",
        "Het liefst in een gebouw waar mensen toch al komen: bibliotheek, dorpshuis of gezondheidscentrum.",
        "gemeente, Nu Niet Zwanger en huisartsen",
    ),
    One(
        45,
        "siebren.verzinma",
        AFTER,
        "Geef pedagogisch medewerkers een middag over hechting en stress",
        "Met de scholing van de thematafel. Twee groepen, zodat elke locatie open kan blijven.",
        "kinderopvang en thematafel Scholing",
    ),
    One(
        70,
        "harmen.zogenaamdstra",
        DURING,
        "Leg met het gebiedsteam vast wie belt na een signaal",
        "Binnen vijf werkdagen hoort wie het signaal gaf wat ermee is gedaan. Zet dit in de ketenafspraak.",
        "gebiedsteam, verloskundigen en kraamzorg",
        started=-5,
    ),
    One(
        120,
        "antsje.demokamp",
        ALL,
        "Vraag tien ouders hoe zij de hulp hebben ervaren",
        "Korte gesprekken aan tafel, met een kleine vergoeding. Bespreek de uitkomst in de coalitie.",
        "ervaringsdeskundigen en welzijn",
    ),
    One(
        190,
        "harmen.zogenaamdstra",
        ALL,
        "Bespreek de cijfers van de gemeente en kies de accenten voor volgend jaar",
        "Met de startfoto erbij: wat zien we, wat herkennen we, wat doen we anders?",
        "alle partners en de epidemioloog van de GGD",
    ),
    One(
        -80,
        "siebren.verzinma",
        AFTER,
        "Zet BoekStart in elk consultatiebureau",
        "De leesmedewerker zit eens per maand bij het spreekuur.",
        "bibliotheek, JGZ en kinderopvang",
        started=-200,
        ends=-85,
        result="Op beide consultatiebureaus is nu elke maand een leesmedewerker; 34 gezinnen namen een koffertje mee.",
    ),
    One(
        -130,
        "harmen.zogenaamdstra",
        DURING,
        "Spreek één telefoonnummer af voor overleg over kwetsbare zwangeren",
        "Het gebiedsteam neemt op werkdagen op, met een vast iemand per week.",
        "gebiedsteam, verloskundigen en JGZ",
        started=-180,
        ends=-120,
        result="Sinds juni is er één nummer; in de eerste drie maanden is het elf keer gebruikt.",
    ),
    One(
        -30,
        "antsje.demokamp",
        BEFORE,
        "Maak een filmpje over gezond zwanger worden",
        "Kort filmpje in het Nederlands, Fries en Arabisch.",
        "bibliotheek en GGD",
        ends=-50,
        dropped="De GGD maakt dit filmpje voor de hele provincie. Wij delen het straks.",
    ),
)

# Borgen: it works, now it has to stay when people leave.
ACHTKARSPELEN = (
    One(
        -16,
        "wiebe.bedachtema",
        AFTER,
        "Neem de ketenafspraken op in het inwerken van nieuwe collega's",
        "Eén bladzijde met de stappen en namen. Elke organisatie zet die in haar eigen map.",
        "gebiedsteam, JGZ en kraamzorg",
        started=-70,
    ),
    One(
        1,
        "coalitieleider",
        ALL,
        "Vraag de bestuurders om de intentieverklaring te verlengen",
        "Bespreek eerst met elke partner wat er anders moet. Daarna één tekst voor allemaal.",
        "alle ondertekenaars",
        started=-20,
    ),
    One(
        4,
        "trienke.schijnstra",
        DURING,
        "Kijk terug op een jaar prenatale huisbezoeken",
        "Hoeveel gezinnen, wie verwees, en wat vonden de ouders ervan?",
        "JGZ, verloskundigen en beide gemeenten",
        started=-8,
    ),
    One(
        25,
        "griet.verzonnema",
        DURING,
        "Wijs in elke praktijk een vaste persoon aan voor de coalitie",
        "Zodat het niet stilvalt als er iemand weggaat. Namen op de sociale kaart zetten we alleen als functie.",
        "verloskundigen en huisartsen",
    ),
    One(
        38,
        "coalitieleider",
        ALL,
        "Zet de uren van de coalitieleider in de begroting van beide gemeenten",
        "Voorstel voor het college, met wat het in drie jaar heeft opgeleverd.",
        "gemeenten Achtkarspelen en Tytsjerksteradiel",
        started=-30,
    ),
    One(
        60,
        "renske.denkbeelda",
        ALL,
        "Maak van meedenken door ouders een vast punt op de agenda",
        "Twee keer per jaar zitten ouders aan tafel. Zij kiezen zelf een van de onderwerpen.",
        "ervaringsdeskundigen en welzijn",
    ),
    One(
        95,
        "wiebe.bedachtema",
        BEFORE,
        "Bespreek kinderwens in het keukentafelgesprek van het gebiedsteam",
        "Samen oefenen met het programmateam Nu Niet Zwanger, daarna een jaar volgen.",
        "gebiedsteam en Nu Niet Zwanger",
    ),
    One(
        150,
        "",
        AFTER,
        "Vergelijk onze overdracht met die van een buurcoalitie",
        "Leg de stappen naast elkaar en neem over wat beter is.",
        "coalitie Smallingerland en JGZ",
    ),
    One(
        240,
        "coalitieleider",
        ALL,
        "Doe de scan op de vijf basisprincipes opnieuw",
        "Met dezelfde partners als twee jaar geleden, zodat we zien wat er veranderd is.",
        "alle partners",
    ),
    One(
        -45,
        "griet.verzonnema",
        DURING,
        "Leg met kraamzorg vast wanneer de intake bij mensen thuis is",
        "Bij zorgen over het gezin altijd thuis, en de verloskundige gaat mee als de ouders dat willen.",
        "verloskundigen en kraamzorg",
        started=-150,
        ends=-44,
        result="De afspraak geldt in beide gemeenten en staat in de ketenafspraken; drie praktijken werken er al mee.",
    ),
    One(
        -100,
        "trienke.schijnstra",
        AFTER,
        "Bied Stevig Ouderschap aan in alle dorpen",
        "Twee jeugdverpleegkundigen volgen de opleiding. Het gebiedsteam verwijst actief.",
        "JGZ en gebiedsteam",
        started=-300,
        ends=-95,
        result="Elk gezin dat ervoor in aanmerking komt, krijgt het nu aangeboden; er is geen wachtlijst.",
    ),
    One(
        -160,
        "wiebe.bedachtema",
        ALL,
        "Maak een sociale kaart op papier",
        "Boekje voor in de tas.",
        "gebiedsteam",
        ends=-170,
        dropped="De sociale kaart in het portaal is altijd bij; een boekje is na een half jaar oud.",
    ),
)

# Vormen: who wants what, and who does what.
SUDWEST = (
    One(
        -6,
        "hinke.voorbeeldstra",
        ALL,
        "Schrijf samen een eerste versie van de intentieverklaring",
        "Met het model van de provincie. Elke partner vult in wat die inbrengt.",
        "gemeente, verloskundigen, kraamzorg en JGZ",
        started=-35,
    ),
    One(
        3,
        "doutzen.testberg",
        AFTER,
        "Teken de weg van een gezin van zwangerschap tot peuter",
        "Op een groot vel, met een gezin uit een dorp als voorbeeld. Zet erbij waar het misgaat.",
        "JGZ, kraamzorg en gebiedsteam",
        started=-2,
    ),
    One(
        12,
        "ate.schijnsma",
        DURING,
        "Kies één lijst om kwetsbaarheid te signaleren",
        "Leg de lijsten die praktijken nu gebruiken naast elkaar. Kies op wat werkt in het gesprek.",
        "verloskundigen, gynaecologen en huisartsen",
    ),
    One(
        30,
        "hinke.voorbeeldstra",
        ALL,
        "Vraag de zorgverzekeraar om aan tafel te komen",
        "Bel eerst de adviseur zorginkoop, met één duidelijke vraag over het prenataal huisbezoek.",
        "zorgverzekeraar en ROS",
    ),
    One(
        50,
        "",
        BEFORE,
        "Zoek iemand van de volwassen-ggz voor de coalitie",
        "Vraag bij de thematafel Psychische problemen wie dit in andere gemeenten doet.",
        "ggz en thematafel Psychische problemen",
    ),
    One(
        75,
        "doutzen.testberg",
        DURING,
        "Spreek af wie het prenataal huisbezoek doet op de dorpen",
        "Rijtijd, uren en vervanging op een rij. Daarna een voorstel voor de gemeente.",
        "JGZ en gemeente",
    ),
    One(
        110,
        "hinke.voorbeeldstra",
        ALL,
        "Organiseer een werkmiddag voor iedereen die met jonge gezinnen werkt",
        "Kennismaken aan tafels per dorp. Aan het eind schrijft elke tafel één afspraak op.",
        "alle partners, huisartsen en kinderopvang",
    ),
    One(
        -40,
        "ate.schijnsma",
        ALL,
        "Breng in kaart wie er al met jonge gezinnen werkt",
        "Namen van organisaties en functies verzamelen bij de partners, en op de sociale kaart zetten.",
        "verloskundigen, JGZ en welzijn",
        started=-90,
        ends=-38,
        result="Er staan 27 organisaties op de sociale kaart; negen kenden wij nog niet.",
    ),
    One(
        -70,
        "hinke.voorbeeldstra",
        ALL,
        "Spreek met de wethouder af wat de gemeente inbrengt",
        "Uren van de coalitieleider, geld voor de werkmiddag, en wie beslist.",
        "gemeente",
        started=-100,
        ends=-72,
        result="De gemeente geeft twaalf uur per week en betaalt de werkmiddag.",
    ),
)

# Oriënteren: getting to know each other.
OOSTSTELLINGWERF = (
    One(
        -2,
        "marrit.fictstra",
        ALL,
        "Drink koffie met elke verloskundigenpraktijk",
        "Luisteren: waar lopen zij tegenaan, en wat willen zij niet nog een keer bespreken?",
        "verloskundigen",
        started=-25,
    ),
    One(
        6,
        "marrit.fictstra",
        ALL,
        "Plan de eerste bijeenkomst van mogelijke partners",
        "Niet langer dan anderhalf uur, in Oosterwolde, met één vraag: wat zien wij bij gezinnen?",
        "JGZ, kraamzorg, huisartsen en gebiedsteam",
    ),
    One(
        15,
        "lolkje.proefland",
        DURING,
        "Kijk mee bij een coalitie die al afspraken heeft",
        "Een middag meelopen en opschrijven wat hier ook kan.",
        "JGZ en een coalitie in de buurt",
    ),
    One(
        33,
        "",
        AFTER,
        "Zoek een kinderopvanglocatie die mee wil denken",
        "Begin bij de locaties waar de JGZ nu al komt.",
        "kinderopvang en JGZ",
    ),
    One(
        55,
        "marrit.fictstra",
        ALL,
        "Bekijk de cijfers van de gemeente met de epidemioloog",
        "Welke drie cijfers willen we volgen, en wat zeggen ze niet?",
        "GGD",
    ),
    One(
        90,
        "marrit.fictstra",
        BEFORE,
        "Vraag de huisartsen of zij kinderwens bespreken",
        "Drie vragen per mail, daarna een belronde.",
        "huisartsen en Nu Niet Zwanger",
    ),
    One(
        130,
        "marrit.fictstra",
        ALL,
        "Beslis of we samen een coalitie worden met een buurgemeente",
        "Zet op een rij wie de partners delen. Bespreek het met de aanjager.",
        "gemeenten Ooststellingwerf, Weststellingwerf en Opsterland",
    ),
    One(
        -20,
        "lolkje.proefland",
        ALL,
        "Vraag collega's in Opsterland hoe zij zijn begonnen",
        "Bellen, en in een half uur de eerste drie stappen horen.",
        "JGZ",
        started=-30,
        ends=-21,
        result="Zij begonnen klein, met één casus aan tafel; dat doen wij ook.",
    ),
)

PLANS = {
    "coalitie-waadhoeke": WAADHOEKE,
    "coalitie-achtkarspelen-en-tytsjerksteradiel": ACHTKARSPELEN,
    "coalitie-sudwest-fryslan": SUDWEST,
    "coalitie-ooststellingwerf": OOSTSTELLINGWERF,
}


def add_plans(now):
    pillars = {pillar.slug: pillar for pillar in Pillar.objects.all()}
    people = {user.email: user for user in User.objects.filter(is_demo=True)}
    for circle in Circle.objects.filter(slug__in=PLANS):
        if circle.action_points.exists():
            continue
        leader = circle.memberships.filter(role="leader").earliest("since", "pk").user
        for one in PLANS[circle.slug]:
            add_point(one, circle, pillars.get(one.pillar), people.get(f"{one.owner}@{DOMAIN}"), leader, now)


def add_point(one, circle, pillar, owner, leader, now):
    def day(offset):
        return now + datetime.timedelta(days=offset)

    point = ActionPoint(
        circle=circle,
        what=one.what,
        how=one.how,
        with_whom=one.with_whom,
        pillar=pillar,
        owner=owner,
        due_on=day(one.due).date(),
    )
    made = min(offset for offset in (one.due - 60, one.started, one.ends, -30) if offset is not None)
    planning.add(point, by=leader, now=day(made))
    if one.started is not None:
        planning.start(point, by=owner, now=day(one.started))
    if one.result:
        planning.finish(point, result=one.result, by=owner, now=day(one.ends))
    if one.dropped:
        planning.drop(point, reason=one.dropped, by=owner, now=day(one.ends))
