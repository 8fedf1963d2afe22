"""The pages about the portal itself, for everybody: who, what we keep, how accessible it is, how to reach us."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kansrijkestart.retention import SUBJECTS
from kansrijkestart.statements import accessibility_statement, security_expires


@login_not_required
@require_safe
def about(request):
    return render(request, "kansrijkestart/about.html")


@login_not_required
@require_safe
def privacy(request):
    context = {"subjects": SUBJECTS, "contact_email": settings.CONTACT_EMAIL}
    return render(request, "kansrijkestart/privacy.html", context)


@login_not_required
@require_safe
def accessibility(request):
    context = {"statement": accessibility_statement(), "contact_email": settings.CONTACT_EMAIL}
    return render(request, "kansrijkestart/accessibility.html", context)


@login_not_required
@require_safe
def contact(request):
    return render(request, "kansrijkestart/contact.html", {"contact_email": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def security_txt(request):
    """See RFC 9116."""
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {security_expires().isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return plain(lines)


@login_not_required
@require_safe
def robots_txt(request):
    """Search engines may show what is public; the rest asks for login anyway."""
    return plain(["User-agent: *", "Disallow: /gezond/", "Disallow: /beheer/"])


def plain(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
