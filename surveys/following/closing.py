"""The end of answering: by itself after the last closing that counts for somebody, or earlier by hand."""

from django.core.mail import mailers
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from members.refused import Refused
from outbox.models import OPEN, Email
from surveys.answering import sealed
from surveys.models import Invitation, Round, Sheet
from surveys.one_by_one import one_by_one
from surveys.results import nearly_same
from surveys.sending import emails, planning

CLOSED = "Deze ronde is intussen gesloten."


def close_due(now) -> list[int]:
    """Close every round that nobody can answer any more; return which."""
    longer = Sheet.objects.filter(round=OuterRef("pk"), extended_until__gt=now)
    due = Round.objects.filter(~Exists(longer), opened_at__isnull=False, closed_at=None, closes_at__lte=now)
    found = list(due.order_by("pk").values_list("pk", flat=True))
    return one_by_one("close", found, lambda pk: close_round(pk, now=now))


@transaction.atomic
def close_round(pk: int, *, now) -> bool:
    """Close one round that is over; False when it is not, or not any more."""
    round = lock(pk)
    if round is None or round.closed_at is not None or last_closing(round) > now:
        return False
    end(round, now)
    round.save(update_fields=["closed_at"])
    return True


@transaction.atomic
def close_now(round: Round, *, by, now) -> Round:
    """End it before its day, also for whoever got extension. Raises Refused."""
    round = lock_running(round)
    end(round, now)
    round.closes_at = min(round.closes_at, now)
    round.save_version(by=by, now=now)
    return round


@transaction.atomic
def move_closing(round: Round, *, closes_at, by, now) -> Round:
    """Close on another day; who still has to answer hears of an earlier one. Raises Refused.

    Reminders keep their distance to the closing. Invitations that still wait are written anew when they leave.
    """
    round = lock_running(round)
    if closes_at <= now:
        raise Refused("Kies een moment dat nog komt, of sluit de ronde nu.")
    days, is_earlier = planning.days_before(round), closes_at < round.closes_at
    round.closes_at = closes_at
    round.save_version(by=by, now=now)
    planning.plan(round, days, after=now)
    invitations = Invitation.objects.filter(round=round)
    look_again(f"survey:{round.pk}:")
    if is_earlier:
        tell(invitations)
    return round


def lock(pk):
    """Return the round with everything that submitting locks; who is submitting now, is waited for."""
    round = Round.objects.select_for_update(no_key=True).filter(pk=pk).first()
    for rows in (Sheet.objects, Invitation.objects):
        list(rows.filter(round=pk).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    return round


def lock_running(round: Round) -> Round:
    found = lock(round.pk)
    if found is None or found.opened_at is None or found.closed_at is not None:
        raise Refused(CLOSED)
    return found


def last_closing(round: Round):
    """The last moment at which somebody can answer."""
    extended = Sheet.objects.filter(round=round, extended_until__isnull=False).order_by("-extended_until")
    last = extended.values_list("extended_until", flat=True).first()
    return max(round.closes_at, last or round.closes_at)


def end(round: Round, now) -> None:
    round.closed_at = now
    look_again(f"survey:{round.pk}:")  # an invitation that still waits is needless now
    if round.is_anonymous:
        sealed.open_boxes(round)
        nearly_same.remember(round)


def look_again(key: str) -> None:
    """Give the mails of this key that did not leave yet a guard, which compares their closing with what it is now."""
    Email.objects.filter(OPEN, dedupe_key__startswith=key).update(guard=F("dedupe_key"))


def tell(invitations) -> None:
    """Queue a mail with the new closing to whoever still has to answer, and knew of the old one."""
    told = invitations.waiting().filter(invited_at__isnull=False)
    told = told.select_related("round__instrument_version__instrument", "user", "circle", "sheet")
    mailers["default"].send_messages([emails.moved(one) for one in told.order_by("pk")])
