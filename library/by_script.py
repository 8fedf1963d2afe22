"""Files that static/js/upload.js sends: it shows how far they are, and follows the address in X-Location itself."""

from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

HEADER, NEXT = "X-Upload", "X-Location"


def keeps_files(request) -> bool:
    """Whether the box still holds the files when a form comes back; a browser by itself forgets them."""
    return HEADER in request.headers


def go_on(request, to):
    if keeps_files(request):
        return HttpResponse(status=204, headers={NEXT: resolve_url(to)})
    return redirect(to)
