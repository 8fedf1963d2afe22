"""Versions of a questionnaire: fixing one, beginning the next, reading an old one, trying it out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable, get_visible
from members.refused import Refused
from surveys.answering.forms import SurveyForm
from surveys.making import estimating
from surveys.making import versions as verbs
from surveys.making.reading import parts_of
from surveys.models import Instrument, Version


def one_version(request, pk, number):
    return get_visible(
        request.user, Version.objects.select_related("instrument", "frozen_by"), instrument=pk, number=number
    )


@require_safe
def version_detail(request, pk, number):
    version = one_version(request, pk, number)
    sections = parts_of(version)
    context = {"version": version, "sections": sections, "minutes": estimating.minutes(sections)}
    return render(request, "surveys/making/version_detail.html", context)


@require_http_methods(["GET", "POST"])
def version_preview(request, pk, number):
    """Fill it in as whoever gets it. Nothing is kept: a POST only shows what the form would say."""
    version = one_version(request, pk, number)
    sections = parts_of(version)
    form = SurveyForm(request.POST if request.method == "POST" else None, sections=sections)
    context = {
        "version": version,
        "form": form,
        "minutes": estimating.minutes(sections),
        "is_whole": form.is_bound and form.is_valid(),
    }
    return render(request, "surveys/making/version_preview.html", context)


@require_http_methods(["GET", "POST"])
def version_fix(request, pk):
    draft = get_editable(request.user, Version.objects.select_related("instrument"), instrument=pk, frozen_at=None)
    if request.method == "POST":
        try:
            version = verbs.fix(draft, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Versie {version.number} is vastgesteld.")
        return redirect(draft.instrument)
    return render(request, "surveys/making/version_fix.html", {"version": draft})


@require_POST
def version_begin(request, pk):
    instrument = get_editable(request.user, Instrument.objects.in_use(), pk=pk)
    draft = verbs.begin_next(instrument, by=request.user, now=timezone.now())
    messages.success(request, f"Je werkt nu aan versie {draft.number}. Alles van de vorige versie staat erin.")
    return redirect(instrument)
