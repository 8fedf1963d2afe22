"""What the invented network has to say: announcements, the coming symposium."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Announcement:
    title: str
    text: str
    visibility: str
    days_ago: int
    circle: str = "netwerk"


@dataclass(frozen=True)
class Request:
    name: str
    email: str
    organisation: str
    function: str
    circle: str
    motivation: str


ANNOUNCEMENTS = (
    Announcement(
        "Dit portaal is er voor jou",
        "Welkom! Op deze plek vind je wie er in Fryslân werken aan een goede start voor kinderen, en wat zij samen "
        "bedenken.\n\n"
        "Drie dingen om mee te beginnen:\n\n"
        "1. Vul je profiel aan. Dan weten anderen waarvoor ze je kunnen bellen.\n"
        "2. Bekijk de pagina van je coalitie. Klopt alles nog?\n"
        "3. Zoek eens iemand op in **Wie is wie**.\n\n"
        "Mis je iets? Laat het me weten.",
        "network",
        20,
    ),
    Announcement(
        "In december kiezen we de thematafels voor 2027",
        "Elke tafel schrijft voor 1 december een kort plan:\n\n"
        "- Wat is de aanleiding?\n"
        "- Wat willen we bereiken?\n"
        "- Wat levert de tafel op?\n\n"
        "In december bespreken we de plannen. Een tafel kan doorgaan, iets anders gaan doen of stoppen. Er kan ook "
        "een nieuw thema bij komen. **Wat hebben jullie in de coalitie nodig?** Geef het door aan je coalitieleider.",
        "network",
        3,
    ),
    Announcement(
        "Alle 18 gemeenten doen mee",
        "In elke Friese gemeente is nu een coalitie Kansrijke Start. Dat is mooi, maar er zijn nog grote verschillen. "
        "De ene coalitie heeft al afspraken die iedereen gebruikt, de andere begint net.\n\n"
        "> Het maakt nu nog uit waar in Fryslân je geboren wordt. Dat verschil maken we samen kleiner.\n\n"
        "Op de kaart op de startpagina zie je hoe ver elke coalitie is.",
        "public",
        34,
    ),
    Announcement(
        "Tafel Kraamzorg: neem een voorbeeld mee",
        "De volgende keer zien we elkaar online; dag en tijd staan bij Bijeenkomsten. Neem een voorbeeld mee waarbij "
        "het aantal uren niet paste bij wat er nodig was. *Zonder namen of andere gegevens van het gezin.*",
        "circle",
        2,
        circle="thematafel-kraamzorg",
    ),
)

# Told by demo/symposium.py, which knows the day.
SYMPOSIUM = Announcement(
    "Symposium op {day}: zet het in je agenda",
    "Op **donderdag {day}** is ons symposium in Leeuwarden. Het thema is *Elke gemeente een goede start*.\n\n"
    "Wat kun je verwachten?\n\n"
    "- Coalities laten zien wat bij hen werkt, en wat niet.\n"
    "- De thematafels nemen mee wat zij dit jaar hebben gemaakt.\n"
    "- Je ontmoet mensen uit alle 18 gemeenten.\n\n"
    "Het programma staat bij **Symposium**, en je kunt je nu aanmelden. Geef meteen op welke workshops je het liefst "
    "volgt. Tot {wishes} maakt het niet uit wie het eerst komt.",
    "public",
    5,
)
CALL = (
    "We zoeken workshops van een uur waarin mensen iets **doen**. Heb je iets gemaakt of uitgeprobeerd dat anderen "
    "ook helpt? Stel het voor.\n\n"
    "- Liever oefenen dan luisteren.\n"
    "- Vertel ook wat niet werkte.\n"
    "- Binnen twee weken na de laatste dag hoor je of het doorgaat."
)
EDITION = {
    "theme": "Elke gemeente een goede start",
    "starts_at": datetime.time(9, 30),
    "ends_at": datetime.time(16, 30),
    "venue": "Congrescentrum De Proef",
    "address": "Voorbeeldplein 1, Leeuwarden",
    "directions": "Met de trein: vanaf station Leeuwarden is het tien minuten lopen. Er gaat ook een bus tot voor de "
    "deur.\n\nOp de fiets: er is een overdekte stalling met opladers.\n\nMet de auto: parkeer op het transferium en "
    "neem de bus. Rij samen als het kan.",
    "accessibility": "- Lift naar alle zalen\n- Ringleiding in de grote zaal\n- Plek voor een rolstoel in elke zaal\n"
    "- Een rustige kamer, ook om te kolven",
    "summary": "In de ene gemeente krijgt een zwangere vrouw vroeg steun, in de andere weet niemand van haar. Op deze "
    "dag leren we van elkaar hoe dat beter kan.\n\nVoor wie? Voor iedereen die in Fryslân werkt met aanstaande ouders "
    "en jonge kinderen, en voor ouders die meedenken.",
}

INVITATIONS = (
    ("nieuwe.verloskundige@demo.invalid", "coalitie-waadhoeke", "member", "Fijn dat je mee wilt doen!"),
    ("nieuwe.leider@demo.invalid", "coalitie-vlieland", "leader", "Wil jij de coalitie op Vlieland leiden?"),
    ("nieuw.tafellid@demo.invalid", "thematafel-scholing", "member", ""),
)

REQUESTS = (
    Request(
        "Hanneke Proefdorp",
        "hanneke.proefdorp@demo.invalid",
        "Verloskundigenpraktijk Voorbeeld",
        "verloskundige",
        "coalitie-heerenveen",
        "Ik zie in mijn praktijk vaak dat hulp te laat begint. Ik wil graag afspraken maken met het gebiedsteam.",
    ),
    Request(
        "Sake Demodorp",
        "sake.demodorp@demo.invalid",
        "Woningcorporatie Voorbeeld",
        "consulent",
        "thematafel-ouders-met-een-lvb",
        "Wij komen bij veel jonge gezinnen thuis en willen weten wanneer wij iemand moeten bellen.",
    ),
)
