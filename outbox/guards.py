"""A mail that may have become needless between writing and sending: its guard is asked at the moment it leaves.

The `guard` of an Email is a text "kind:about". The room that wrote the mail offers a function for that kind, and
kansrijkestart/wiring.py connects it. The dispatcher calls it in a transaction right before the mail can count, and
so the rows that the function locks stay as they are until the mail has left. Somebody who changes those rows waits for
that: two seconds at most, see leaving.py.

Such a function never waits itself: it locks with `skip_locked` and says LATER when somebody else is busy there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum


class Verdict(Enum):
    SEND = "send"
    LATER = "later"  # somebody is changing what it is about
    NEVER = "never"  # needless: the row goes. Words that are no longer true: the guard queued others.


# Until a mail that had to wait for somebody is tried again.
BREATH = timedelta(seconds=10)

_guards: dict[str, Callable[[str, datetime], Verdict]] = {}


def register(kind: str, guard: Callable[[str, datetime], Verdict]) -> None:
    _guards[kind] = guard


def ask(text: str, now: datetime) -> Verdict:
    """Return whether this mail leaves; an unknown kind waits, so that nothing is lost by a mistake of ours."""
    kind, _, about = text.partition(":")
    guard = _guards.get(kind)
    return guard(about, now) if guard else Verdict.LATER
