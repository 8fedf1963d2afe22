"""Encrypts what would let somebody make login codes from a copy of the database."""

from collections.abc import Callable
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text):
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def encrypt_without_moment(text):
    """The same, for what may not say when it was written: Fernet puts the moment in its token, readable for all."""
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt_at_time(text.encode(), 0).decode()


def decrypt(text):
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(text.encode()).decode()


def rotate(text):
    """Encrypt again with the newest key, so that an older key can be thrown away."""
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).rotate(text.encode()).decode()


# Rooms that keep something encrypted offer a function that rotates all of it and says how much that was;
# kansrijkestart/wiring.py connects them, manage.py rotate_field_keys calls them.
_rooms: list[Callable[[], int]] = []


def register(*rooms: Callable[[], int]) -> None:
    _rooms.extend(rooms)


def rotate_rooms() -> int:
    return sum(room() for room in _rooms)


@cache
def keyring(keys):
    return MultiFernet([Fernet(key) for key in keys])
