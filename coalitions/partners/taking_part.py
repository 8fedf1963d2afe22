"""How organisations come to take part in a coalition, and stop.

Each verb locks the coalition's row first, so that two people who do the same at once do it once.
"""

from django.db import transaction

from coalitions.models import Coalition, Organisation, Partner
from coalitions.phases import lock_coalition
from members.conflicts import lock
from members.refused import Refused


@transaction.atomic
def add(
    coalition: Coalition, organisation: Organisation, *, since, by, now, contact=None, contact_function=""
) -> Partner:
    """From the day `since` the organisation takes part. Refused when it does on that day or later."""
    lock_coalition(coalition.pk)
    _check_not_there(coalition, organisation, since)
    partner = Partner(
        coalition=coalition,
        organisation=organisation,
        since=since,
        contact=contact,
        contact_function=contact_function,
    )
    partner.save_version(by=by, now=now)
    return partner


@transaction.atomic
def end(partner: Partner, *, on, by, now) -> bool:
    """The organisation takes part until the day `on`. False when somebody else ended it meanwhile.

    On the day it began: then it never took part, and it was a mistake to say so.
    """
    partner = _lock(partner)
    if partner.until is not None:
        return False
    partner.until = on
    partner.save_version(by=by, now=now)
    return True


@transaction.atomic
def reopen(partner: Partner, *, on, by, now) -> Partner:
    """The organisation takes part again from the day `on`, with who spoke for it before.

    When its end is not past yet, that end is forgotten: it was a mistake.
    """
    partner = _lock(partner)
    if partner.until is None:
        return partner
    again = Partner.objects.filter(coalition=partner.coalition, organisation=partner.organisation)
    if partner.until < on or again.lasting_after(partner.until).exists():
        return add(
            partner.coalition,
            partner.organisation,
            since=on,
            by=by,
            now=now,
            contact=partner.contact,
            contact_function=partner.contact_function,
        )
    partner.until = None
    partner.save_version(by=by, now=now)
    return partner


def _check_not_there(coalition, organisation, since):
    if Partner.objects.filter(coalition=coalition, organisation=organisation).lasting_after(since).exists():
        raise Refused(f"{organisation} doet al mee in deze coalitie.")


def _lock(partner):
    lock_coalition(partner.coalition_id)
    return lock(Partner.objects.select_related("coalition", "organisation"), partner.pk)
