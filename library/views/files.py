"""The two ways to a file of the library: saved, or shown by the browser itself."""

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from library.models import Version
from library.models.documents import SHOWN
from members.access import get_visible

logger = structlog.get_logger(__name__)

NOTHING = "sandbox; default-src 'none'"
# In a sandbox browsers show no PDF. What came in as a PDF has no scripts (library/inspection/pdfs.py), and whatever
# still ran would be the viewer's and not ours.
SHOWN_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@login_not_required
@require_safe
def version_download(request, key):
    """Asked on every request who it is. Whatever hides in the file, it is saved and not shown, and runs nowhere."""
    return answer(asked_for(request, key), policy=NOTHING, as_attachment=True)


@login_not_required
@require_safe
def version_preview(request, key):
    """Only a PDF and a picture that we drew ourselves; anything else has no such address."""
    version = asked_for(request, key)
    if version.content_type not in SHOWN:
        raise Http404
    return answer(version, policy=NOTHING if version.is_picture else SHOWN_PDF, as_attachment=False)


def asked_for(request, key):
    return get_visible(request.user, Version.objects.readable(), key=key)


def answer(version, *, policy, as_attachment):
    try:
        file = version.file.open()
    except FileNotFoundError as error:
        logger.error("bestand ontbreekt", object=f"library.Version {version.pk}")
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=as_attachment, filename=version.name, content_type=version.content_type
    )
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
