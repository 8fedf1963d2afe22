"""A result in one sentence or less: for a table through the rounds, and for what grows out of it."""

from surveys.models import Kind
from surveys.results.pictures import Result, in_words


def of_all(result: Result) -> str:
    """Return what most people said, or the mean."""
    if result.is_too_few:
        return "te weinig antwoorden"
    if result.mean is not None:
        return f"gemiddeld {result.mean_words} {result.question.unit}".strip()
    if result.kind == Kind.MATRIX:
        said = [line for line in result.lines if line.mean is not None]
        return "; ".join(f"{line.label}: {line.mean_words}" for line in said)
    if result.kind == Kind.RANKING:
        said = [line for line in result.lines if line.mean is not None]
        return f"vooraan: {said[0].label}" if said else ""
    if result.rows:
        return ", ".join(f"{row.label} {row.share}%" for row in result.rows)
    return f"{result.text_count} {'tekst' if result.text_count == 1 else 'teksten'}"


def of_own(result: Result) -> str:
    """Return what the circle that was chosen said, as far as it may be shown."""
    if result.circle is None or result.is_own_hidden:
        return ""
    if result.strip and result.strip.band.own is not None:
        return in_words(result.strip.band.own)
    if result.kind in (Kind.MATRIX, Kind.RANKING):
        return "; ".join(
            f"{line.label}: {line.strip.own_words}" for line in result.lines if line.strip and line.strip.own_words
        )
    return ", ".join(row.label for row in result.rows if row.own)
