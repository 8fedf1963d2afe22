"""What the invented people of the six tables wrote."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Table:
    slug: str
    started_on: date
    goal: str
    notes: tuple[tuple[int, str, str], ...]  # days ago, who, what
    joining: str = "request"


TABLES = (
    Table(
        "zorgpad",
        date(2021, 9, 1),
        "In elke Friese gemeente weet iedereen die een zwangere vrouw in een kwetsbare situatie ontmoet, wie de "
        "volgende stap zet.",
        (
            (
                700,
                "ate.schijnsma",
                "We vroegen alle coalities of zij een zorgpad hebben. Elf wel, zeven nog niet. Van "
                "die elf gebruiken er vijf het elke week.",
            ),
            (
                540,
                "griet.verzonnema",
                "De lijst met vragen om te volgen of het zorgpad werkt, is getest in twee "
                "praktijken. Tien vragen waren er te veel. We gaan terug naar vier.",
            ),
            (
                365,
                "ate.schijnsma",
                "De vier vragen werken. In Achtkarspelen en Tytsjerksteradiel vullen zij ze nu elk "
                "kwartaal in. Andere coalities mogen aansluiten.",
            ),
            (
                190,
                "hiltsje.demohof",
                "Het ziekenhuis doet nu mee met de overdracht. Lastig blijft: wie belt er als de "
                "gemeente na een week nog niets heeft laten horen?",
            ),
            (
                24,
                "ate.schijnsma",
                "We schrijven de provinciale bouwsteen opnieuw, met ruimte om lokaal in te vullen. "
                "Wie leest mee? Laat het weten voor de volgende bijeenkomst.",
            ),
        ),
    ),
    Table(
        "asielzoekers",
        date(2023, 1, 15),
        "Een zwangere vrouw die asiel zoekt, houdt haar zorg als zij moet verhuizen.",
        (
            (
                650,
                "geertje.proefkema",
                "Onze eerste bijeenkomst met de opvang en de verloskundigen. Iedereen noemt "
                "hetzelfde: na een verhuizing begint alles opnieuw.",
            ),
            (
                420,
                "aysel.voorbeeld",
                "De kaart met uitleg is er in zes talen. Sleutelpersonen delen haar uit en "
                "leggen haar uit, want niet iedereen leest.",
            ),
            (
                230,
                "geertje.proefkema",
                "Het is gelukt om met de opvang een vast telefoonnummer af te spreken. We proberen het een half jaar.",
            ),
            (
                83,
                "geertje.proefkema",
                "Door een verhuizing van de opvang ligt het werk even stil. We zoeken iemand "
                "van de jeugdgezondheidszorg om mee verder te gaan.",
            ),
        ),
        "open",
    ),
    Table(
        "scholing",
        date(2023, 10, 1),
        "Wie in Fryslân met aanstaande ouders werkt, kan elk jaar in de buurt een middag oefenen met moeilijke "
        "gesprekken.",
        (
            (
                610,
                "tetsje.demoveld",
                "We weten nu wat er al is: 23 trainingen, meestal voor één beroep. Wij maken er "
                "één voor alle beroepen samen.",
            ),
            (
                400,
                "tetsje.demoveld",
                "De eerste middag was in Gorredijk, met twaalf mensen uit zes organisaties. Het "
                "oefenen met een acteur vonden zij het best.",
            ),
            (
                215,
                "abe.bedachtsma",
                "De training staat op papier, met een draaiboek. Een coalitie kan haar nu zelf organiseren.",
            ),
            (
                38,
                "lolkje.proefland",
                "Vier coalities hebben een middag gepland voor het voorjaar. Zet ook jouw middag "
                "in de agenda, dan kunnen mensen van elders aanschuiven.",
            ),
        ),
        "open",
    ),
    Table(
        "ouders-met-een-lvb",
        date(2023, 10, 1),
        "Ouders met een LVB krijgen uitleg die zij begrijpen, en steun die niet na zes weken stopt.",
        (
            (
                590,
                "gooitzen.voorbeeldhof",
                "Met ervaringsdeskundigen lazen we twaalf folders. Van twee begrepen we alles.",
            ),
            (
                380,
                "antsje.demokamp",
                "We hebben een lijstje met woorden die je beter niet gebruikt. Het woord indicatie staat bovenaan.",
            ),
            (
                160,
                "trienke.schijnstra",
                "De handreiking Kort en duidelijk is getest door drie teams. Zij gebruiken "
                "vooral de bladzijde met de vijf vragen.",
            ),
            (
                66,
                "gooitzen.voorbeeldhof",
                "De handreiking wordt nu in vier coalities gebruikt. Volgende stap: wat "
                "doe je als de steun van de gemeente stopt?",
            ),
        ),
    ),
    Table(
        "psychische-problemen",
        date(2023, 9, 1),
        "Elke aanstaande ouder krijgt de vraag hoe het echt gaat, en wie hulp nodig heeft krijgt die binnen drie "
        "weken.",
        (
            (
                620,
                "foppe.proefberg",
                "We telden de wachttijd in vijf gemeenten: van twee tot veertien weken. Dat "
                "verschil is het eerste waar we iets aan willen doen.",
            ),
            (
                390,
                "nynke.fictiema",
                "De jeugdgezondheidszorg vraagt nu standaard naar somberheid, bij moeders en bij "
                "vaders. Het gesprek erna blijft moeilijk.",
            ),
            (
                170,
                "ytsje.demoberg",
                "In Smallingerland is er een vast inloopuur. De eerste maand kwamen er negen mensen.",
            ),
            (
                12,
                "foppe.proefberg",
                "Ons plan voor komend jaar ligt er. Lees mee en geef je mening, ook als je het niet nodig vindt.",
            ),
        ),
    ),
    Table(
        "kraamzorg",
        date(2024, 1, 15),
        "Elk gezin dat het nodig heeft krijgt genoeg uren kraamzorg, waar het ook woont en wat het ook verdient.",
        (
            (
                640,
                "trekker",
                "We gingen bij alle coalities langs. Zeven noemen hetzelfde: gezinnen zien af van "
                "uren om de eigen bijdrage.",
            ),
            (
                450,
                "jantsje.testveld",
                "We vroegen dertig kraamverzorgenden wanneer uren te kort zijn. De reistijd "
                "op het platteland staat op twee.",
            ),
            (
                280,
                "reinder.proefstee",
                "De zorgverzekeraar kijkt mee naar een vergoeding voor gezinnen met een laag "
                "inkomen. Het besluit volgt na de zomer.",
            ),
            (
                120,
                "trekker",
                "De handreiking voor gemeenten is klaar: zo vergoed je de eigen bijdrage. Drie gemeenten doen het nu.",
            ),
            (
                9,
                "minke.proefhuis",
                "We verzamelen voorbeelden voor de bijeenkomst in december. Wat werkt er bij "
                "jullie om uren anders te verdelen?",
            ),
        ),
    ),
)

# Whose question waits: table, who, days ago, why.
ASKED = (
    ("kraamzorg", "lid", 4, "Ik kom veel bij gezinnen waar de kraamzorg net weg is. Dat wil ik graag vertellen."),
    ("psychische-problemen", "akke.zomaarsma", 11, "In het ziekenhuis zien we deze ouders ook. Ik wil meedenken."),
)
