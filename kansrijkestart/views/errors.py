"""The pages for when something is wrong: drawn without database, person or navigation, with the id to quote.

Templates: templates/<status>.html. Django and allauth find these views through kansrijkestart/urls.py.
"""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 30  # seconds; a restart of the database takes less


def error_page(request, status, **headers):
    # Whoever logs in from here comes back to the address that they asked for.
    context = {"request_id": getattr(request, "request_id", ""), "status": status, "path": request.get_full_path()}
    return HttpResponse(render_to_string(f"{status}.html", context), status=status, headers=headers)


def bad_request(request, exception=None):
    """Django calls a body that is too large a bad request as well."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request, exception=None, reason=""):
    """Also the answer to a form without its CSRF token (settings.CSRF_FAILURE_VIEW)."""
    return error_page(request, 403)


def not_found(request, exception=None):
    return error_page(request, 404)


def too_many_requests(request):
    return error_page(request, 429, **{"Retry-After": "60"})


def unavailable(request):
    return error_page(request, 503, **{"Retry-After": str(RETRY_AFTER)})


def server_error(request):
    """Django calls this while it handles the exception; a database that went away is no fault of ours."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    return error_page(request, 500)
