"""Erasing an account on request: nothing is left without an owner, and no name stays where it was protected.

What somebody looks after goes to others (members/handover/passing.py). What is over and still carries their name is of
the apps: each offers a function that lets it go, registered in kansrijkestart/wiring.py.
"""

from collections.abc import Callable

from django.db import transaction

from members.handover.passing import pass_on
from members.models import User

_lettings_go: list[Callable] = []


def register(*functions: Callable) -> None:
    """Each is called as `function(user, now=now)`."""
    _lettings_go.extend(functions)


def erase(user: User, *, now) -> None:
    """All of it, or nothing: what still holds on to the account raises ProtectedError."""
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=["is_active"])
        pass_on(user, by=None, now=now)
        for let_go in _lettings_go:
            let_go(user, now=now)
        user.delete()
