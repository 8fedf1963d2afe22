"""Writing the page of a table, and whether there is one: who leads it, and the coordinator."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import coordinators_only, get_editable, get_visible
from members.refused import Refused
from themetables.bottlenecks import steps
from themetables.models import ThemeTable
from themetables.tables import closing, starting
from themetables.tables.forms import CloseForm, ReasonForm, StartForm, TableForm, TakeUpForm


@require_http_methods(["GET", "POST"])
def table_edit(request, slug):
    table = get_editable(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    form = TableForm(request.POST if request.method == "POST" else None, instance=table)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"De pagina van de tafel is gewijzigd. {form.merge_sentence}")
        return redirect(table)
    return render(request, "themetables/tables/table_edit.html", {"form": form, "table": table})


@require_http_methods(["GET", "POST"])
def table_bottlenecks(request, slug):
    """The table takes up what municipalities struggle with."""
    table = get_editable(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    form = TakeUpForm(request.POST if request.method == "POST" else None, wanted=request.GET.getlist("knelpunt"))
    if request.method == "POST" and form.is_valid():
        chosen, now = form.cleaned_data["bottlenecks"], timezone.now()
        try:
            for bottleneck in chosen:
                steps.take_up(bottleneck, table, by=request.user, now=now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De tafel pakt dit op. Wie het herkent, krijgt bericht.")
        return redirect(table)
    return render(request, "themetables/tables/table_bottlenecks.html", {"form": form, "table": table})


@require_http_methods(["GET", "POST"])
@coordinators_only
def table_start(request):
    now = timezone.now()
    wanted = request.GET.getlist("knelpunt")
    form = StartForm(request.POST if request.method == "POST" else None, on=timezone.localdate(now), wanted=wanted)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        del fields["lead_name"]
        table = starting.start(ways_in=fields.pop("joining"), by=request.user, now=now, **fields)
        has_lead = (
            f"{fields['lead']} trekt de tafel en krijgt bericht." if fields["lead"] else "Nodig nu een trekker uit."
        )
        messages.success(request, f"Thematafel {table} is er. {has_lead}")
        return redirect(table)
    return render(request, "themetables/tables/table_start.html", {"form": form})


@require_http_methods(["GET", "POST"])
@coordinators_only
def table_close(request, slug):
    now = timezone.now()
    table = get_editable(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    form = CloseForm(
        request.POST if request.method == "POST" else None, on=timezone.localdate(now), started_on=table.started_on
    )
    if request.method == "POST" and form.is_valid():
        closing.close(table, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, f"Thematafel {table} is gestopt. De mensen van de tafel krijgen bericht.")
        return redirect(table)
    return render(request, "themetables/tables/table_close.html", {"form": form, "table": table})


@require_http_methods(["GET", "POST"])
@coordinators_only
def table_reopen(request, slug):
    """For a table that stopped by mistake, or that is needed again. One without people is started anew."""
    stopped = ThemeTable.objects.filter(state=ThemeTable.State.CLOSED, circle__isnull=False)
    table = get_visible(request.user, stopped.select_related("circle"), slug=slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        closing.reopen(table, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Thematafel {table} gaat verder. De trekkers krijgen bericht.")
        return redirect(table)
    return render(request, "themetables/tables/table_reopen.html", {"form": form, "table": table})
