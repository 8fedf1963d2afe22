"""Proposing a workshop, changing and withdrawing it, as long as the call is open."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members.conflicts import lock
from members.models import User
from members.refused import Refused
from symposium.models import Edition, Proposal

CLOSED = "De oproep is gesloten. Wil je nog iets veranderen? Neem contact op met de aanjager."
DECIDED = "Over dit voorstel is al besloten. Wil je nog iets veranderen? Neem contact op met de aanjager."
# A second click on the button is not a second proposal.
DOUBLE = timedelta(minutes=1)


@transaction.atomic
def propose(proposal: Proposal, *, by: User, now) -> Proposal:
    """Put it before the coordinator; return the one that is there when a second click sends it again."""
    edition = _locked(proposal.edition)
    _check_open(edition, now)
    twin = edition.proposals.filter(proposer=by, title=proposal.title, submitted_at__gt=now - DOUBLE).first()
    if twin:
        return twin
    proposal.proposer, proposal.submitted_at, proposal.changed_at = by, now, now
    proposal.save()
    return proposal


@transaction.atomic
def change(proposal: Proposal, fields: list[str], *, now) -> Proposal:
    """Save what a form put on it."""
    _check_waiting(proposal, now)
    proposal.changed_at = now
    proposal.save(update_fields=[*fields, "changed_at"])
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, now) -> None:
    _check_waiting(proposal, now)
    proposal.withdrawn_at = now
    proposal.save(update_fields=["withdrawn_at"])


def _check_waiting(proposal, now):
    """Under the lock that deciding takes too, so that nobody changes what was decided about."""
    _check_open(_locked(proposal.edition), now)
    if not Proposal.objects.waiting().filter(pk=proposal.pk).exists():
        raise Refused(DECIDED)


def _check_open(edition, now):
    if not edition.is_call_open(timezone.localdate(now)):
        raise Refused(CLOSED)


def _locked(edition):
    return lock(Edition.objects.all(), edition.pk)
