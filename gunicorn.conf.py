"""The web server, the same in the demo and in production; gunicorn reads this file by itself."""

import os

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads survive slow clients without a proxy in front; see docs/architecture.md.
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and forked: half the start-up time, and the workers share memory. New code means a new master.
preload_app = True
timeout = 60
graceful_timeout = 20
control_socket_disable = True
loglevel = "warning"
