"""Opening: who is asked becomes rows, once. The mails come after that, see dispatching.py."""

from django.db import transaction
from django.utils import timezone

from surveys.models import Invitation, Mode, Round, Sheet
from surveys.one_by_one import one_by_one
from surveys.sending.audience import asked_by, circles_of

BATCH = 1000


def open_due(now) -> list[int]:
    """Open every confirmed round whose moment has come; return which."""
    due = Round.objects.filter(confirmed_at__isnull=False, opened_at=None, opens_at__lte=now)
    found = list(due.order_by("opens_at", "pk").values_list("pk", flat=True))
    return one_by_one("open", found, lambda pk: open_round(pk, now=now))


@transaction.atomic
def open_round(pk: int, *, now) -> bool:
    """Write a row for everybody who is asked; False when it is not due (any more).

    All or nothing, under the lock of the round: a second run waits, and finds it opened.
    """
    round = Round.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if round is None or round.confirmed_at is None or round.opened_at is not None or round.opens_at > now:
        return False
    on = timezone.localdate(now)
    asked = asked_by(round, on)
    sheets = write_sheets(round, asked, on)
    Invitation.objects.bulk_create(
        [
            Invitation(
                round=round,
                mode=round.mode,
                user_id=one.user_id,
                address=one.address,
                circle_id=one.circle_id,
                sheet=sheets.get(one.circle_id if round.is_joint else one),
            )
            for one in asked
        ],
        batch_size=BATCH,
    )
    round.listed.all().delete()
    round.opened_at = now
    round.save(update_fields=["opened_at"])
    return True


def write_sheets(round: Round, asked, on) -> dict:
    """Write an empty sheet per circle, or per person; return them by that. Without a name there are none yet."""
    if round.mode == Mode.ANONYMOUS:
        return {}
    if round.is_joint:
        # Also of a circle without people: the coordinator sees that nobody can answer for it.
        keys = list(circles_of(round, on).values_list("pk", flat=True))
        sheets = [Sheet(round=round, mode=round.mode, circle_id=circle) for circle in keys]
    else:
        keys = asked
        sheets = [
            Sheet(round=round, mode=round.mode, circle_id=one.circle_id, user_id=one.user_id, address=one.address)
            for one in asked
        ]
    return dict(zip(keys, Sheet.objects.bulk_create(sheets, batch_size=BATCH), strict=True))
