"""Asking people to sign: sending, reminding, a better address, asking no longer."""

import secrets
from datetime import timedelta

from django.db import transaction

from coalitions.declarations import emails, links, writing
from coalitions.declarations.locking import lock
from coalitions.models import Declaration, SignatureRequest
from members.refused import Refused

LINK_LIFE = timedelta(days=30)
# Without the signs that people mix up on paper: 0 and O, 1 and I and L.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 4, 5


def send(declaration: Declaration, *, by, now) -> bool:
    """Send a concept to everybody on its list. False when that was done already: nobody gets two mails."""
    with transaction.atomic():
        declaration = lock(declaration.pk)
        if declaration.sent_at or declaration.withdrawn_at:
            return False
        requests = list(declaration.requests.standing())
        if not requests:
            raise Refused("Er staat nog niemand op de lijst. Kies eerst wie er tekent.")
        declaration.sent_at = now
        declaration.code = new_code()
        declaration.owner = declaration.owner or by
        declaration.save(update_fields=["sent_at", "code", "owner"])
        for request in requests:
            request.declaration = declaration
            mail_link(request, by=by, now=now)
    return True


def add(request: SignatureRequest, *, by, now) -> SignatureRequest:
    """Put somebody on the list; when the declaration was sent already, their mail goes at once."""
    with transaction.atomic():
        declaration = lock(request.declaration_id)
        _check_open_for_changes(declaration)
        request.declaration = declaration
        request.save()
        if declaration.sent_at:
            mail_link(request, by=by, now=now)
    return request


def change(request: SignatureRequest, *, by, now) -> bool:
    """Save what was corrected. A new address gets a new link, and the old one is worth nothing. True when it did."""
    with transaction.atomic():
        declaration = lock(request.declaration_id)
        _check_open_for_changes(declaration)
        stored = _unanswered(declaration, request.pk)
        request.declaration = declaration
        request.save(update_fields=["organisation", "organisation_name", "name", "function", "email"])
        if not declaration.sent_at or stored.email.lower() == request.email.lower():
            return False
        mail_link(request, by=by, now=now)
    return True


def renew(request: SignatureRequest, *, by, now) -> bool:
    """Give somebody whose link expired a new one. False when the link still works."""
    with transaction.atomic():
        declaration = lock(request.declaration_id)
        _check_open_for_changes(declaration)
        request = _unanswered(declaration, request.pk)
        if not request.is_expired(now):
            return False
        mail_link(request, by=by, now=now)
    return True


def take_off(request: SignatureRequest, *, now) -> bool:
    """Ask somebody no longer. Their link then says so. False when there was nothing to take off."""
    with transaction.atomic():
        declaration = lock(request.declaration_id)
        # Who said no may be taken off too: then the others can finish.
        found = declaration.requests.standing().filter(pk=request.pk, signature=None)
        if declaration.is_done or not found.update(withdrawn_at=now):
            return False
        writing.finish_if_all_signed(declaration, now=now)
    return True


def remind(request: SignatureRequest, *, now, due_only: bool = False) -> bool:
    """Repeat the mail, with the same link; at most once a week. False when it was not the time."""
    with transaction.atomic():
        # Whoever is signing at this moment goes first, and then needs no reminder.
        lock(request.declaration_id)
        rows = SignatureRequest.objects.select_related("declaration__coalition", "declaration__owner")
        wanted = rows.due_for_reminder(now) if due_only else rows.may_be_reminded(now)
        request = wanted.filter(pk=request.pk).first()
        if request is None:
            return False
        request.reminded_at = now
        request.reminder_count += 1
        token = links.token(request.link_seed)
        request.token_hash = links.hash_of(token)  # another one only when the portal's key was renewed
        request.save(update_fields=["reminded_at", "reminder_count", "token_hash"])
        emails.reminder(request, token).send()
    return True


def tell_leaders(declaration: Declaration, *, now) -> bool:
    """Ask who leads the coalition to phone those whom mail does not reach, once per person. False: nobody new."""
    with transaction.atomic():
        declaration = lock(declaration.pk)
        silent = list(declaration.requests.to_be_called(now).filter(leader_told_at=None))
        if not silent:
            return False
        declaration.requests.filter(pk__in=[request.pk for request in silent]).update(leader_told_at=now)
        for leader in emails.who_asks(declaration, now):
            emails.call_list(declaration, silent, to=leader).send()
    return True


def mail_link(request, *, by, now):
    """Make a new link, which ends the old one, and mail it. Call under the lock."""
    request.link_seed = links.new_seed()
    token = links.token(request.link_seed)
    request.token_hash = links.hash_of(token)
    request.sent_at = now
    request.expires_at = now + LINK_LIFE
    request.reminded_at = request.leader_told_at = None
    request.reminder_count = 0
    request.save()
    request.codes.all().delete()
    emails.signing_request(request, token, by=by).send()


def new_code() -> str:
    """The code on the PDF: too long to guess, with signs that can be read from paper."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def _check_open_for_changes(declaration):
    if declaration.is_done:
        raise Refused("Deze verklaring is afgerond of ingetrokken. De lijst staat vast.")


def _unanswered(declaration, pk):
    request = declaration.requests.unanswered().filter(pk=pk).first()
    if request is None:
        raise Refused("Deze persoon heeft intussen al geantwoord of staat niet meer op de lijst.")
    return request
