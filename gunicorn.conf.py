"""The web server, the same in the demo and in production; gunicorn reads this file by itself."""

import os

from kansrijkestart.logs import logging_config

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads survive slow clients without a proxy in front; see docs/architecture.md.
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and forked: half the start-up time, and the workers share memory. New code means a new master.
preload_app = True
timeout = 60
graceful_timeout = 20  # seconds a page gets to finish; the launcher and the containers wait longer than this
control_socket_disable = True
# Its own lines read like all others. No access log: kansrijkestart/middleware.py writes one line per request, masked.
accesslog = None
logconfig_dict = logging_config(level=os.environ.get("LOG_LEVEL", "INFO"), readable=False)
logconfig_dict["loggers"] |= {
    "gunicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
    "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
}
