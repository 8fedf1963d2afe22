"""What every request gets, whatever happens inside: an id, a line in the log, and the headers of the house."""

import re
import secrets
import time

import structlog
from django.conf import settings

from kansrijkestart.logs import current_request, known_user_id, route, shortened
from kansrijkestart.views.errors import error_page

logger = structlog.get_logger("kansrijkestart.request")

UPSTREAM_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
POLICY = ", ".join(
    [f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")]
    + [f"publickey-credentials-{act}=(self)" for act in ("create", "get")]
)
WITH_CAMERA = POLICY.replace("camera=()", "camera=(self)")  # the door of the symposium scans tickets
TELLING = ("pk", "slug", "year")  # arguments of a path that name an object; a token is not among them


def request_middleware(get_response):
    """Give the request an id and write its one line. Stands first, so that it sees every answer."""

    def middleware(request):
        request.request_id = request_id(request)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        token = current_request.set(request)
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request.request_id
            log(request, response, time.perf_counter() - started)
            return response
        finally:
            current_request.reset(token)
            structlog.contextvars.clear_contextvars()

    return middleware


def request_id(request):
    """Only our own proxy may choose the id; from anybody else it would be a way to write into our logs."""
    offered = request.headers.get("X-Request-ID", "")
    if settings.BEHIND_PROXY and UPSTREAM_ID.fullmatch(offered):
        return offered
    return secrets.token_hex(8)


def log(request, response, seconds):
    match = request.resolver_match
    # Style sheets, and the question every few seconds whether we are still there, only for who looks closely.
    is_noise = match is None and request.path.startswith(settings.STATIC_URL)
    is_noise |= match is not None and match.view_name.startswith("health_") and response.status_code == 200
    write = logger.debug if is_noise else logger.error if response.status_code >= 500 else logger.info
    write(
        f"{request.method} {match.view_name if match else '-'}",
        object=object_of(request, match),
        resultaat=response.status_code,
        oorsprong=f"web {shortened(client_address(request))}",
        actor=known_user_id(request),
        ms=round(seconds * 1000),
        release=settings.RELEASE,
    )


def object_of(request, match):
    arguments = [f"{name}={match.kwargs[name]}" for name in TELLING if name in match.kwargs] if match else []
    return " ".join([route(request), *arguments])


def client_address(request):
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def headers_middleware(get_response):
    """Set what Django's own middleware does not, on every answer: also errors, redirects and style sheets."""

    def middleware(request):
        response = get_response(request)
        response["Permissions-Policy"] = WITH_CAMERA if getattr(response, "needs_camera", False) else POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if known_user_id(request):
            # Nothing personal stays behind in the browser of a shared computer, nor in a proxy.
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def not_allowed_middleware(get_response):
    """Explain a 405, which Django leaves blank: who must log in again after pressing a button arrives by GET."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            return error_page(request, 405, Allow=response["Allow"])
        return response

    return middleware


def head_middleware(get_response):
    """Answer HEAD as GET, also where a view names its methods: a mail filter asks so whether a link works."""

    def middleware(request):
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        request.method = "HEAD"  # as it came in, for the log
        return response

    return middleware
