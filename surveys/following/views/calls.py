"""Who to phone after the second reminder, and what was agreed."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import get_editable, get_visible
from members.models import Circle
from surveys.following import progress
from surveys.following.forms import CallForm
from surveys.models import Call, Round, Sheet


@require_safe
def call_list(request, pk):
    round = get_editable(request.user, Round.objects.all(), pk=pk)
    circles = Circle.objects.with_leaders(timezone.localdate())
    # The circle comes with its leaders, which a join would not bring.
    sheets = progress.to_call(round).select_related(None).select_related("user")
    sheets = sheets.prefetch_related(Prefetch("circle", circles), Prefetch("calls", Call.objects.select_related("by")))
    context = {"round": round, "sheets": [] if round.closed_at else sheets}
    return render(request, "surveys/following/call_list.html", context)


@require_http_methods(["GET", "POST"])
def call_create(request, pk):
    sheet = get_visible(request.user, Sheet.objects.select_related("round", "circle", "user"), pk=pk)
    get_editable(request.user, Round.objects.all(), pk=sheet.round_id)
    form = CallForm(request.POST or None, instance=Call(sheet=sheet, by=request.user, at=timezone.now()))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Het telefoontje is bewaard.")
        return redirect("surveys:call_list", sheet.round_id)
    return render(request, "surveys/following/call_form.html", {"form": form, "sheet": sheet})
