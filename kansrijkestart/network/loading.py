"""Puts the real network into the database: its ground, its circles, its organisations.

Facts that only the source knows (names, borders, inhabitants) follow the source. What people keep up afterwards
(phase, summary, whether a table goes on, which municipalities form a coalition) is filled once, when the row is made;
an organisation follows the source until somebody changes it. Nothing is ever deleted.
"""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from coalitions.directory import editing
from coalitions.models import (
    Coalition,
    CoalitionMunicipality,
    FormerName,
    Intervention,
    Organisation,
    PhaseChange,
    StartItem,
)
from language.sorting import sort_key
from library.search.synonyms import load_defaults
from members.models import Circle
from province.models import Municipality, Pillar
from themetables.models import ThemeTable

LISTS = ("former_names", "municipality_codes")


@transaction.atomic
def load(source):
    """Load everything and return how many rows were added and changed, as Counter(added=…, changed=…)."""
    count = Counter()
    municipalities = follow(Municipality, "cbs_code", source.municipalities, count)
    pillars = follow(Pillar, "slug", source.pillars, count)
    load_circle({"slug": "netwerk", "kind": Circle.Kind.NETWORK, "name": "Netwerk Kansrijke Start Fryslân"}, count)
    load_coalitions(source.coalitions, municipalities, count)
    load_tables(source.tables, pillars, count)
    load_organisations(source.organisations, municipalities, count)
    load_interventions(source.interventions, pillars, count)
    load_start_items(source.start_items, count)
    count["added"] += load_defaults()
    return count


def follow(model, key, rows, count):
    """Make the rows of `model` say what the source says; return them by key."""
    existing = {getattr(obj, key): obj for obj in model.objects.filter(**{f"{key}__in": rows})}
    for value, fields in rows.items():
        obj = existing.get(value)
        if obj is None:
            existing[value] = model.objects.create(**{key: value}, **fields)
            count["added"] += 1
            continue
        changed = {name: new for name, new in fields.items() if getattr(obj, name) != new}
        if changed:
            for name, new in changed.items():
                setattr(obj, name, new)
            obj.save()
            count["changed"] += 1
    return existing


def load_circle(fields, count):
    circle, is_new = Circle.objects.get_or_create(slug=fields["slug"], defaults=fields)
    count["added"] += is_new
    return circle


def load_coalitions(rows, municipalities, count):
    known = set(Coalition.objects.filter(slug__in=rows).values_list("slug", flat=True))
    placed = set(CoalitionMunicipality.objects.values_list("municipality__cbs_code", flat=True))
    for slug, row in rows.items():
        # A municipality that ever was in a coalition is left to the people: they may have merged or split.
        codes = [code for code in row["municipalities"] if code not in placed]
        if slug in known or not codes:
            continue
        circle = load_circle(
            {"slug": f"coalitie-{slug}", "kind": Circle.Kind.COALITION, "name": f"Coalitie {row['name']}"}, count
        )
        coalition = Coalition.objects.create(
            circle=circle, slug=slug, name=row["name"], phase=row["phase"], summary=row["summary"]
        )
        if row["phase"]:
            PhaseChange.objects.create(
                coalition=coalition, phase=row["phase"], since=row["since"], recorded_at=timezone.now()
            )
        CoalitionMunicipality.objects.bulk_create(
            CoalitionMunicipality(coalition=coalition, municipality=municipalities[code], since=row["since"])
            for code in codes
        )
        count["added"] += 1


def load_tables(rows, pillars, count):
    known = set(ThemeTable.objects.filter(slug__in=rows).values_list("slug", flat=True))
    for slug, row in rows.items():
        if slug in known:
            continue
        circle = None
        if row["state"] == ThemeTable.State.ACTIVE:
            name = f"Thematafel {row['short_name']}"
            circle = load_circle({"slug": f"thematafel-{slug}", "kind": Circle.Kind.TABLE, "name": name}, count)
        fields = {name: value for name, value in row.items() if name != "pillars"}
        table = ThemeTable.objects.create(circle=circle, slug=slug, **fields)
        table.pillars.set(pillars[pillar] for pillar in row["pillars"])
        count["added"] += 1


def load_organisations(rows, municipalities, count):
    """Follow the source until somebody of the network changes an organisation; from then on it is theirs."""
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    kept_by_people = {slug for slug, organisation in organisations.items() if organisation.changed_at}
    names = {organisation.sort_name: slug for slug, organisation in organisations.items()}
    rows = {
        slug: row
        for slug, row in rows.items()
        if slug not in kept_by_people and names.get(sort_key(row["name"]), slug) == slug
    }
    facts = {slug: {field: row[field] for field in row if field not in LISTS} for slug, row in rows.items()}
    organisations = follow(Organisation, "slug", facts, count)
    former = {(organisations[slug].pk, *name) for slug, row in rows.items() for name in row["former_names"]}
    places = {
        (organisations[slug].pk, municipalities[code].pk)
        for slug, row in rows.items()
        for code in row["municipality_codes"]
    }
    # Nobody looks after these yet: after half a year who leads the coalition there is asked (members/reviewing.py).
    unasked = Organisation.objects.filter(slug__in=rows, review_on=None)
    unasked.update(review_on=timezone.localdate() + editing.REVIEW_AFTER)
    changed = follow_links(FormerName, ("organisation_id", "name", "until", "source"), former)
    changed |= follow_links(Organisation.municipalities.through, ("organisation_id", "municipality_id"), places)
    count["changed"] += len(changed)
    Organisation.objects.reindex()


def follow_links(model, fields, wanted):
    """Add the rows that are not there yet; return the organisations that were there before and got one."""
    known = set(model.objects.values_list(*fields))
    missing = sorted(wanted - known)
    model.objects.bulk_create(model(**dict(zip(fields, row, strict=True))) for row in missing)
    return {row[0] for row in missing} if known else set()


def load_interventions(rows, pillars, count):
    """The register follows the source; what coalitions do with it is theirs."""
    facts = {slug: {name: value for name, value in row.items() if name != "pillars"} for slug, row in rows.items()}
    interventions = follow(Intervention, "slug", facts, count)
    through = Intervention.pillars.through
    ours = [intervention.pk for intervention in interventions.values()]
    known = set(through.objects.filter(intervention__in=ours).values_list("intervention_id", "pillar_id"))
    wanted = {(interventions[slug].pk, pillars[pillar].pk) for slug, row in rows.items() for pillar in row["pillars"]}
    missing = sorted(wanted - known)
    through.objects.bulk_create(through(intervention_id=one, pillar_id=pillar) for one, pillar in missing)
    count["changed"] += len({one for one, _ in missing}) if known else 0


def load_start_items(rows, count):
    """The coordinator keeps this list: a step that was there once is never put back or rewritten."""
    known = set(StartItem.objects.filter(key__in=rows).values_list("key", flat=True))
    new = [StartItem(key=key, **fields) for key, fields in rows.items() if key not in known]
    StartItem.objects.bulk_create(new)
    count["added"] += len(new)
