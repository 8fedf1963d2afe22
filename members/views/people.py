"""Who is who."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from members.access import coordinators_only, get_visible, members_only
from members.accounts import demo, recovery
from members.filters import PersonFilter
from members.forms.recovery import LetBackInForm
from members.handover.dividing import leavable
from members.models import Circle, Membership, User

PER_PAGE = 24


@vary_on_headers("HX-Request")
@require_safe
@members_only
def person_list(request):
    current = Membership.objects.current(timezone.localdate()).filter(user=OuterRef("pk"))
    people = User.objects.visible_to(request.user).annotate(is_current=Exists(current))
    people = PersonFilter(request.GET, people.prefetch_related("municipalities"))
    page = Paginator(people.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "members/person_list.html#results" if request.htmx else "members/person_list.html",
        {"filter": people, "page": page},
    )


@require_safe
@members_only
def person_detail(request, pk):
    today = timezone.localdate()
    person = get_visible(request.user, User.objects.all(), pk=pk)
    memberships = Membership.objects.current(today).filter(circle__in=Circle.objects.visible_to(request.user))
    memberships = list(memberships.filter(user=person).select_related("circle").order_by("circle__sort_name"))
    is_other = request.user.is_coordinator and person != request.user
    context = {
        "person": person,
        "email": person.email_seen_by(request.user),
        "municipalities": person.municipalities.all(),
        "memberships": memberships,
        "may_hand_over": is_other and bool(memberships or leavable(person, today)),
        "may_let_in": is_other and person.is_active,
    }
    return render(request, "members/person_detail.html", context)


def is_no_demo_session(request):
    return not demo.is_demo_session(request)


@require_http_methods(["GET", "POST"])
@coordinators_only
@reauthentication_required(enabled=is_no_demo_session)
def person_let_in(request, pk):
    """Never for yourself: who is in can change their own factors."""
    others = User.objects.filter(is_active=True).exclude(pk=request.user.pk)
    person = get_visible(request.user, others, pk=pk)
    form = LetBackInForm(request.POST or None)
    if form.is_valid():
        recovery.let_back_in(person, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{person.shown_name} kan opnieuw beginnen. In de mail staat hoe.")
        return redirect(person)
    return render(request, "members/person_let_in.html", {"person": person, "form": form})
