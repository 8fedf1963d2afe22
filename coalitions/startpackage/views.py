"""The start package: its steps for a leader, and the list for the coordinator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.models import StartItem
from coalitions.startpackage import keeping
from coalitions.startpackage.forms import MoveForm, StartItemForm, TickForm, WithdrawForm
from coalitions.startpackage.steps import new_leaderships, package_of, progress, young_coalitions
from members.access import coordinators_only, get_editable, get_visible
from members.back import back_to_row

PER_PAGE = 20


@require_safe
def start_package(request):
    package = package_of(request.user)
    if not package:
        if request.user.is_coordinator:
            return redirect("coalitions:start_manage")
        raise Http404
    steps = [step for part in package for step in part.steps]
    context = {
        "package": package,
        "total": len(steps),
        "done": sum(part.done for part in package),
        "next": next((part.next for part in package if part.next), None),
    }
    return render(request, "coalitions/startpackage/start_package.html", context)


@require_POST
def start_tick(request, pk):
    item = get_visible(request.user, StartItem.objects.in_use(), pk=pk)
    form = TickForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Http404
    chosen = form.cleaned_data
    keeping.tick(item, done=chosen["done"], user=request.user, coalition=chosen["coalition"], now=timezone.now())
    messages.success(request, f"“{item}” is {'gedaan' if chosen['done'] else 'weer open'}.")
    return back_to_row(f"stap-{item.pk}-{chosen['coalition'].pk}", "coalitions:start_package")


@require_safe
@coordinators_only
def start_manage(request):
    items = list(StartItem.objects.visible_to(request.user))
    today = timezone.localdate()
    leader_page = Paginator(new_leaderships(today), PER_PAGE).get_page(request.GET.get("page"))
    coalition_page = Paginator(young_coalitions(today), PER_PAGE).get_page(request.GET.get("page2"))
    leaders, coalitions = progress(leader_page.object_list, coalition_page.object_list)
    context = {
        "audiences": [
            (
                audience.label,
                [item for item in items if item.audience == audience and not item.withdrawn_at],
            )
            for audience in StartItem.Audience
        ],
        "withdrawn": [item for item in items if item.withdrawn_at],
        "leaders": leaders,
        "leader_page": leader_page,
        "coalitions": coalitions,
        "coalition_page": coalition_page,
    }
    return render(request, "coalitions/startpackage/start_manage.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def start_item_create(request):
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@coordinators_only
def start_item_edit(request, pk):
    return _edit(request, get_editable(request.user, StartItem.objects.all(), pk=pk))


def _edit(request, item):
    form = StartItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"“{form.instance}” is bewaard. {form.merge_sentence}".strip())
        return redirect("coalitions:start_manage")
    return render(request, "coalitions/startpackage/start_item_form.html", {"form": form, "item": item})


@require_POST
@coordinators_only
def start_item_move(request, pk):
    item = get_editable(request.user, StartItem.objects.in_use(), pk=pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        keeping.move(item, up=form.cleaned_data["direction"] == "up")
    return back_to_row(f"stap-{item.pk}", "coalitions:start_manage")


@require_POST
@coordinators_only
def start_item_withdraw(request, pk):
    item = get_editable(request.user, StartItem.objects.all(), pk=pk)
    form = WithdrawForm(request.POST)
    form.is_valid()
    item.withdrawn_at = None if form.cleaned_data["back"] else timezone.now()
    item.save(update_fields=["withdrawn_at"])
    messages.success(
        request, f"“{item}” {'staat weer in' if form.cleaned_data['back'] else 'is uit'} het startpakket."
    )
    return back_to_row(f"stap-{item.pk}", "coalitions:start_manage")
