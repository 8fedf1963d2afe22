"""The nightly task: what is past its time goes."""

import structlog
from django.db import transaction

from kansrijkestart import wiring

logger = structlog.get_logger(__name__)


def purge(now):
    """Remove everything that is past its time. One that fails does not keep the others from their work."""
    failures = []
    for function in wiring.PURGES:
        name = f"{function.__module__}.{function.__name__}"
        try:
            with transaction.atomic():
                removed = function(now)
            logger.info("opgeruimd", object=name, aantal=removed)
        except Exception as error:
            logger.exception("opruimen mislukt", object=name)
            failures.append(error)
    if failures:
        raise ExceptionGroup("niet alles is opgeruimd", failures)
