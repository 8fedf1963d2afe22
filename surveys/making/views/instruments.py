"""The list of questionnaires, and one of them: what it is called, what it asks, and whether it is still used."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable, get_visible
from members.refused import Refused
from surveys.making import estimating, ready, versions
from surveys.making.doors import makers_only
from surveys.making.forms import InstrumentForm
from surveys.making.reading import parts_of
from surveys.models import Instrument


@require_safe
@makers_only
def instrument_list(request):
    instruments = Instrument.objects.visible_to(request.user).annotate(
        fixed=Count("versions", filter=Q(versions__frozen_at__isnull=False)),
        drafts=Count("versions", filter=Q(versions__frozen_at=None)),
    )
    context = {
        "instruments": [one for one in instruments if not one.archived_at],
        "archived": [one for one in instruments if one.archived_at],
        "ready": ready.untaken(),
    }
    return render(request, "surveys/making/instrument_list.html", context)


@require_http_methods(["GET", "POST"])
@makers_only
def instrument_create(request):
    form = InstrumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        versions.start(form.save(commit=False), by=request.user, now=timezone.now())
        messages.success(request, f"“{form.instance}” is gemaakt. Voeg nu een onderdeel met vragen toe.")
        return redirect(form.instance)
    return render(request, "surveys/making/instrument_form.html", {"form": form})


@require_safe
def instrument_detail(request, pk):
    instrument = get_visible(request.user, Instrument.objects.select_related("owner", "copied_from"), pk=pk)
    found = list(instrument.versions.all())
    sections = parts_of(found[0])
    context = {
        "instrument": instrument,
        "newest": found[0],
        "earlier": found[1:],
        "can_write": found[0].is_draft and not instrument.archived_at,
        "can_discard": found[-1].is_draft,
        "sections": sections,
        "minutes": estimating.minutes(sections),
        "question_count": sum(len(section.questions.all()) for section in sections),
    }
    return render(request, "surveys/making/instrument_detail.html", context)


@require_http_methods(["GET", "POST"])
def instrument_edit(request, pk):
    instrument = get_editable(request.user, Instrument.objects.all(), pk=pk)
    form = InstrumentForm(request.POST or None, instance=instrument)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"“{form.instance}” is gewijzigd. {form.merge_sentence}".strip())
        return redirect(instrument)
    return render(request, "surveys/making/instrument_form.html", {"form": form, "instrument": instrument})


@require_POST
def instrument_archive(request, pk):
    """Put away, or take out again: twice is the same as once only by reading what the page said."""
    instrument = get_editable(request.user, Instrument.objects.all(), pk=pk)
    instrument.archived_at = None if instrument.archived_at else timezone.now()
    instrument.save(update_fields=["archived_at"])
    said = "is opgeborgen. De antwoorden blijven." if instrument.archived_at else "is weer in gebruik."
    messages.success(request, f"“{instrument}” {said}")
    return redirect(instrument)


@require_http_methods(["GET", "POST"])
def instrument_discard(request, pk):
    instrument = get_editable(request.user, Instrument.objects.all(), pk=pk)
    if request.method == "POST":
        try:
            versions.discard(instrument)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(instrument)
        messages.success(request, f"“{instrument}” is weggegooid.")
        return redirect("surveys:instrument_list")
    return render(request, "surveys/making/instrument_discard.html", {"instrument": instrument})
