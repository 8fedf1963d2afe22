"""Two editions of the symposium with their programme; everybody in it is invented. See also: demo/symposium.py."""

import datetime
from dataclasses import dataclass

PLENARY, BREAK, WORKSHOP = "plenary", "break", "workshop"


@dataclass(frozen=True)
class Said:
    """One part of the programme. Speakers by their number in the list of the edition."""

    title: str
    kind: str
    slot: int
    room: int | None
    speakers: tuple[int, ...] = ()
    summary: str = ""
    meant_for: str = ""
    capacity: int | None = None
    table: str = ""
    block: str = ""  # its title


@dataclass(frozen=True)
class Planned:
    """One edition."""

    edition: dict
    rooms: tuple[tuple[str, int, str], ...]
    slots: tuple[tuple[str, str, str], ...]
    speakers: tuple[tuple[str, str, str], ...]  # name, function, organisation
    sessions: tuple[Said, ...]


PAST = Planned(
    edition={
        "theme": "Eerder zien, samen doen",
        "starts_at": datetime.time(9, 30),
        "ends_at": datetime.time(15, 30),
        "venue": "Cultuurhuis De Oefening",
        "address": "Proefkade 12, Drachten",
        "directions": "Met de bus tot halte Proefkade. Met de auto: parkeren kan achter het gebouw.",
        "accessibility": "- Lift naar alle zalen\n- Ringleiding in de grote zaal",
        "summary": "Wie ziet een zwangere vrouw die het zwaar heeft, en wat doe je dan? Mensen uit heel Fryslân "
        "oefenden met elkaar en maakten afspraken.",
    },
    rooms=(("Grote zaal", 200, "begane grond"), ("Atelier", 30, "begane grond"), ("Bovenkamer", 25, "met de lift")),
    slots=(
        ("Opening", "09:30", "10:30"),
        ("Workshopronde 1", "10:45", "11:45"),
        ("Lunch", "11:45", "13:00"),
        ("Workshopronde 2", "13:00", "14:00"),
        ("Afsluiting", "14:15", "15:30"),
    ),
    speakers=(
        ("Tjalda Oefenstra", "verloskundige", "Praktijk De Proef"),
        ("Wopke Schetsma", "jeugdverpleegkundige", "JGZ Voorbeeld"),
        ("Nienke Proefveld", "beleidsmedewerker", "Gemeente Voorbeeldland"),
        ("Rixt Verzinhuis", "ervaringsdeskundige", ""),
    ),
    sessions=(
        Said("Wie ziet mij? Een verhaal en een gesprek", PLENARY, 0, 0, (3,), "Waarom vroeg zien zoveel uitmaakt."),
        Said(
            "Het eerste gesprek aan de keukentafel", WORKSHOP, 1, 1, (0,), "Oefenen met open vragen.", "iedereen", 30
        ),
        Said("Van signaal naar afspraak", WORKSHOP, 1, 2, (1,), "Wat doe je na een signaal?", "zorg en welzijn", 25),
        Said("Lunch", BREAK, 2, None),
        Said("Een coalitie die blijft draaien", WORKSHOP, 3, 1, (2,), "Wat werkt als mensen wisselen?", "leiders", 30),
        Said("Meepraten van ouders", WORKSHOP, 3, 2, (3,), "Zo doe je het samen.", "iedereen", 25),
        Said("Wat neem jij mee?", PLENARY, 4, 0, (2,), "We sluiten af met afspraken."),
    ),
)

