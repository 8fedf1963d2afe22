"""Reading building blocks: all of them, those of one table, and one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from members.access import get_visible
from province.models import Municipality
from themetables.adoption import listing
from themetables.adoption.forms import MarkReadForm
from themetables.adoption.own import add_own_answers, answers_of
from themetables.adoption.where import of_block
from themetables.blocks.forms import BlockFilter, VisitorFilter
from themetables.blocks.rights import may_decide, may_edit, may_write
from themetables.models import BuildingBlock, Experience, ThemeTable

PER_PAGE = 24


@login_not_required
@vary_on_headers("HX-Request")
@require_safe
def block_list(request):
    now = timezone.now()
    today = timezone.localdate(now)
    form = (BlockFilter if request.user.is_member else VisitorFilter)(request.GET)
    blocks = BuildingBlock.objects.visible_to(request.user).select_related("table")
    blocks = form.filtered(blocks if form.asks_for_state else blocks.current())
    page = Paginator(blocks.with_reach(today), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    add_own_answers(page.object_list, request.user, today)
    context = {"form": form, "page": page, "place_count": Municipality.objects.existing(today).count()}
    template = "themetables/blocks/block_list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@login_not_required
@require_safe
def table_blocks(request, slug):
    today = timezone.localdate()
    tables = ThemeTable.objects.select_related("circle__table", "circle__coalition")
    table = get_visible(request.user, tables, slug=slug)
    blocks = BuildingBlock.objects.visible_to(request.user).filter(table=table).with_reach(today)
    context = {
        "table": table,
        "blocks": [block for block in blocks if not block.is_replaced],
        "replaced": [block for block in blocks if block.is_replaced],
        "place_count": Municipality.objects.existing(today).count(),
        "may_write": may_write(request.user, table),
    }
    return render(request, "themetables/blocks/table_blocks.html", context)


@login_not_required
@require_safe
def block_detail(request, slug):
    people = ("owner", "replaced_by")
    found = BuildingBlock.objects.select_related("table__circle__table", *people)
    block = get_visible(request.user, found, slug=slug)
    newest = block.versions.first()
    context = {
        **{"building_block": block, "shown": newest or block, "newest": newest, "table": block.table},
        # What a visitor has nothing to do with; see for_members.
        **{"today": None, "may_edit": False, "may_decide": False, "is_changed": False, "own": ()},
    }
    if request.user.is_member:
        context |= for_members(request.user, block, newest, timezone.now())
    return render(request, "themetables/blocks/block_detail.html", context)


def for_members(user, block, newest, now):
    """What somebody of the network sees more: who does what with it, and what they found out."""
    today = timezone.localdate(now)
    adoptions = listing.of_block(block, user)
    experiences = list(Experience.objects.visible_to(user).filter(block=block).select_related("coalition__circle"))
    for experience in experiences:
        experience.is_removable = is_removable(experience, user)
    editable = may_edit(user, block)
    where = of_block(adoptions, today)
    return {
        "bottlenecks": block.solves.current().order_by("title", "pk"),
        "where": where,
        "map": where.map,
        "states": listing.grouped(adoptions),
        "experiences": experiences,
        "own": answers_of(user, adoptions, experiences, today),
        "may_edit": editable,
        "may_decide": may_decide(user, block),
        "is_changed": editable and newest is not None and block.differs_from(newest),
        "unread": sum(experience.read_at is None for experience in experiences) if editable else 0,
        "read_form": MarkReadForm(initial={"before": now}),
        "today": today,
    }


def is_removable(experience, user):
    """The rule of Experience.objects.editable_by, for a list."""
    circle_id = experience.coalition.circle_id
    is_own = experience.written_by_id == user.pk and circle_id in user.circle_ids
    return is_own or user.is_coordinator or circle_id in user.led_circle_ids
