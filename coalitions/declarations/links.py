"""The personal link of a signer: made anew from a seed, so that a reminder can repeat it.

The seed stands in the database, the key does not: a copy of the database gives nobody a link.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac


def new_seed() -> str:
    return secrets.token_urlsafe(32)


def token(seed: str) -> str:
    digest = salted_hmac("coalitions.declarations.link", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is kept to find a request back by its link."""
    return hashlib.sha256(token.encode()).hexdigest()
