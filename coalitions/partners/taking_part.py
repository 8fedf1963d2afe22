"""How organisations come to take part in a coalition, and stop.

Each verb locks the coalition's row first, so that two people who do the same at once do it once.
"""

from django.db import transaction

from coalitions.models import Coalition, Organisation, Partner
from coalitions.phases import lock_coalition
from members.joining import Refused


@transaction.atomic
def add(coalition: Coalition, organisation: Organisation, *, since, now, contact=None, contact_function="") -> Partner:
    """From the day `since` the organisation takes part. Refused when it does on that day or later."""
    lock_coalition(coalition.pk)
    _check_not_there(coalition, organisation, since)
    return Partner.objects.create(
        coalition=coalition,
        organisation=organisation,
        since=since,
        contact=contact,
        contact_function=contact_function,
        changed_at=now,
    )


@transaction.atomic
def end(partner: Partner, *, on, now) -> bool:
    """The organisation takes part until the day `on`. False when somebody else ended it meanwhile."""
    lock_coalition(partner.coalition_id)
    return bool(Partner.objects.filter(pk=partner.pk, until=None).update(until=on, changed_at=now))


@transaction.atomic
def reopen(partner: Partner, *, on, now) -> Partner:
    """The organisation takes part again from the day `on`, with who spoke for it before.

    When its end is not past yet, that end is forgotten: it was a mistake.
    """
    lock_coalition(partner.coalition_id)
    partner = Partner.objects.select_related("coalition", "organisation").get(pk=partner.pk)
    if partner.until is None:
        return partner
    if partner.until >= on:
        _check_not_there(partner.coalition, partner.organisation, partner.until)
        partner.until, partner.changed_at = None, now
        partner.save(update_fields=["until", "changed_at"])
        return partner
    return add(
        partner.coalition,
        partner.organisation,
        since=on,
        now=now,
        contact=partner.contact,
        contact_function=partner.contact_function,
    )


def _check_not_there(coalition, organisation, since):
    there = Partner.objects.filter(coalition=coalition, organisation=organisation).lasting_after(since)
    if there.exists():
        raise Refused(f"{organisation} doet al mee in deze coalitie.")
