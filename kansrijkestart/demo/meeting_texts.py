"""What the meetings of the demo are about."""

from dataclasses import dataclass

NETWORK = {
    "circle": "netwerk",
    "starts": "09:30",
    "ends": "12:30",
    "audience": "leaders",
    "visibility": "network",
    "with_coalitions": True,
}
COALITION = "coalitie-achtkarspelen-en-tytsjerksteradiel"


@dataclass(frozen=True)
class Said:
    circle: str
    title: str
    days: int  # from today; moved to the Thursday of that week
    starts: str
    ends: str
    place: str = ""
    online_url: str = ""
    about: str = ""
    audience: str = "everybody"
    visibility: str = "circle"
    with_coalitions: bool = False
    called_off: str = ""
    is_asked: bool = True
    agenda: tuple = ()  # what, minutes, what to know about it


OPENING = ("Welkom, en wie is er vandaag?", 15, "")
CLOSING = ("Wat neem je mee naar je eigen coalitie?", 15, "Iedereen zegt één ding. De aanjager schrijft het op.")
MEETINGS = (
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: kennismaken",
        days=-616,
        place="Dorpshuis De Proef, Grou",
        about="De coalities leren elkaar kennen.",
        is_asked=False,
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: wat is een goede start?",
        days=-525,
        place="Stadskantoor Voorbeeld, Leeuwarden",
        about="Wat willen we samen bereiken?",
        is_asked=False,
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: van plan naar werkagenda",
        days=-434,
        place="Gemeentehuis Voorbeeld, Drachten",
        about="Hoe maak je van een plan een werkagenda?",
        is_asked=False,
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: een jaar verder",
        days=-343,
        place="Cultuurhuis De Bedachte Stip, Sneek",
        about="Wat ging er goed, en wat niet?",
        is_asked=False,
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: wie mist er nog aan tafel?",
        days=-252,
        place="Dorpshuis De Proef, Grou",
        about="We vergelijken wie er in elke coalitie meedoet, en wie nog niet.",
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: zo werken onze afspraken",
        days=-161,
        place="Gemeentehuis Voorbeeld, Drachten",
        about="Drie coalities laten zien welke ketenafspraken bij hen werken, en welke niet.",
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: een jaar werkagenda",
        days=-70,
        agenda=(
            OPENING,
            ("Wat is er af op jullie werkagenda?", 75, "Neem één punt mee waar je trots op bent."),
            ("Wat bleef liggen, en wie kan helpen?", 75, ""),
            CLOSING,
        ),
        place="Cultuurhuis De Bedachte Stip, Sneek",
        about="Wat is er af, wat bleef liggen, en waar heb je een ander bij nodig?",
    ),
    Said(
        **NETWORK,
        title="Provinciale bijeenkomst: de thematafels in het nieuwe jaar",
        days=18,
        place="Stadskantoor Voorbeeld, Leeuwarden",
        online_url="https://overleg.invalid/kansrijke-start",
        about="We bespreken de plannen van de thematafels en wat ze opleverden.\n\n"
        "- Lees vooraf de plannen, en geef je mening.\n- Neem één vraag van je eigen coalitie mee.",
        agenda=(
            OPENING,
            ("Wat leverden de thematafels dit jaar op?", 40, "Elke trekker vertelt in vijf minuten wat af is."),
            ("Pauze", 15, ""),
            (
                "Welke tafels gaan door, en welke niet?",
                60,
                "Lees vooraf de plannen. Per tafel besluiten we: doorgaan, aanpassen of stoppen.",
            ),
            ("Wat zeggen de vragenlijsten van dit najaar?", 30, ""),
            CLOSING,
        ),
    ),
    Said(
        circle="thematafel-kraamzorg",
        title="Overleg van de tafel Kraamzorg",
        days=11,
        starts="13:30",
        ends="15:00",
        online_url="https://overleg.invalid/kraamzorg",
        about="We kiezen welk deel van de handleiding als eerste klaar moet zijn.",
        visibility="network",
        agenda=(
            ("Hoe staat het met de handleiding?", 30, ""),
            ("Welk deel is als eerste klaar?", 45, "We besluiten wie wat schrijft, en voor wanneer."),
            ("Rondvraag", 15, ""),
        ),
    ),
    Said(
        circle=COALITION,
        title="Overleg van de coalitie",
        days=-35,
        starts="10:00",
        ends="11:30",
        place="Gemeentehuis Voorbeeld, Burgum",
        about="Vaste agenda: werkagenda, knelpunten, wie vertelt wat aan wie.",
    ),
    Said(
        circle=COALITION,
        title="Overleg van de coalitie",
        days=25,
        starts="10:00",
        ends="11:30",
        place="Gemeentehuis Voorbeeld, Burgum",
        is_asked=False,
        about="We gaan na welke actiepunten dit jaar nog af moeten, en welke niet.",
        agenda=(
            ("De werkagenda: wat is af, wat nog niet?", 40, "Kijk vooraf je eigen actiepunten na."),
            ("Welke knelpunten noemen we in januari?", 35, ""),
            ("Wie vertelt wat aan wie?", 15, ""),
        ),
    ),
    Said(
        circle=COALITION,
        title="Werkbezoek aan het consultatiebureau",
        days=4,
        starts="15:00",
        ends="16:00",
        place="Consultatiebureau De Proef, Surhuisterveen",
        called_off="Het gebouw wordt die week verbouwd. We prikken in januari een nieuwe dag.",
    ),
)


