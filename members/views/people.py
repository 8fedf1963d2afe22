"""Who is who."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import get_visible, members_only
from members.filters import PersonFilter
from members.models import Circle, Membership, User

PER_PAGE = 24


@require_safe
@members_only
def person_list(request):
    current = Membership.objects.current(timezone.localdate()).filter(user=OuterRef("pk"))
    people = User.objects.visible_to(request.user).annotate(is_current=Exists(current))
    people = PersonFilter(request.GET, people.prefetch_related("municipalities"))
    page = Paginator(people.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/person_list.html", {"filter": people, "page": page})


@require_safe
@members_only
def person_detail(request, pk):
    person = get_visible(request.user, User.objects.all(), pk=pk)
    memberships = (
        Membership.objects.current(timezone.localdate())
        .filter(user=person, circle__in=Circle.objects.visible_to(request.user))
        .select_related("circle")
        .order_by("circle__sort_name")
    )
    context = {
        "person": person,
        "email": person.email_seen_by(request.user),
        "municipalities": person.municipalities.all(),
        "memberships": memberships,
    }
    return render(request, "members/person_detail.html", context)
