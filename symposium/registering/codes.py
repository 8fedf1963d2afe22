"""Six digits to the address somebody typed, before anything about them is kept.

Until the code comes back, what they typed lies in their own session and nowhere else: who typed the address of another
leaves no trace of it. Nobody learns here whether an address is registered: everybody gets a code.
"""

import datetime
import secrets
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from members.refused import Refused
from symposium.models import Edition
from symposium.registering import emails

KEY = "symposium_signup"
CODE_LIFE = datetime.timedelta(minutes=15)
MINUTES = int(CODE_LIFE.total_seconds()) // 60
MOST_TRIES = 5


@dataclass(frozen=True)
class Waiting:
    """What was typed, and can be confirmed now."""

    email: str
    details: dict
    tries_left: int


def ask(session, edition: Edition, *, email: str, details: dict, now) -> None:
    digits = f"{secrets.randbelow(1_000_000):06}"
    session[KEY] = {
        "year": edition.year,
        "email": email,
        "details": details,
        "code": _hash_of(email, digits),
        "sent_at": now.isoformat(),
        "tries": 0,
    }
    emails.code(edition, name=details["name"], to=email, digits=digits, minutes=MINUTES).send()


def typed(session, year: int) -> dict:
    """What this person typed for that edition, to begin again with."""
    found = session.get(KEY) or {}
    return found["details"] | {"email": found["email"]} if found.get("year") == year else {}


def waiting(session, year: int, now) -> Waiting | None:
    found = session.get(KEY) or {}
    if found.get("year") != year or found["tries"] >= MOST_TRIES:
        return None
    if now - datetime.datetime.fromisoformat(found["sent_at"]) >= CODE_LIFE:
        return None
    return Waiting(found["email"], found["details"], MOST_TRIES - found["tries"])


def confirm(session, code: Waiting, digits: str) -> None:
    """The code came back, so the address is theirs. A wrong one counts."""
    found = session[KEY]
    if not constant_time_compare(found["code"], _hash_of(code.email, digits)):
        session[KEY] = found | {"tries": found["tries"] + 1}
        left = code.tries_left - 1
        tries = "1 keer" if left == 1 else f"{left} keer"
        raise Refused(f"Deze code klopt niet. Je kunt het nog {tries} proberen." if left else "Deze code klopt niet.")
    del session[KEY]


def _hash_of(email, digits):
    return salted_hmac("symposium.registering.code", f"{email}:{digits}", algorithm="sha256").hexdigest()
