"""What other rooms lay beside a meeting: what it is for. They are connected in kansrijkestart/wiring.py."""

from collections.abc import Callable

# Takes a meeting and a reader, returns (sentence, address), or nothing.
Beside = Callable[..., tuple[str, str] | None]
_asked: list[Beside] = []


def register(*more: Beside) -> None:
    _asked.extend(more)


def of(meeting, user) -> list[tuple[str, str]]:
    return [said for ask in _asked if (said := ask(meeting, user))]
