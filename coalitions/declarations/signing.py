"""What somebody without an account does with the link in their mail: read, confirm, sign with a code, or say no.

A link alone signs nothing: the code goes to the address that was asked, so a forwarded link is of no use, and a mail
scanner that opens it changes nothing. Each verb locks the declaration and looks again.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from coalitions.declarations import emails, links, locking, writing
from coalitions.models import Signature, SignatureRequest, SigningCode
from members import refused

CODE_LIFE = timedelta(minutes=15)
MOST_TRIES = 5
CODES = ((timedelta(hours=1), 3), (timedelta(days=1), 10))
# Who presses the button twice wants one mail.
SAME_CODE = timedelta(minutes=1)


class Refused(refused.Refused):
    """Why somebody cannot go on; each has its own sentence on the page."""


class Closed(Refused):
    """Signed, declined, expired, withdrawn or unknown: the page of the link says which."""


class TextChanged(Refused):
    """The text is another one than this person read."""


class TooManyCodes(Refused):
    pass


class NoCode(Refused):
    """There is no code that still works."""


class WrongCode(Refused):
    def __init__(self, left):
        self.left = left
        super().__init__(left)


def find(token: str) -> SignatureRequest | None:
    """Return the request behind a link, with all that its pages show."""
    request = _shown().filter(token_hash=links.hash_of(token)).first()
    if request is not None:
        # Not a field: the pages link to each other with what they were opened with.
        request.token = token
    return request


def find_signed(receipt: str) -> SignatureRequest | None:
    """Return the request that this receipt is of, with its signature; after a year the receipt is worth nothing."""
    signed = _shown().filter(signature__isnull=False, wiped_at=None)
    request = signed.filter(pk=links.request_of(receipt)).first()
    if request is not None:
        request.receipt = receipt
    return request


def why_closed(request: SignatureRequest, now) -> str:
    """Why this link signs nothing (any more), as the name of a case; empty when it does."""
    declaration = request.declaration
    if declaration.withdrawn_at:
        return "declaration_withdrawn"
    if request.signed:
        return "signed"
    if request.withdrawn_at:
        return "withdrawn"
    if request.declined_at:
        return "declined"
    if declaration.completed_at:
        return "completed"
    return "expired" if request.is_expired(now) else ""


def ask_code(token: str, *, name: str, function: str, text_sha256: str, now) -> None:
    """Mail six digits to the address of the request, and keep what the signer confirmed until they come back."""
    with transaction.atomic():
        request = _lock_open(token, now)
        if text_sha256 != request.declaration.text_sha256:
            raise TextChanged
        latest = request.codes.first()
        said = (name, function, text_sha256)
        if latest and now - latest.sent_at < SAME_CODE and said == (latest.name, latest.function, latest.text_sha256):
            return
        for period, most in CODES:
            if request.codes.filter(sent_at__gt=now - period).count() >= most:
                raise TooManyCodes
        digits = f"{secrets.randbelow(1_000_000):06}"
        request.codes.create(
            code_hash=hash_of(request, digits), name=name, function=function, text_sha256=text_sha256, sent_at=now
        )
        emails.signing_code(request, digits, minutes=int(CODE_LIFE.total_seconds()) // 60).send()


def sign(token: str, digits: str, *, now) -> Signature:
    """Sign with the last code that was mailed. A wrong one counts, also when the answer is no."""
    with transaction.atomic():
        request = _lock_open(token, now)
        code, refusal = _judge(request, digits, now)
        if refusal is None:
            signature = _sign(request, code, now)
    # Outside, so that the tries that were counted stay counted.
    if refusal is not None:
        raise refusal
    return signature


def decline(token: str, *, reason: str, now) -> None:
    """Say no, with a reason. Whoever asked hears it, and so does the address, in case it was somebody else."""
    with transaction.atomic():
        request = _lock_open(token, now)
        request.declined_at = now
        request.decline_reason = reason
        request.save(update_fields=["declined_at", "decline_reason"])
        request.codes.all().delete()
        emails.declined(request).send()
        for leader in emails.who_asks(request.declaration, now):
            emails.decline_noticed(request, to=leader).send()


def waiting_code(request: SignatureRequest, now) -> SigningCode | None:
    """Return the code that can be typed now, if there is one. Only the last one counts."""
    code = request.codes.first()
    if code is None or code.tries >= MOST_TRIES or now - code.sent_at >= CODE_LIFE:
        return None
    return code


def hash_of(request, digits):
    # Six digits are guessed from a plain hash in a moment; the key is not in the database.
    return salted_hmac("coalitions.declarations.code", f"{request.pk}:{digits}", algorithm="sha256").hexdigest()


def _shown():
    return SignatureRequest.objects.select_related("declaration__coalition__circle", "declaration__owner", "signature")


def _lock_open(token, now):
    request = find(token)
    if request is None:
        raise Closed
    locking.lock(request.declaration_id)
    # Found again by its link: the address may have changed, or somebody else's click came first.
    request = find(token)
    if request is None or why_closed(request, now):
        raise Closed
    return request


def _judge(request, digits, now):
    """Return the code and None, or None and why it is refused."""
    code = waiting_code(request, now)
    if code is None:
        return None, NoCode()
    if not constant_time_compare(code.code_hash, hash_of(request, digits)):
        code.tries += 1
        code.save(update_fields=["tries"])
        return None, WrongCode(MOST_TRIES - code.tries)
    if code.text_sha256 != request.declaration.text_sha256:
        return None, TextChanged()
    return code, None


def _sign(request, code, now):
    signature = Signature.objects.create(
        request=request,
        name=code.name,
        function=code.function,
        organisation_name=request.organisation_name,
        text_sha256=code.text_sha256,
        signed_at=now,
    )
    request.codes.all().delete()
    emails.signed(signature).send()
    if not writing.finish_if_all_signed(request.declaration, now=now):
        return signature
    for leader in emails.who_asks(request.declaration, now):
        emails.all_signed(request.declaration, to=leader).send()
    return signature
