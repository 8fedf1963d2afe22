"""The one way to a file of the library."""

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from library.models import Version
from members.access import get_visible

logger = structlog.get_logger(__name__)


@login_not_required
@require_safe
def version_download(request, key):
    """Asked on every request who it is. Whatever hides in the file, it is saved and not shown, and runs nowhere."""
    version = get_visible(request.user, Version.objects.readable(), key=key)
    try:
        file = version.file.open()
    except FileNotFoundError as error:
        logger.error("bestand ontbreekt", object=f"library.Version {version.pk}")
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=version.name, content_type=version.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
