"""The tables and the page of each: public, with more for the members of the network."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import get_visible, members_only
from members.models import Membership
from themetables.models import ThemeTable
from themetables.tables.page import for_everybody, for_members
from themetables.tables.timeline import timeline_of


@login_not_required
@require_safe
def table_list(request):
    tables = list(ThemeTable.objects.visible_to(request.user).prefetch_related("pillars"))
    active = [table for table in tables if not table.is_closed]
    if request.user.is_member:
        add_people(active, timezone.localdate())
    context = {
        "groups": by_pillars(active),
        "closed": [table for table in tables if table.is_closed],
    }
    return render(request, "themetables/tables/table_list.html", context)


@login_not_required
@require_safe
def table_detail(request, slug):
    today = timezone.localdate()
    tables = ThemeTable.objects.select_related("circle").prefetch_related("pillars")
    table = get_visible(request.user, tables, slug=slug)
    context = {"table": table} | for_everybody(table, request.user)
    if request.user.is_member:
        if not table.is_closed:
            add_people([table], today)
        context |= for_members(table, request.user, today)
    return render(request, "themetables/tables/table_detail.html", context)


@require_safe
@members_only
def table_timeline(request, slug):
    table = get_visible(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    context = {"table": table, "years": by_year(timeline_of(table, request.user))}
    return render(request, "themetables/tables/table_timeline.html", context)


def by_year(events):
    years = groupby(events, lambda event: timezone.localtime(event.at).year)
    return [(year, list(found)) for year, found in years]


def by_pillars(tables):
    """Return (heading, tables) in the order of the pillars; a table may serve two pillars at once."""

    def positions(table):
        return [pillar.position for pillar in table.pillars.all()]

    rows = sorted(tables, key=lambda table: (positions(table), table.sort_name))
    groups = ((list(group)) for _, group in groupby(rows, positions))
    return [(group[0].pillar_heading, group) for group in groups]


def add_people(tables, on):
    """Put the people of each table on it, leaders apart, as every member of the network may see them."""
    memberships = (
        Membership.objects.current(on)
        .filter(circle__in=[table.circle_id for table in tables], user__is_active=True)
        .select_related("user")
        .order_by("user__sort_name")
    )
    by_circle = {}
    for membership in memberships:
        by_circle.setdefault(membership.circle_id, []).append(membership)
    for table in tables:
        people = by_circle.get(table.circle_id, [])
        table.leaders = [one.user for one in people if one.role == Membership.Role.LEADER]
        table.members = [one.user for one in people if one.role != Membership.Role.LEADER]
