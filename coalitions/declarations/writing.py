"""A declaration from concept to its end: a follow-up, taking back, closing. Sending and asking: sending.py."""

from django.db import transaction

from coalitions.declarations import emails
from coalitions.declarations.locking import lock
from coalitions.models import Declaration, Signature, SignatureRequest
from members.refused import Refused


def follow_up(declaration: Declaration, *, since, through, with_signers: bool, by, now) -> Declaration:
    """Begin the next version as a concept. The signatures stay with the old one, which holds until the new is signed.

    Return the concept that is there already when somebody made it a moment earlier.
    """
    with transaction.atomic():
        old = lock(declaration.pk)
        if old.withdrawn_at or old.sent_at is None:
            raise Refused("Alleen een verstuurde verklaring die niet is ingetrokken, krijgt een vervolg.")
        if old.following:
            return old.following
        same_period = (since, through) == (old.since, old.through)
        new = Declaration(
            coalition=old.coalition,
            previous=old,
            number=old.number + 1 if same_period else 1,
            title=old.title,
            since=since,
            through=through,
            preamble=old.preamble,
            commitments=old.commitments,
            principles=old.principles,
            owner=by,
            created_at=now,
        )
        new.save_version(by=by, now=now)
        if with_signers:
            _ask_the_same(old, new)
    return new


def withdraw(declaration: Declaration, *, reason: str, by, now) -> bool:
    """Take a declaration back, with a reason. The signatures stay. False when it was taken back already."""
    with transaction.atomic():
        declaration = lock(declaration.pk)
        if declaration.withdrawn_at:
            return False
        declaration.withdrawn_at = now
        declaration.withdrawal_reason = reason
        declaration.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        if declaration.sent_at:
            for request in _mailed(declaration):
                emails.withdrawn(request, by=by).send()
    return True


def complete(declaration: Declaration, *, now) -> bool:
    """Close it with the signatures that are there; who did not sign is not asked any more. False when it was done."""
    with transaction.atomic():
        declaration = lock(declaration.pk)
        if declaration.is_done:
            return False
        if not Signature.objects.of(declaration).exists():
            raise Refused("Er heeft nog niemand getekend. Dan valt er niets af te ronden.")
        left = list(declaration.requests.unanswered().select_related("declaration__coalition"))
        declaration.requests.filter(pk__in=[request.pk for request in left]).update(withdrawn_at=now)
        finish(declaration, now=now)
        for request in left:
            if request.email:
                emails.closed(request).send()
    return True


def finish_if_all_signed(declaration: Declaration, *, now) -> bool:
    """Call under the lock. Somebody who said no keeps it open: then a person decides what to do."""
    if declaration.is_done or declaration.requests.standing().filter(signature=None).exists():
        return False
    if not Signature.objects.of(declaration).exists():
        return False
    finish(declaration, now=now)
    return True


def finish(declaration, *, now):
    declaration.completed_at = now
    declaration.save(update_fields=["completed_at"])
    for signature in Signature.objects.of(declaration).select_related("request__declaration__coalition"):
        if signature.request.email:
            emails.completed(signature).send()


def _ask_the_same(old, new):
    """Those who still can be reached and did not say no; addresses that had their time are gone."""
    SignatureRequest.objects.bulk_create(
        SignatureRequest(
            declaration=new,
            organisation_id=request.organisation_id,
            organisation_name=request.organisation_name,
            name=request.name,
            function=request.function,
            email=request.email,
        )
        for request in old.requests.asked().filter(declined_at=None).exclude(email="")
    )


def _mailed(declaration):
    """Everybody who has a mail about this declaration and did not say no."""
    return (
        declaration.requests.standing()
        .filter(sent_at__isnull=False, declined_at=None)
        .exclude(email="")
        .select_related("declaration__coalition")
    )