COMING = Planned(
    edition={},  # stands in texts.py
    rooms=(
        ("Oranjezaal", 250, "begane grond, met ringleiding"),
        ("Waddenzaal", 40, "begane grond"),
        ("Klokhuis", 30, "eerste verdieping, met de lift"),
        ("Zolder", 20, "tweede verdieping, met de lift"),
    ),
    slots=(
        ("Inloop met koffie", "09:30", "10:00"),
        ("Opening", "10:00", "10:45"),
        ("Workshopronde 1", "11:00", "12:00"),
        ("Lunch en markt", "12:00", "13:15"),
        ("Workshopronde 2", "13:15", "14:15"),
        ("Workshopronde 3", "14:30", "15:30"),
        ("Afsluiting", "15:40", "16:15"),
    ),
    speakers=(
        ("Tjalda Oefenstra", "verloskundige", "Praktijk De Proef"),
        ("Wopke Schetsma", "jeugdverpleegkundige", "JGZ Voorbeeld"),
        ("Nienke Proefveld", "beleidsmedewerker", "Gemeente Voorbeeldland"),
        ("Rixt Verzinhuis", "ervaringsdeskundige", ""),
        ("Gosse Bedenkveld", "huisarts", "Huisartsen Verzonnen"),
        ("Lieuwkje Demostate", "kraamverzorgende", "Kraamzorg Testhoek"),
        ("Sierd Fantasma", "maatschappelijk werker", "Wijkteam Zomaar"),
        ("Hester Schijnhof", "trainer", "Bureau Bedacht"),
    ),
    sessions=(
        Said("Inloop met koffie en thee", BREAK, 0, None),
        Said(
            "Elke gemeente een goede start",
            PLENARY,
            1,
            0,
            (3, 4),
            "Waarom het nog uitmaakt waar je in Fryslân wordt geboren, en wat daaraan verandert.",
            "iedereen",
        ),
        Said(
            "Begrijpen we elkaar?",
            WORKSHOP,
            2,
            1,
            (7,),
            "Je oefent met de gesprekskaart en merkt wanneer iemand knikt, maar het niet heeft begrepen.",
            "iedereen die met aanstaande ouders praat",
            40,
            "ouders-met-een-lvb",
            "Gesprekskaart: begrijpen we elkaar?",
        ),
        Said(
            "Het zorgpad in de praktijk",
            WORKSHOP,
            2,
            2,
            (0,),
            "Twee coalities laten zien hoe zij het zorgpad gebruiken, en waar ze van afweken.",
            "verloskundigen, kraamzorg en jeugdgezondheidszorg",
            30,
            "zorgpad",
            "Fries zorgpad voor zwangere vrouwen in een kwetsbare situatie",
        ),
        Said(
            "In gesprek over geld",
            WORKSHOP,
            2,
            3,
            (6,),
            "Met een acteur oefen je hoe je over geld begint zonder dat iemand zich schaamt.",
            "iedereen",
            20,
            "scholing",
            "In gesprek over geld en zorgen thuis",
        ),
        Said("Lunch en markt van de thematafels", BREAK, 3, None),
        Said(
            "Een overdracht die meegaat",
            WORKSHOP,
            4,
            1,
            (1, 5),
            "Wat zet je op papier als iemand verhuist naar een andere opvang? We vullen samen een formulier in.",
            "zorg rond asielzoekers",
            40,
            "asielzoekers",
            "Overdracht bij een verhuizing naar een andere opvang",
        ),
        Said("Somber na de bevalling", WORKSHOP, 4, 2, (4,), "Zo vraag je het.", "zorg", 30, "psychische-problemen"),
        Said("Een coalitie die blijft draaien", WORKSHOP, 4, 3, (2,), "Als mensen wisselen.", "coalitieleiders", 20),
        Said("Kraamzorg voor wie het nodig heeft", WORKSHOP, 5, 1, (5,), "Wat helpt?", "kraamzorg", 40, "kraamzorg"),
        Said("Nu niet zwanger: hoe begin je?", WORKSHOP, 5, 2, (0, 6), "Het gesprek.", "zorg", 30, "nu-niet-zwanger"),
        Said("Meepraten van ouders", WORKSHOP, 5, 3, (3,), "Zo doe je het samen.", "iedereen", 20),
        Said("Wat ga jij doen?", PLENARY, 6, 0, (2,), "We sluiten af: wat neem je mee naar je eigen gemeente?"),
    ),
)

# Who proposed it, title, what, for whom, who gives it; what was decided: "taken", "declined" or nothing yet.
PROPOSALS = (
    (
        "trekker",
        "Van knelpunt naar bouwsteen",
        "In een uur lopen we de hele weg: van een knelpunt bij een coalitie naar een bouwsteen voor iedereen.",
        "coalitieleiders en trekkers",
        "Baukje Demostra, Thematafel Zorgpad",
        "taken",
    ),
    (
        "lid",
        "Yoga voor professionals",
        "Even ontspannen tussen twee workshops door.",
        "iedereen",
        "Sjoerd Testinga, De Proef",
        "declined",
    ),
    (
        "coalitieleider",
        "Wij belden alle huisartsen",
        "Wat er gebeurde toen onze coalitie alle huisartsen belde, en wat we anders zouden doen.",
        "coalitieleiders",
        "Jelle Proefstra, Coalitie Waadhoeke",
        "",
    ),
)
DECLINED = "Een mooi idee, maar dit jaar kiezen we voor workshops over samenwerken. Misschien iets voor in de lunch?"
