"""Invented organisations on the sociale kaart, who looks after them, and two suggestions that wait.

What is known of real organisations stays as the sources have it: nothing is invented about them.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from coalitions.directory import editing, suggesting
from coalitions.directory.facts import facts_of, municipality_count
from coalitions.directory.forms import SuggestionForm
from coalitions.models import Organisation, OrganisationChange, Suggestion
from members.models import User
from province.models import Municipality

COORDINATOR, LEADER = "aanjager", "coalitieleider"


@dataclass(frozen=True)
class Entry:
    name: str
    kind: str
    places: str  # slugs of municipalities
    area: str
    offers: str
    for_whom: str
    phone: str  # 000000 is never given out
    contact: str
    owner: str
    days_ago: int = 20  # when it was last checked
    level: str = "local"


ENTRIES = (
    Entry(
        "Verloskundigenpraktijk Voorbeeld",
        "midwives",
        "achtkarspelen tytsjerksteradiel",
        "Buitenpost en omgeving",
        "Begeleiding voor, tijdens en na de bevalling. Spreekuur in drie dorpen, ook in de avond.\n\nWe vragen elke "
        "ouder waar wij bij kunnen helpen, en bellen samen met het gebiedsteam.",
        "Zwangere vrouwen en hun partners, ook zonder zorgverzekering.",
        "0511 000001",
        "verloskundige met aandacht voor kwetsbare zwangeren",
        "griet.verzonnema",
    ),
    Entry(
        "Kraamzorg De Proef",
        "maternity_care",
        "achtkarspelen tytsjerksteradiel dantumadiel noardeast-fryslan",
        "Noordoost-Fryslân",
        "Kraamzorg thuis, hulp bij borstvoeding, en een intake aan huis in week 30.",
        "Gezinnen met een pasgeboren baby.",
        "0511 000002",
        "planner",
        "minke.proefhuis",
        level="region",
    ),
    Entry(
        "Gebiedsteam Voorbeeld",
        "welfare",
        "tytsjerksteradiel",
        "alle dorpen van Tytsjerksteradiel",
        "Hulp bij geldzorgen en schulden, wonen, opvoeden en relaties. Komt thuis, samen met de verloskundige als "
        "ouders dat willen.",
        "Inwoners van Tytsjerksteradiel. Een verwijzing is niet nodig.",
        "0511 000003",
        "contactpersoon Kansrijke Start",
        LEADER,
    ),
    Entry(
        "Bibliotheek Voorbeeld",
        "language",
        "waadhoeke",
        "Franeker en Sint Annaparochie",
        "BoekStart: een koffertje met boekjes voor elke baby. Voorlezen aan de allerkleinsten, en taalmaatjes voor "
        "ouders die moeite hebben met lezen.",
        "Ouders met kinderen van 0 tot 4 jaar.",
        "0517 000004",
        "taalconsulent",
        "antsje.demokamp",
        days_ago=230,
    ),
    Entry(
        "Kinderopvang Voorbeeld",
        "childcare",
        "waadhoeke",
        "Franeker",
        "Opvang van baby's en peuters, voorschool met extra taal, en een inloopochtend voor ouders.",
        "Kinderen van 0 tot 4 jaar en hun ouders.",
        "0517 000005",
        "pedagogisch coach",
        "siebren.verzinma",
    ),
    Entry(
        "Huisartsenpraktijk De Proef",
        "general_practice",
        "sudwest-fryslan",
        "Sneek",
        "Huisartsenzorg. De praktijkondersteuner helpt bij somberheid, angst en slecht slapen, ook tijdens de "
        "zwangerschap.",
        "Inwoners van Sneek en de dorpen eromheen.",
        "0515 000006",
        "praktijkondersteuner ggz",
        "hinke.voorbeeldstra",
    ),
    Entry(
        "Welzijn Voorbeeld",
        "welfare",
        "ooststellingwerf weststellingwerf",
        "de Stellingwerven",
        "Koffie-ochtenden voor nieuwe ouders, hulp bij formulieren, kleding en spullen voor de baby.",
        "Ouders die wel wat steun of contact kunnen gebruiken.",
        "0516 000007",
        "opbouwwerker",
        "marrit.fictstra",
        level="region",
    ),
    Entry(
        "Hulp Voorbeeld",
        "youth_care",
        "leeuwarden waadhoeke",
        "Leeuwarden en Waadhoeke",
        "Hulp thuis bij opvoeden, voor en na de geboorte. Kort als het kan, langer als het moet.",
        "Gezinnen waar veel tegelijk speelt.",
        "058 0000008",
        "aanmeldteam",
        COORDINATOR,
        level="region",
    ),
    Entry(
        "Buddy's van Voorbeeld",
        "volunteers",
        "leeuwarden",
        "Leeuwarden",
        "Een maatje dat eens per week langskomt, meegaat naar het consultatiebureau of gewoon luistert.",
        "Aanstaande en jonge moeders die er alleen voor staan.",
        "058 0000009",
        "coördinator vrijwilligers",
        "froukje.zogenaamd",
    ),
)

SUGGESTIONS = (
    (
        "Kraamzorg De Proef", "lid", 3,
        {"phone": "0511 000012", "for_whom": "Gezinnen met een pasgeboren baby. Ook als je je laat aanmeldt."},
        "Ik belde hen deze week. Het oude nummer schakelt door en ze nemen ook late aanmeldingen aan.",
    ),
    (
        "Bibliotheek Voorbeeld", "trekker", 1,
        {"area": "Franeker, Sint Annaparochie en Menaam", "offers": "BoekStart: een koffertje met boekjes voor elke "
         "baby. Voorlezen aan de allerkleinsten, en taalmaatjes voor ouders die moeite hebben met lezen. Nieuw: een "
         "taalpunt in Menaam."},
        "Staat in hun nieuwsbrief van november.",
    ),
)  # fmt: skip


def add(now, domain):
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True, email__endswith=domain)}
    places = {place.slug: place for place in Municipality.objects.all()}
    known = set(Organisation.objects.values_list("name", flat=True))
    for entry in ENTRIES:
        if entry.name not in known:
            add_entry(entry, people, places, now)
    if not Suggestion.objects.exists():
        for suggestion in SUGGESTIONS:
            add_suggestion(*suggestion, people, now)


def add_entry(entry, people, places, now):
    checked = now - datetime.timedelta(days=entry.days_ago)
    organisation = Organisation(
        name=entry.name,
        kind=entry.kind,
        level=entry.level,
        area=entry.area,
        offers=entry.offers,
        for_whom=entry.for_whom,
        phone=entry.phone,
        contact_function=entry.contact,
        website="https://voorbeeld.invalid/",
        source="verzonnen voor de demo",
    )
    editing.mark_reviewed(organisation, by=people[entry.owner], on=timezone.localdate(checked))
    editing.store(
        organisation,
        municipalities=[places[slug] for slug in entry.places.split()],
        former_names=[],
        by=people[COORDINATOR],
        now=checked,
        kind=OrganisationChange.Kind.CREATED,
    )


def add_suggestion(name, by, days_ago, changes, reason, people, now):
    organisation = Organisation.objects.get(name=name)
    data = {
        **facts_of(organisation, municipality_count()),
        "kind": organisation.kind,
        "level": organisation.level,
        "municipalities": [place.pk for place in organisation.municipalities.all()],
        "reason": reason,
        **changes,
    }
    form = SuggestionForm(data, instance=organisation)
    form.is_valid()
    suggesting.propose(
        form, organisation=organisation, by=people[by], now=now - datetime.timedelta(days=days_ago, hours=2)
    )
