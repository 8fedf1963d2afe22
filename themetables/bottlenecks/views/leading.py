"""Whoever comes back to a page of a bottleneck that became part of another is led to that other."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from themetables.models import Bottleneck


def leads_on(view):
    """For what nobody can do any more with a merged bottleneck: an old tab, a mail, the back button."""

    @wraps(view)
    def leading(request, pk, **kwargs):
        try:
            return view(request, pk, **kwargs)
        except (Http404, PermissionDenied):
            merged = Bottleneck.objects.visible_to(request.user).exclude(merged_into=None).filter(pk=pk)
            bottleneck = merged.select_related("merged_into").first()
            if bottleneck is None:
                raise
        return lead(request, bottleneck)

    return leading


def lead(request, bottleneck):
    saved = " Wat je stuurde, is niet bewaard." if request.method == "POST" else ""
    messages.info(request, f"“{bottleneck}” is samengevoegd met dit knelpunt.{saved}")
    return redirect(bottleneck.merged_into)
