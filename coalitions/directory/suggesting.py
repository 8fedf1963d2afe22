"""Members propose, who may change the organisation decides: field by field, once, and nothing is lost."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.safestring import SafeString

from coalitions.directory import editing, emails, rows
from coalitions.directory.facts import LABELS, differences, facts_of, municipality_count
from coalitions.models import Organisation, OrganisationChange, Suggestion
from language.difference import difference, new_side, old_side
from members.conflicts import lock
from members.models import User
from members.refused import Refused
from province.models import Municipality


class Decided(Refused):
    """Somebody else decided a moment ago."""


class Moved(Refused):
    """The organisation changed since the page was drawn: look again before deciding."""


@dataclass(frozen=True)
class Proposed:
    """One field of a suggestion beside what stands there now."""

    field: str
    label: str
    now: SafeString
    proposed: SafeString
    # What stood there when it was proposed, if that is not what stands there now.
    then: str | None


def propose(form, *, organisation: Organisation | None, by: User, now) -> Suggestion | None:
    """Keep what somebody filled in as a suggestion and tell who decides; None when it changes nothing.

    Sent twice, it is one suggestion: who came back to the form did not see that it had arrived.
    """
    count = municipality_count()
    before = facts_of(editing.stored(organisation.pk), count) if organisation else {}
    changed = differences(before, form.facts)
    if not changed:
        return None
    facts = {field: new for field, _, new in changed}
    with transaction.atomic():
        waiting = Suggestion.objects.undecided().filter(proposed_by=by, organisation=organisation, facts=facts)
        if same := waiting.first():
            return same
        suggestion = Suggestion.objects.create(
            organisation=organisation,
            facts=facts,
            before={field: old for field, old, _ in changed},
            reason=form.cleaned_data["reason"],
            proposed_by=by,
            proposed_at=now,
        )
        if organisation is None:
            suggestion.municipalities.set(form.cleaned_data["municipalities"])
    return suggestion


def compare(suggestion: Suggestion) -> list[Proposed]:
    """Return every proposed field beside what stands there now; nothing for what is the same by now."""
    if suggestion.is_new or suggestion.decided_at:
        return []
    now = facts_of(editing.stored(suggestion.organisation_id), municipality_count())
    rows = []
    for field, old, new in differences(now, {**now, **suggestion.facts}):
        pieces = difference(old, new)
        then = suggestion.before.get(field, "")
        rows.append(Proposed(field, LABELS[field], old_side(pieces), new_side(pieces), then if then != old else None))
    return rows


def decide(suggestion: Suggestion, *, fields, seen_version, answer, by: User, now) -> Suggestion:
    """Take over these fields of a suggestion, or none of them, and mail who proposed it.

    Locks the suggestion, then the organisation: of two who decide at once the second is told.
    """
    with transaction.atomic():
        suggestion = lock(Suggestion.objects.all(), suggestion.pk)
        if suggestion.decided_at:
            raise Decided("Over dit voorstel is al besloten.")
        organisation = None
        if suggestion.organisation_id:
            organisation = lock(Organisation.objects.all(), suggestion.organisation_id)
            if organisation.version != seen_version:
                raise Moved("De organisatie is intussen gewijzigd. Kijk het nog eens na en besluit dan.")
        proposed = {change[0] for change in _open_differences(suggestion, organisation)}
        taken = [field for field in fields if field in proposed]
        if taken:
            organisation = _take_over(suggestion, organisation, taken, by=by, now=now)
        suggestion.organisation = organisation
        suggestion.decided_by, suggestion.decided_at, suggestion.answer = by, now, answer
        suggestion.outcome = _outcome(taken, proposed)
        suggestion.save()
        if suggestion.proposed_by and suggestion.proposed_by != by:
            emails.suggestion_decided(suggestion, to=suggestion.proposed_by).send()
    return suggestion


def _outcome(taken, proposed):
    if proposed <= set(taken):  # also when all of it stands there by now
        return Suggestion.Outcome.ACCEPTED
    return Suggestion.Outcome.PARTLY if taken else Suggestion.Outcome.DECLINED


def _open_differences(suggestion, organisation):
    now = facts_of(editing.stored(organisation.pk), municipality_count()) if organisation else {}
    return differences(now, {**now, **suggestion.facts})


def _take_over(suggestion, organisation, taken, *, by, now):
    """Write the taken facts the way a file is read, so that nothing enters that a form would refuse."""
    places = list(Municipality.objects.all())
    facts = facts_of(editing.stored(organisation.pk), len(places)) if organisation else {}
    facts |= {field: suggestion.facts[field] for field in taken}
    values, faults = rows.RowReader(places).read(facts)
    if faults:
        wrong = "; ".join(f"{label}: {fault}" for label, fault in faults)
        raise Refused(f"Dit kan zo niet worden overgenomen. {wrong}")
    is_new, organisation = organisation is None, organisation or Organisation()
    rows.fill(organisation, values)
    try:
        editing.store(
            organisation,
            municipalities=values["municipalities"],
            former_names=rows.former_names(values),
            by=by,
            now=now,
            kind=OrganisationChange.Kind.CREATED if is_new else OrganisationChange.Kind.SUGGESTION,
            reason=suggestion.reason,
        )
    except editing.NameTaken:
        raise Refused(f"{facts['name']} staat al op de sociale kaart.") from None
    return organisation
