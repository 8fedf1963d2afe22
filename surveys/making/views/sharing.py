"""A questionnaire that begins as another one: a copy, a file, or one that came with the portal."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_visible
from surveys.making import ready, transfer, versions
from surveys.making.doors import makers_only
from surveys.making.forms import CopyForm, ReadForm
from surveys.models import Instrument, Version


@require_http_methods(["GET", "POST"])
def instrument_copy(request, pk):
    instrument = get_visible(request.user, Instrument.objects.all(), pk=pk)
    form = CopyForm(request.POST or None, initial={"title": f"{instrument} (kopie)"[:120]})
    if request.method == "POST" and form.is_valid():
        newest = instrument.versions.first()
        draft = versions.copy(newest, form.cleaned_data["title"], by=request.user, now=timezone.now())
        messages.success(request, f"“{draft.instrument}” is gemaakt, met alle vragen van “{instrument}”.")
        return redirect(draft.instrument)
    return render(request, "surveys/making/instrument_copy.html", {"form": form, "instrument": instrument})


@require_safe
def version_download(request, pk, number):
    version = get_visible(request.user, Version.objects.select_related("instrument"), instrument=pk, number=number)
    name = f"{slugify(str(version.instrument))}-versie-{version.number}.json"
    return HttpResponse(
        transfer.write(version),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "POST"])
@makers_only
def instrument_read(request):
    form = ReadForm(request.POST, request.FILES) if request.method == "POST" else ReadForm()
    if form.is_bound and form.is_valid():
        try:
            said = transfer.parse(form.cleaned_data["file"].read(transfer.LARGEST + 1))
            draft = transfer.take_in(said, by=request.user, now=timezone.now())
        except transfer.Unreadable as unreadable:
            for problem in unreadable.problems:
                form.add_error("file", problem)
        else:
            messages.success(request, f"“{draft.instrument}” is ingelezen. Kijk haar na voordat je haar vaststelt.")
            return redirect(draft.instrument)
    return render(request, "surveys/making/instrument_read.html", {"form": form})


@require_POST
@makers_only
def instrument_take(request, key):
    taken = Instrument.objects.filter(key=key).first()
    if taken:
        return redirect(taken)
    if key not in ready.shelf():
        raise Http404
    draft = ready.take(key, by=request.user, now=timezone.now())
    messages.success(request, f"“{draft.instrument}” staat nu bij jullie vragenlijsten. Pas aan wat je wilt.")
    return redirect(draft.instrument)
