"""The personal link of a signer: made anew from a seed, so that a reminder can repeat it.

The seed stands in the database, the key does not: a copy of the database gives nobody a link.

Once somebody signed, that link only says so: it may have been forwarded. What was signed, with names, stands under a
second link, the receipt, which goes to the browser that typed the code and to the address that was asked.
"""

import base64
import hashlib
import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

_receipts = signing.Signer(salt="coalitions.declarations.receipt")


def new_seed() -> str:
    return secrets.token_urlsafe(32)


def token(seed: str) -> str:
    digest = salted_hmac("coalitions.declarations.link", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is kept to find a request back by its link."""
    return hashlib.sha256(token.encode()).hexdigest()


def receipt(request_pk: int) -> str:
    return _receipts.sign(request_pk)


def request_of(receipt: str) -> int | None:
    """Return whose receipt this is; None for what we did not make."""
    try:
        return int(_receipts.unsign(receipt))
    except signing.BadSignature:
        return None
