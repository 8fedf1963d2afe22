"""From a draft to a round that goes out by itself at its moment, and back as long as it did not."""

from django.db import transaction
from django.utils import timezone

from members.refused import Refused
from surveys.making import estimating
from surveys.making.reading import parts_of
from surveys.models import Audience, Round
from surveys.sending import drafting, giving_rest
from surveys.sending.audience import asked_by


@transaction.atomic
def confirm(round: Round, *, by, now, reason="") -> Round:
    """Set it ready: it opens at `opens_at`, or at once when that has passed. Raises Refused with what to do first."""
    round = drafting.lock(round)
    on = timezone.localdate(now)
    asked = asked_by(round, on)
    if problem := _problem(round, asked, now):
        raise Refused(problem)
    waiting = giving_rest.unreturned(round, asked, on)
    if waiting and not reason.strip():
        names = ", ".join(f"“{one}”" for one in waiting)
        raise Refused(
            f"Deze mensen kregen de resultaten nog niet terug van {names}. Schrijf op waarom je nu al vraagt."
        )
    round.override_reason = reason.strip() if waiting else ""
    round.minutes = estimating.minutes(parts_of(round.instrument_version))
    round.confirmed_at, round.confirmed_by = now, by
    round.save_version(by=by, now=now)
    return round


def _problem(round, asked, now):
    """Return what stands in the way, as a sentence; empty when nothing does."""
    if round.audience == Audience.CIRCLES and not round.circles.exists():
        return "Kies eerst welke kringen deze ronde krijgen."
    if not asked:
        return "Er is nog niemand die deze ronde krijgt. Kies voor wie zij is."
    if round.closes_at <= now:
        return "De sluitdatum is al voorbij. Kies een latere."
    return ""


@transaction.atomic
def take_back(round: Round, *, by, now) -> Round:
    """Make it a draft again. Raises Refused once it went out."""
    round = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if round.opened_at is not None:
        raise Refused("Deze ronde is al verstuurd. Je kunt haar nog wel eerder sluiten.")
    round.confirmed_at = round.confirmed_by = None
    round.save_version(by=by, now=now)
    return round
