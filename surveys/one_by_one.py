"""One thing after another, each of its own: what fails does not stop what comes after it."""

from collections.abc import Callable, Iterable

import structlog

logger = structlog.get_logger(__name__)


def one_by_one(what: str, things: Iterable, do: Callable) -> list:
    """Return the things for which `do` said yes. What went wrong is logged at once, and raised after the last."""
    done, faults = [], []
    for one in things:
        try:
            if do(one):
                done.append(one)
        except Exception as fault:
            logger.exception("survey_part_failed", part=what, about=getattr(one, "__name__", one))
            faults.append(fault)
    if faults:
        raise ExceptionGroup(what, faults)
    return done
