"""Tell the dispatcher that there is mail. A courtesy: without it the mail leaves within half a minute."""

import time

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

logger = structlog.get_logger(__name__)

QUIET = 10  # seconds without another try after the broker did not answer
PATIENCE = 0.25  # seconds; a request is waiting for this

_deaf_until = 0.0


def wake():
    """Queue one run of the dispatcher. Never fails, and never holds a request up for long."""
    global _deaf_until
    if time.monotonic() < _deaf_until:
        return
    try:
        with current_app.connection_for_write(transport_options=options()) as connection:
            current_app.send_task("outbox.tasks.deliver_mail", connection=connection, retry=False, expires=60)
    except (OperationalError, OSError) as error:
        _deaf_until = time.monotonic() + QUIET
        logger.warning("broker_away", error=str(error))


def options():
    return {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
