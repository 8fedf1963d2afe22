"""Tell a worker that there is something to do. A courtesy: without it the timetable does so within half a minute."""

import time

import redis
import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = structlog.get_logger(__name__)

QUIET = 10  # seconds without another try after the broker did not answer
PATIENCE = 0.25  # seconds; a request is waiting for this

_deaf_until = 0.0


def wake(task="outbox.tasks.deliver_mail"):
    """Queue one run of the dispatcher, or of another task. Never fails, and never holds a request up for long."""
    global _deaf_until
    if time.monotonic() < _deaf_until:
        return
    try:
        knock()
        current_app.send_task(task, retry=False, expires=60)
    except (redis.RedisError, OperationalError, OSError) as error:
        _deaf_until = time.monotonic() + QUIET
        logger.warning("broker_away", error=type(error).__name__)


def knock():
    """Ask first whether the broker answers: Celery's own client tries ten times, which takes seconds."""
    if not settings.CELERY_BROKER_URL.startswith("redis"):
        return
    with redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    ) as broker:
        broker.ping()
