"""Bottlenecks that look like a text. See also: bottlenecks/similar.py, which compares."""

from themetables.bottlenecks.similar import similar
from themetables.models import Bottleneck


def alike(text: str, *, exclude: int | None = None) -> list[Bottleneck]:
    return similar(text, exclude=exclude)


def text_of(bottleneck: Bottleneck) -> str:
    """What others are compared with."""
    return f"{bottleneck.title} {bottleneck.what_happens}"
