"""Extension (uitstel) for one sheet: its people may answer longer than the others."""

from datetime import timedelta

from django.db import transaction

from members.refused import Refused
from surveys.following import closing
from surveys.models import Round, Sheet, Step
from surveys.sending import planning

USUAL = timedelta(days=7)


@transaction.atomic
def extend(sheet: Sheet, *, by, now, until=None) -> Sheet:
    """Give it until this moment, or a week more than it had; tell its people, and remind them in time. Raises Refused.

    Who gave it is kept.

    Locks what submitting and the guard of a reminder lock: no mail leaves with the old day after this.
    """
    # The round first, as whoever closes it does.
    round = Round.objects.select_for_update(no_key=True).get(pk=sheet.round_id)
    if round.opened_at is None or round.closed_at is not None:
        raise Refused(closing.CLOSED)
    sheet = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    sheet.round = round
    until = until or max(sheet.closes_at, now) + USUAL
    if until <= max(sheet.closes_at, now):
        raise Refused("Uitstel loopt tot na de sluitdatum die al geldt.")
    sheet.extended_until = until
    sheet.save(update_fields=["extended_until"])
    Step.objects.create(sheet=sheet, kind=Step.Kind.EXTENDED, by=by, at=now)
    planning.plan_own(sheet, after=now)
    for invitation in sheet.invitations.values_list("pk", flat=True):
        closing.look_again(f"survey:{sheet.round_id}:{invitation}:")
    closing.tell(sheet.invitations.all())
    return sheet
