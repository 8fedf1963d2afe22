"""A result in a few words, short enough to stand beside a question or to name a source."""

from surveys.models import Kind
from surveys.results import words
from surveys.results.pictures import Result

MOST_ROWS = 2


def of_all(result: Result) -> str:
    """Return the mean, the lowest statement, or what most people said; empty when nobody answered."""
    if result.is_too_few:
        return words.of_all(result)
    if not result.answered and not result.lines:
        return ""
    if result.kind == Kind.MATRIX:
        known = [line for line in result.lines if line.mean is not None]
        lowest = min(known, key=lambda line: line.mean, default=None)
        return f"het laagst: {lowest.label} ({lowest.mean_words} van 5)" if lowest else ""
    if result.rows and result.mean is None:
        most = sorted(result.rows, key=lambda row: -row.number)[:MOST_ROWS]
        return ", ".join(f"{row.label} {row.share}%" for row in most if row.number)
    return words.of_all(result)


def of_own(result: Result) -> str:
    """Return what the circle itself said; of statements the lowest."""
    if result.kind != Kind.MATRIX:
        return words.of_own(result)
    own = [line for line in result.lines if line.strip and line.strip.band.own is not None]
    lowest = min(own, key=lambda line: line.strip.band.own, default=None)
    return f"het laagst: {lowest.label} ({lowest.strip.own_words} van 5)" if lowest else ""


def for_circle(result: Result) -> str:
    """Return what the circle said, with its name; without one what all said."""
    if result.circle is not None and (own := of_own(result)):
        return f"({result.circle}: {own})"
    said = of_all(result)
    return f"({said})" if said else ""
