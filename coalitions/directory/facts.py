"""What an organisation of the directory says about itself, as text that people read and write.

The same words stand in the history, in a suggestion, in a preview and in a file. One field is one text; lists have
a line per item.
"""

from django.utils.formats import date_format

from coalitions.models import Organisation
from coalitions.models.kinds import Kind
from language.sorting import sort_key
from province.models import Municipality

EVERYWHERE = "heel Fryslân"
# In the order in which people see them; the label is the column of a file.
LABELS = {
    "name": "naam",
    "short_name": "korte naam",
    "kind": "soort",
    "level": "werkt",
    "municipalities": "gemeenten",
    "area": "werkgebied",
    "offers": "biedt",
    "for_whom": "voor wie",
    "description": "omschrijving",
    "phone": "telefoon",
    "website": "website",
    "contact_function": "vraag naar",
    "former_names": "vroegere namen",
    "note": "opmerking",
    "closed_on": "gestopt op",
}
LISTS = ("municipalities", "former_names")
NOT_TEXT = ("kind", "level", "municipalities", "closed_on")


def with_lists(organisations):
    """Fetch what `facts_of` reads, in two queries more."""
    return organisations.prefetch_related("former_names", "municipalities")


def facts_of(organisation: Organisation, count: int) -> dict[str, str]:
    """Return every fact as text; `count` is how many municipalities there are."""
    values = {name: getattr(organisation, name) for name in LABELS if name not in LISTS}
    values["municipalities"] = list(organisation.municipalities.all())
    values["former_names"] = "\n".join(former_name_line(former) for former in organisation.former_names.all())
    return facts_of_values(values, count)


def facts_of_values(values: dict, count: int) -> dict[str, str]:
    """The same from what a form holds: old names as text, everything else as the model has it."""
    places = [municipality.name for municipality in values["municipalities"]]
    texts = {
        **{name: values[name].replace("\r\n", "\n") for name in LABELS if name not in NOT_TEXT},
        "kind": Kind(values["kind"]).label,
        "level": Organisation.Level(values["level"]).label,
        "municipalities": EVERYWHERE if len(places) == count > 1 else "\n".join(sorted(places, key=sort_key)),
        "closed_on": date_text(values["closed_on"]),
    }
    return {name: texts[name] for name in LABELS}


def former_name_line(former):
    """Return "MCL | 1-1-2025 | skipr.nl", without what we do not know."""
    return " | ".join([former.name, date_text(former.until), former.source]).rstrip(" |")


def date_text(day):
    return date_format(day, "j-n-Y") if day else ""


def differences(before: dict, after: dict) -> list[list[str]]:
    """Return [field, old, new] for every field that differs, in the order of the page."""
    return [
        [name, before.get(name, ""), after[name]]
        for name in LABELS
        if name in after and before.get(name, "") != after[name]
    ]


def municipality_count():
    return Municipality.objects.count()
