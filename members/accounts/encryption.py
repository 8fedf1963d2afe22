"""Encrypts what would let somebody make login codes from a copy of the database."""

from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text):
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(text):
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(text.encode()).decode()


def rotate(text):
    """Encrypt again with the newest key, so that an older key can be thrown away."""
    return keyring(tuple(settings.FIELD_ENCRYPTION_KEYS)).rotate(text.encode()).decode()


@cache
def keyring(keys):
    return MultiFernet([Fernet(key) for key in keys])
