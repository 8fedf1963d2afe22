"""A file with organisations: choose it, look at what changes, then take it over."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalitions.directory import importing
from coalitions.directory.exporting import HEADER, INFORMING
from coalitions.directory.forms import ConfirmForm, UploadForm
from coalitions.directory.reading import MOST_ROWS, Unreadable
from coalitions.models import ImportDraft
from members.access import get_visible

LINES_SHOWN = 200


def importers_only(view):
    """For the coordinator and the data editor; to anybody else reading in a file doesn't exist."""

    @wraps(view)
    def for_importers(request, *args, **kwargs):
        if not (request.user.is_coordinator or request.user.is_data_editor):
            raise Http404
        return view(request, *args, **kwargs)

    return for_importers


@require_http_methods(["GET", "POST"])
@importers_only
def import_create(request):
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = importing.upload(file.read(), name=file.name, by=request.user, now=timezone.now())
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            return redirect(draft)
    columns = [name for name in HEADER if name not in INFORMING]
    context = {"form": form, "columns": columns, "most_rows": MOST_ROWS}
    return render(request, "coalitions/directory/import_create.html", context)


@require_http_methods(["GET", "POST"])
@importers_only
def import_detail(request, pk):
    draft = get_visible(request.user, ImportDraft.objects.all(), pk=pk)
    form = ConfirmForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            importing.confirm(draft, seen=form.cleaned_data["seen"], by=request.user, now=now)
        except importing.Refused as refused:
            messages.warning(request, str(refused))
        return redirect(draft)
    if draft.confirmed_at or draft.expires_at <= now:
        return render(request, "coalitions/directory/import_done.html", {"draft": draft})
    plan = importing.plan(draft)
    parts = {state: plan.of(state) for state in (importing.NEW, importing.CHANGED, importing.SAME, importing.WRONG)}
    context = {
        "draft": draft,
        "form": ConfirmForm(initial={"seen": plan.fingerprint}),
        "counts": {state: len(lines) for state, lines in parts.items()},
        "lines": {state: lines[:LINES_SHOWN] for state, lines in parts.items()},
        "shown": LINES_SHOWN,
        "is_allowed": not parts[importing.WRONG] and (parts[importing.NEW] or parts[importing.CHANGED]),
    }
    return render(request, "coalitions/directory/import_detail.html", context)
