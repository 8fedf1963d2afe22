"""What the invented coordinator keeps about the coalitions: notes, and when each municipality joined."""

import datetime

from coalitions.models import Coalition, Joining, SupportNote
from coalitions.overview.forms import NoteForm
from province.models import Municipality

# coalition, how many days ago, text
NOTES = (
    ("ooststellingwerf", 9,
     "Gebeld met de coalitieleider. Twaalf uur per maand is te weinig om te beginnen. Afgesproken: ik schuif aan bij "
     "de eerste bijeenkomst met de verloskundigen."),
    ("ooststellingwerf", 64, "Vraagt om een voorbeeld van een planning voor het eerste jaar. Gestuurd: die van "
     "Waadhoeke."),
    ("waadhoeke", 30, "Loopt goed. Wil graag vertellen over Taalschatten op het symposium."),
    ("vlieland", 41, "Er is nog geen coalitieleider. De huisarts wil meedenken, niet trekken. In december opnieuw "
     "bellen met de gemeente."),
    ("achtkarspelen-en-tytsjerksteradiel", 75, "De verklaring is getekend en de afspraken staan. Wil weten hoe je dat "
     "vasthoudt als mensen van baan wisselen. Afgesproken: we kijken samen naar wie waarvan eigenaar is."),
)  # fmt: skip
# Which municipality joined in which round is not known to us: these are invented, as everything in the demo.
TRANCHES = {
    (1, 2018): ("leeuwarden",),
    (2, 2019): ("sudwest-fryslan", "smallingerland"),
    (3, 2020): ("achtkarspelen", "tytsjerksteradiel", "waadhoeke", "de-fryske-marren", "heerenveen", "harlingen"),
    (4, 2022): ("ooststellingwerf", "opsterland", "weststellingwerf", "noardeast-fryslan", "dantumadiel"),
}


def add_support(now, coordinator):
    coalitions = {coalition.slug: coalition for coalition in Coalition.objects.all()}
    for slug, days, text in NOTES if not SupportNote.objects.exists() else ():
        at = now - datetime.timedelta(days=days)
        form = NoteForm({"text": text}, instance=SupportNote(coalition=coalitions[slug], by=coordinator, at=at))
        assert form.is_valid(), form.errors
        form.save()
    known = set(Joining.objects.values_list("municipality__slug", flat=True))
    rounds = {slug: moment for moment, slugs in TRANCHES.items() for slug in slugs if slug not in known}
    Joining.objects.bulk_create(
        Joining(municipality=municipality, tranche=rounds[municipality.slug][0], year=rounds[municipality.slug][1])
        for municipality in Municipality.objects.filter(slug__in=rounds)
    )
