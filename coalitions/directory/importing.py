"""Reading a file into the directory: first what would change, then, on a second look, all of it or nothing."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from coalitions.directory import editing, reading
from coalitions.directory.exporting import KEY
from coalitions.directory.facts import LABELS, differences, facts_of, facts_of_values, with_lists
from coalitions.directory.rows import OWN_FIELDS, RowReader, fill, former_names
from coalitions.models import FormerName, ImportDraft, Organisation, OrganisationChange
from language.sorting import sort_key
from members.conflicts import lock
from members.refused import Refused
from province.models import Municipality

DRAFT_LIFE = timedelta(days=1)
NO_COLUMN = "Deze kolom ontbreekt in je bestand. Bij een nieuwe organisatie is zij nodig."
NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


class Moved(Refused):
    """The directory changed since the preview: look again before deciding."""


@dataclass
class Line:
    """What one line of the file would do."""

    number: int
    name: str
    state: str = SAME
    differences: list = field(default_factory=list)  # [[field, old, new], …]
    faults: list = field(default_factory=list)  # [(column, sentence), …]
    organisation: Organisation | None = None
    values: dict = field(default_factory=dict)

    @property
    def seen(self):
        return self.organisation and [self.organisation.pk, self.organisation.version]

    @property
    def labelled(self):
        return [(LABELS[name], old, new) for name, old, new in self.differences]


@dataclass(frozen=True)
class Plan:
    lines: list[Line]

    def of(self, state):
        return [line for line in self.lines if line.state == state]

    @property
    def fingerprint(self):
        """Stands for everything that would happen: another one means that something changed meanwhile."""
        what = [[line.number, line.state, line.differences, line.seen] for line in self.lines]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def upload(content: bytes, *, name, by, now) -> ImportDraft:
    """Keep what a file says as a draft; raise reading.Unreadable when it says nothing we understand."""
    table = reading.read(content)
    return ImportDraft.objects.create(
        by=by,
        file_name=name[-150:],
        uploaded_at=now,
        expires_at=now + DRAFT_LIFE,
        content={"columns": table.columns, "rows": table.rows, "broken": table.broken},
        content_hash=hashlib.sha256(content).hexdigest(),
    )


def plan(draft: ImportDraft) -> Plan:
    """Compare every line with the directory as it is now, in a constant number of queries."""
    places = list(Municipality.objects.all())
    known, reader = Known(draft.content["rows"], len(places)), RowReader(places)
    lines = [Line(number, "", WRONG, faults=[("", fault)]) for number, fault in draft.content["broken"]]
    lines += [planned(number, texts, known, reader) for number, texts in draft.content["rows"]]
    return Plan(sorted(lines, key=lambda line: line.number))


class Known:
    """The organisations that a file is about, and what its earlier lines took."""

    def __init__(self, rows, count):
        slugs = {texts.get(KEY, "") for _, texts in rows} - {""}
        names = {sort_key(texts["name"]) for _, texts in rows}
        found = list(with_lists(Organisation.objects.filter(Q(slug__in=slugs) | Q(sort_name__in=names))))
        self.by_slug = {organisation.slug: organisation for organisation in found}
        self.by_name = {organisation.sort_name: organisation for organisation in found}
        self.facts = {organisation.pk: facts_of(organisation, count) for organisation in found}
        self.taken: dict[str, int] = {}

    def find(self, texts):
        slug = texts.get(KEY)
        return self.by_slug.get(slug) if slug else self.by_name.get(sort_key(texts["name"]))

    def claim(self, organisation, name, number):
        """Return the number of an earlier line about the same organisation, if there is one."""
        keys = [f"name:{sort_key(name)}", *([f"row:{organisation.pk}"] if organisation else [])]
        earlier = [self.taken[key] for key in keys if key in self.taken]
        self.taken |= {key: number for key in keys if key not in self.taken}
        return earlier[0] if earlier else None


def planned(number, texts, known, reader):
    organisation = known.find(texts)
    line = Line(number, texts["name"] or texts.get(KEY, ""), organisation=organisation)
    line.faults = own_faults(texts, organisation, known)
    earlier = known.claim(organisation, texts["name"], number)
    if earlier:
        line.faults.append((LABELS["name"], f"Deze organisatie staat ook op regel {earlier}."))
    now = known.facts[organisation.pk] if organisation else {}
    wanted = {**dict.fromkeys(LABELS, ""), **now, **{name: text for name, text in texts.items() if name != KEY}}
    if not line.faults and wanted != now:
        judge(line, wanted, now, reader)
    if organisation is None:
        absent = {LABELS[name] for name in LABELS if name not in texts}
        line.faults = [(column, NO_COLUMN if column in absent else fault) for column, fault in line.faults]
    if line.faults:
        line.state = WRONG
    return line


def own_faults(texts, organisation, known):
    """What a form cannot see: formulas, keys that are not there, names of others."""
    faults = [
        (LABELS.get(name, name), "Hier staat een formule. Zet er de uitkomst neer, als tekst.")
        for name, text in texts.items()
        if text.startswith(("=", "@"))
    ]
    if texts.get(KEY) and organisation is None:
        faults.append((KEY, "Dit kenmerk kennen we niet. Laat het leeg als de organisatie nieuw is."))
    other = known.by_name.get(sort_key(texts["name"]))
    if organisation and other and other.pk != organisation.pk:
        faults.append((LABELS["name"], f"Zo heet al een andere organisatie, met kenmerk {other.slug}."))
    return faults


def judge(line, wanted, now, reader):
    line.values, line.faults = reader.read(wanted)
    if not line.faults:
        line.differences = differences(now, facts_of_values(line.values, len(reader.places)))
    if line.differences:
        line.state = CHANGED if now else NEW


def confirm(draft: ImportDraft, *, seen, by, now) -> ImportDraft:
    """Take over everything that the preview showed, in one transaction; the same draft a second time does nothing."""
    with transaction.atomic():
        draft = lock(ImportDraft.objects.all(), draft.pk)
        if draft.confirmed_at:
            return draft
        if draft.expires_at <= now:
            raise Refused("Dit voorstel is ouder dan een dag. Kies het bestand opnieuw.")
        with connection.cursor() as cursor:
            # Whoever edits an organisation waits until this is done, and the other way round.
            cursor.execute("LOCK TABLE coalitions_organisation IN EXCLUSIVE MODE")
        current = plan(draft)
        if current.of(WRONG):
            raise Moved("Er klopt iets niet meer in dit bestand. Kijk hieronder wat er is.")
        if current.fingerprint != seen:
            raise Moved("De sociale kaart is intussen gewijzigd. Kijk nog eens wat er verandert.")
        write(current, by=by, now=now)
        draft.confirmed_at = now
        draft.added, draft.changed = len(current.of(NEW)), len(current.of(CHANGED))
        draft.save()
    return draft


def write(plan, *, by, now):
    """Write all lines in a constant number of queries."""
    new, changed = plan.of(NEW), plan.of(CHANGED)
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    for line in new:
        line.organisation = Organisation(slug=editing.free_slug(line.values["name"], slugs))
        line.organisation.review_on = timezone.localdate(now) + editing.REVIEW_AFTER
        slugs.add(line.organisation.slug)
    for line in [*new, *changed]:
        organisation = line.organisation
        fill(organisation, line.values)
        organisation.changed_by, organisation.changed_at = by, now
    for line in changed:
        line.organisation.version += 1
    Organisation.objects.bulk_create([line.organisation for line in new])
    Organisation.objects.rewrite(
        [line.organisation for line in changed], [*OWN_FIELDS, "sort_name", "version", "changed_by", "changed_at"]
    )
    write_lists([*new, *changed])
    OrganisationChange.objects.bulk_create(
        OrganisationChange(
            organisation=line.organisation,
            kind=OrganisationChange.Kind.IMPORT,
            by=by,
            at=now,
            fields=line.differences,
        )
        for line in [*new, *changed]
    )
    Organisation.objects.filter(pk__in=[line.organisation.pk for line in [*new, *changed]]).reindex()


def write_lists(lines):
    """Replace the working area and the old names of those whose lists differ."""
    through = Organisation.municipalities.through
    for name, model in (("municipalities", through), ("former_names", FormerName)):
        differing = [line for line in lines if name in {difference[0] for difference in line.differences}]
        model.objects.filter(organisation__in=[line.organisation.pk for line in differing]).delete()
        model.objects.bulk_create(row for line in differing for row in rows_of(name, line))


def rows_of(name, line):
    if name == "municipalities":
        through = Organisation.municipalities.through
        return [through(organisation=line.organisation, municipality=place) for place in line.values[name]]
    return [
        FormerName(organisation=line.organisation, name=old, until=until, source=source)
        for old, until, source in former_names(line.values)
    ]
