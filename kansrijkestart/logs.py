"""Structured logs: one JSON line per event, on standard error, for web and worker alike.

Every line carries the six fields of BIO2 8.15.01: `actie`, `object`, `resultaat`, `oorsprong`, `actor` and `tijd`.
`actor` is the id of an account, never a name or an address. See docs/beheer.md, "Logboek".
"""

import logging
import re
from contextvars import ContextVar
from ipaddress import ip_address, ip_network

import structlog

# The request this thread is answering, so that a line can say what it was about. Set by kansrijkestart.middleware.
current_request = ContextVar("current_request", default=None)

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Long, with a digit and a letter: a link's token, a session key, a hash. Paths and names in a trace pass.
TOKEN = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}")
IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
SHORTEST_MASKED = 5  # shorter than this, what somebody typed is also an ordinary word in a trace
# Fields that only our own code fills, with nothing a person typed.
OWN_FIELDS = {"actor", "level", "logger", "object", "oorsprong", "tijd", "request_id"}
OWN_FIELDS |= {"task_id", "parent_task_id", "child_task_id"}
TROUBLE = {"warning": "let op", "error": "fout", "critical": "fout", "exception": "fout"}


def known_user_id(request):
    """Return the id of the person logged in, as far as this request already looked; never ask the database."""
    # The session's own accessors would load it, and fail again when the database is what went wrong.
    return getattr(getattr(request, "session", None), "_session_cache", {}).get("_auth_user_id")


def shortened(address):
    """Return the network an address is in: enough to see an attack, too little to point at a person."""
    try:
        size = 24 if ip_address(address).version == 4 else 48
    except ValueError:  # a unix socket has none
        return "onbekend"
    return str(ip_network(f"{address}/{size}", strict=False))


def route(request):
    """Return the path with its variable parts left out: /uitnodiging/<token>/ may never show the token."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "onbekend pad"


def masked(text, request):
    """Take out what may not stand in a log: addresses, tokens, and all that was typed into this request's form."""
    if request is not None:
        for path in {request.get_full_path(), request.path}:
            if len(path) > 1:
                text = text.replace(path, route(request))
        for value in sent_values(request):
            text = text.replace(value, "[ingevuld]")
    text = EMAIL.sub("[e-mailadres]", text)
    text = IP.sub(lambda found: shortened(found[0]), text)
    return TOKEN.sub("[sleutel]", text)


def sent_values(request):
    """Return what came with the request: variable parts of the path, the query, and the form if it was read."""
    match = getattr(request, "resolver_match", None)
    values = [str(value) for value in match.kwargs.values()] if match else []
    for sent in (request.GET, getattr(request, "_post", {})):  # POST itself would read a body nobody asked for
        values += [value for name in sent for value in sent.getlist(name)]
    return sorted((value for value in values if len(value) >= SHORTEST_MASKED), key=len, reverse=True)


def request_of(event):
    # Django logs an error page after the request is over; its record still holds the request.
    return getattr(event.get("_record"), "request", None) or current_request.get()


def accountable(_logger, _method, event):
    """Fill in whichever of BIO2's six fields the event does not say itself."""
    request = request_of(event)
    event.setdefault("object", route(request) if request is not None else event.get("logger"))
    event.setdefault("resultaat", TROUBLE.get(event.get("level"), "goed"))
    event.setdefault("oorsprong", "web" if request is not None else "opdracht")
    event.setdefault("actor", known_user_id(request))
    if request is not None:
        event.setdefault("request_id", getattr(request, "request_id", None))
    return event


def discreet(_logger, _method, event):
    request = request_of(event)
    return {name: value if name in OWN_FIELDS else hide(value, request) for name, value in event.items()}


def hide(value, request):
    """Mask inside lists and dictionaries too; whatever is not plain data becomes masked text."""
    match value:
        case None | bool() | int() | float() | logging.LogRecord():
            return value
        case dict():
            return {key: hide(item, request) for key, item in value.items()}
        case list() | tuple():
            return [hide(item, request) for item in value]
    return masked(str(value), request)


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
    structlog.processors.format_exc_info,
]

# One list for good: a logger keeps the list it met at its first line, so a second list
# would leave the loggers that spoke before it behind.
PROCESSORS = [
    structlog.stdlib.filter_by_level,
    *SHARED,
    accountable,
    discreet,
    structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
]


def logging_config(*, level, readable):
    """Return Django's LOGGING and set structlog up beside it."""
    structlog.configure(
        processors=PROCESSORS,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    if readable:
        renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.EventRenamer("actie") if not readable else as_is,
                    renderer,
                ],
                "foreign_pre_chain": [*SHARED, accountable, discreet],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers (a terminal, mail to ADMINS) would print what we mask.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # Below 500 the line of the request itself says it all.
            "django.request": {"level": "ERROR"},
            # django-structlog already tells when a task starts and ends.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "CRITICAL"},
        },
    }


def as_is(_logger, _method, event):
    return event