# A day is being looked for. Per person who answered: ja, misschien (als het moet) or nee, for each of the days.
POLL = {
    "about": {
        "title": "Provinciale bijeenkomst: hoe bereiken we iedereen?",
        "audience": "leaders",
        "visibility": "network",
        "about": "In het voorjaar bespreken we hoe we gezinnen bereiken die nog niemand kent.",
    },
    "days": (80, 86, 93, 94),
    "answers": ("jjnm", "njjn", "jnjm", "jjnn", "nnjj", "jmjn", "mjjn", "jnnj", "jjjj", "nmjn", "jnjn", "njjm"),
}
# A meeting that goes on while somebody looks at the demo.
TODAY = {
    "about": {
        "title": "Overleg over het prenataal huisbezoek",
        "place": "Gemeentehuis Voorbeeld, Burgum",
        "online_url": "https://overleg.invalid/huisbezoek",
        "about": "Hoe vragen we elke zwangere of zij een huisbezoek wil?",
    },
    "agenda": (
        ("Welkom, en wie is er vandaag?", 10, ""),
        ("Wie stelt de vraag: de verloskundige of de JGZ?", 25, "Lees vooraf het stuk. We besluiten."),
        ("Hoe weten we of het werkt?", 30, "We kiezen één cijfer dat iedereen kan bijhouden."),
        ("Wie vertelt het aan de huisartsen?", 20, ""),
        ("Wat spreken we af, en wanneer zien we elkaar weer?", 15, ""),
    ),
    "begun": (0, 12, 38),  # minutes after the start at which an item got its turn
    "notes": (
        "Twee nieuwe gezichten: welkom.",
        "De verloskundige ziet iedereen, maar heeft weinig tijd. De JGZ heeft tijd, maar ziet niet iedereen.\n\n"
        "De meesten kiezen: de verloskundige vraagt het, de JGZ belt.",
    ),
    "decision": "De verloskundige vraagt het in week 16, en geeft het door als het antwoord ja is. De JGZ belt.",
    "point": "Zet de vraag van week 16 in het schema van alle praktijken",
}


@dataclass(frozen=True)
class Left:
    """What a meeting that is over left."""

    text: str
    decisions: tuple = ()
    point: str = ""


LEFT = {
    "Provinciale bijeenkomst: wie mist er nog aan tafel?": Left(
        text="**Wie doet er mee?**\n\nIn de meeste coalities doen de verloskundigen en de JGZ mee. De huisartsen "
        "en de kraamzorg ontbreken vaker.\n\n**Hoe verder?**\n\nWie een goede ingang heeft, deelt die met de anderen.",
        decisions=(
            "Elke coalitie nodigt voor de zomer minstens één huisarts uit.",
            "De aanjager maakt een korte uitleg die je kunt meesturen.",
        ),
    ),
    "Provinciale bijeenkomst: zo werken onze afspraken": Left(
        text="**Drie voorbeelden**\n\nDrie coalities lieten zien hoe een afspraak werkt: kort, met een naam erbij, en "
        "elk jaar opnieuw bekeken.\n\n**Wat nemen we over?**\n\nEen afspraak zonder datum wordt vergeten.",
        decisions=("Elke afspraak krijgt een dag waarop we haar opnieuw bekijken.",),
    ),
    "Provinciale bijeenkomst: een jaar werkagenda": Left(
        text="**Wat is er af?**\n\nVeel coalities maakten de overdracht van verloskundige naar JGZ af.\n\n"
        "**Wat bleef liggen?**\n\nHet bereiken van gezinnen die nog niemand kent.",
        decisions=("In het voorjaar bespreken we hoe we gezinnen bereiken die nog niemand kent.",),
        point="Zoek uit welke organisaties al bij deze gezinnen komen",
    ),
}
