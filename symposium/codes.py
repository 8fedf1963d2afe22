"""Codes that people read from paper: no letter that looks like a figure, in groups."""

import secrets

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O
GROUP = 4


def new_code() -> str:
    """Return sixteen signs, eighty bits: too long to guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(16))


def grouped(signs: str) -> str:
    """Return the signs as people read them over."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def plain(typed: str) -> str:
    """Return only the signs, however somebody typed them."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
