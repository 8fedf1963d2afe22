"""Paths of the portal, worked out once: a page of thirty posts has a hundred of them, and they never change."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)
def path_of(name: str, *args) -> str:
    return reverse(name, args=args)
