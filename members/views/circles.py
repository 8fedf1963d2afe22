"""Circles and who is in them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from language.sorting import sort_key
from members import joining
from members.access import get_editable, get_visible, members_only
from members.forms.circles import CircleSearchForm, RoleForm, WithoutLeaderForm
from members.handover import dividing
from members.models import Circle, Membership

PER_PAGE = 30


@vary_on_headers("HX-Request")
@require_safe
@members_only
def circle_list(request):
    today = timezone.localdate()
    form = CircleSearchForm(request.GET or None)
    circles = Circle.objects.visible_to(request.user).existing(today)
    if form.is_valid():
        circles = circles.filter(sort_name__contains=sort_key(form.cleaned_data["zoek"]))
    roles = {membership.circle_id: membership for membership in request.user.current_memberships}
    page = Paginator(circles.with_leaders(today), PER_PAGE).get_page(request.GET.get("page"))
    for circle in page.object_list:
        circle.mine = roles.get(circle.pk)
    context = {
        "form": form,
        "page": page,
        "leaderless": circles.without_leader(today) if request.user.is_coordinator else (),
    }
    return render(request, "members/circle_list.html#results" if request.htmx else "members/circle_list.html", context)


@require_safe
@members_only
def circle_detail(request, slug):
    now = timezone.now()
    circle = get_visible(request.user, Circle.objects.all(), slug=slug)
    today = timezone.localdate(now)
    current, former = _people_of(circle, today)
    has_ended = circle.has_ended(today)
    context = {
        "circle": circle,
        "current": current,
        "former": former,
        "only_coordinator": _only_coordinator(circle, current),
        "has_leader": any(membership.role == Membership.Role.LEADER for membership in current),
        "has_ended": has_ended,
        "may_manage": not has_ended and (circle.pk in request.user.led_circle_ids or request.user.is_coordinator),
        "invitations": circle.invitations.visible_to(request.user).unanswered(),
        "now": now,
    }
    return render(request, "members/circle_detail.html", context)


def _only_coordinator(circle, current):
    """The one membership whose role cannot change: the network always keeps a coordinator."""
    leaders = [m for m in current if m.role == Membership.Role.LEADER and m.user.is_active and m.until is None]
    return leaders[0] if circle.kind == Circle.Kind.NETWORK and len(leaders) == 1 else None


def _people_of(circle, today):
    """Return who is in the circle, leaders first, and who was."""
    memberships = list(circle.memberships.select_related("user").order_by("user__sort_name", "user_id", "-since"))
    for membership in memberships:
        membership.circle = circle
    order = [role for role, _ in circle.roles]
    current = [membership for membership in memberships if membership.is_current(today)]
    present = {membership.user_id for membership in current}
    former = [m for m in memberships if m.user_id not in present and not m.is_current(today)]
    return sorted(current, key=lambda membership: order.index(membership.role)), former


def _membership(request, slug, pk):
    memberships = Membership.objects.select_related("circle", "user")
    return get_editable(request.user, memberships, circle__slug=slug, pk=pk)


@require_http_methods(["GET", "POST"])
def membership_end(request, slug, pk):
    today = timezone.localdate()
    membership = _membership(request, slug, pk)
    is_own = membership.user_id == request.user.pk
    is_last_leader = membership.is_current(today) and joining.is_last_leader(membership, today)
    form = WithoutLeaderForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            ended = joining.end(membership, by=request.user, on=today, **form.cleaned_data)
        except joining.LastCoordinator as refusal:
            messages.error(request, str(refusal))
            return redirect(membership.circle)
        except joining.WouldLeaveWithoutLeader:
            pass  # the page below says so, and its button says "toch"
        else:
            messages.success(request, _ended_message(membership, is_own, ended))
            return redirect("members:circle_list" if is_own else membership.circle)
    context = {
        "membership": membership,
        "circle": membership.circle,
        "is_own": is_own,
        "is_over": not membership.is_current(today),
        "is_last_leader": is_last_leader,
        "held": dividing.count_held(membership, today),
    }
    return render(request, "members/membership_end.html", context)


@require_POST
def membership_stay(request, slug, pk):
    """Somebody was going to leave, and does not."""
    membership = _membership(request, slug, pk)
    if joining.stay(membership, on=timezone.localdate()):
        messages.success(request, f"{membership.user.shown_name} blijft bij {membership.circle}.")
    else:
        messages.error(request, "Dit lidmaatschap is al beëindigd, of liep gewoon door.")
    return redirect("members:circle_list" if membership.user_id == request.user.pk else membership.circle)


def _ended_message(membership, is_own, ended):
    who = "Je hoort" if is_own else f"{membership.user.shown_name} hoort"
    return f"{who} niet meer bij {membership.circle}." if ended else f"{who} al niet meer bij {membership.circle}."


@require_http_methods(["GET", "POST"])
def membership_role(request, slug, pk):
    today = timezone.localdate()
    circle = get_editable(request.user, Circle.objects.all(), slug=slug)
    membership = _membership(request, slug, pk)
    form = RoleForm(request.POST or None, circle=circle, initial={"role": membership.role})
    confirmation = WithoutLeaderForm(request.POST)
    asks_confirmation = False
    if request.method == "POST" and form.is_valid() and confirmation.is_valid():
        role = form.cleaned_data["role"]
        try:
            changed = joining.change_role(membership, role, by=request.user, on=today, **confirmation.cleaned_data)
        except joining.WouldLeaveWithoutLeader:
            asks_confirmation = True
        except joining.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(circle)
        else:
            messages.success(request, f"{membership.user.shown_name} is nu {changed.role_label} in {circle}.")
            return redirect(circle)
    context = {"form": form, "membership": membership, "circle": circle, "asks_confirmation": asks_confirmation}
    return render(request, "members/membership_role.html", context)
