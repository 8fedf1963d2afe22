"""Sitting down at a table, and the answer of who leads it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable, get_visible, members_only
from members.joining import CircleEnded
from members.refused import Refused
from themetables.models import JoinRequest, ThemeTable
from themetables.tables import joining
from themetables.tables.forms import DeclineForm, JoinForm

DECIDED_SHOWN = 20


@require_http_methods(["GET", "POST"])
@members_only
def table_join(request, slug):
    """At an open table one click is enough; at another one sentence is asked for."""
    now = timezone.now()
    tables = ThemeTable.objects.active().select_related("circle")
    table = get_visible(request.user, tables, slug=slug)
    is_open = table.joining == ThemeTable.Joining.OPEN
    form = None if is_open else JoinForm(request.POST or None)
    if request.method == "POST" and (is_open or form.is_valid()):
        try:
            if is_open:
                joining.join(table, request.user, now=now)
                messages.success(request, f"Welkom aan thematafel {table}.")
            else:
                joining.ask(table, request.user, form.cleaned_data["why"], now=now)
                messages.success(request, "Je vraag is verstuurd. Je hoort van de trekker of het kan.")
        except (Refused, CircleEnded) as refusal:
            messages.error(request, str(refusal))
        return redirect(table)
    context = {
        "form": form,
        "table": table,
        "is_there": table.circle_id in request.user.circle_ids,
        "waiting": table.join_requests.undecided().filter(user=request.user).first(),
    }
    return render(request, "themetables/tables/table_join.html", context)


@require_safe
def joinrequest_list(request, slug):
    table = get_editable(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    found = JoinRequest.objects.visible_to(request.user).filter(table=table).select_related("user", "decided_by")
    context = {
        "table": table,
        "undecided": found.undecided(),
        "decided": found.exclude(decided_at=None).order_by("-decided_at")[:DECIDED_SHOWN],
    }
    return render(request, "themetables/tables/joinrequest_list.html", context)


@require_POST
def joinrequest_accept(request, slug, pk):
    join_request = _to_decide(request, slug, pk)
    try:
        accepted = joining.accept(join_request, by=request.user, now=timezone.now())
    except (Refused, CircleEnded) as refusal:
        messages.error(request, str(refusal))
        return redirect(join_request.table)
    _say(request, join_request, f"{join_request.user.shown_name} doet mee en krijgt daar een mail over.", accepted)
    return redirect("themetables:joinrequest_list", slug)


@require_http_methods(["GET", "POST"])
def joinrequest_decline(request, slug, pk):
    join_request = _to_decide(request, slug, pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        declined = joining.decline(join_request, answer=answer, by=request.user, now=timezone.now())
        _say(request, join_request, f"{join_request.user.shown_name} hoort waarom het nu niet kan.", declined)
        return redirect("themetables:joinrequest_list", slug)
    context = {"form": form, "join_request": join_request, "table": join_request.table}
    return render(request, "themetables/tables/joinrequest_decline.html", context)


@require_POST
def joinrequest_withdraw(request, slug, pk):
    """Of whoever asked, and nobody else."""
    mine = JoinRequest.objects.filter(user=request.user.pk).select_related("table")
    join_request = get_visible(request.user, mine, table__slug=slug, pk=pk)
    if joining.withdraw(join_request, now=timezone.now()):
        messages.success(request, "Je vraag is ingetrokken.")
    else:
        messages.info(request, "Je vraag was al beantwoord.")
    return redirect(join_request.table)


def _to_decide(request, slug, pk):
    found = JoinRequest.objects.filter(table__state=ThemeTable.State.ACTIVE)
    return get_editable(request.user, found.select_related("table__circle", "user"), table__slug=slug, pk=pk)


def _say(request, join_request, sentence, decided):
    if decided:
        messages.success(request, sentence)
    else:
        messages.info(request, f"De vraag van {join_request.user.shown_name} was al beantwoord.")
