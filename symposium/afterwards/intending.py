""" "Wat ging je doen?" after the day, and half a year later "wat deed je ermee?": one mail, once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from symposium.afterwards import emails, evaluating, gathered
from symposium.models import Intention, Registration

HALF_A_YEAR = timedelta(days=182)
# After a year nobody remembers; then we do not ask any more.
LATEST = timedelta(days=365)


def may_say(person: Registration, now) -> bool:
    """Who was there, once it is over."""
    return evaluating.is_over(person.edition, now) and gathered.were_there().filter(pk=person.pk).exists()


def of(person: Registration) -> Intention | None:
    return Intention.objects.filter(registration=person).first()


def is_time(edition, now) -> bool:
    """Whether we ask what came of it."""
    return timezone.localdate(now) >= edition.held_on + HALF_A_YEAR


def due(now):
    """Who said something, was not asked yet what came of it, and did not tell it by themselves."""
    on = timezone.localdate(now)
    reachable = ~Q(registration__email="")
    held_on = {"registration__edition__held_on__range": (on - LATEST, on - HALF_A_YEAR)}
    return Intention.objects.filter(reachable, asked_at=None, result="", **held_on)


def ask_due(now) -> int:
    """Mail everybody who is due; return how many."""
    return sum(ask(pk, now=now) for pk in due(now).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def ask(pk: int, *, now) -> bool:
    """Asked again under the lock of the row: a second run finds that it was done."""
    one = due(now).select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
    if one is None:
        return False
    one.asked_at = now
    one.save(update_fields=["asked_at"])
    emails.what_became(one).send()
    return True


def shown(edition):
    """What stands on the page of the edition: without a name, said to be allowed, and put there."""
    return Intention.objects.filter(registration__edition=edition, shown_at__isnull=False, may_show=True)


@transaction.atomic
def show(intention: Intention, *, now) -> bool:
    """Put it on the page, or take it off again; return whether it stands there now."""
    held = Intention.objects.select_for_update(no_key=True).get(pk=intention.pk)
    held.shown_at = now if held.may_show and held.shown_at is None else None
    held.save(update_fields=["shown_at"])
    return held.shown_at is not None
