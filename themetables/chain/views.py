from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import get_visible, members_only
from themetables.chain.collecting import MODELS, collect
from themetables.chain.drawing import draw
from themetables.chain.links import Kind

# What the name of a thing, its address and its chain ask for.
RELATED = {
    Kind.PLAN: ("table",),
    Kind.DECISION: ("table", "plan__table"),
    Kind.ADOPTION: ("coalition", "block"),
}
# The list that the crumbs above a chain lead back to; the list of tables unless it says otherwise.
LISTS = {
    Kind.BOTTLENECK: ("Knelpunten", "themetables:bottleneck_list"),
    Kind.DECISION: ("Besluiten", "themetables:decision_list"),
    Kind.BLOCK: ("Bouwstenen", "themetables:block_list"),
    Kind.ADOPTION: ("Bouwstenen", "themetables:block_list"),
}
TABLES = ("Thematafels", "themetables:table_list")


@require_safe
@members_only
def chain_detail(request, kind, pk):
    if kind not in list(Kind):
        raise Http404
    kind = Kind(kind)
    things = MODELS[kind].objects.all()
    if kind in RELATED:
        things = things.select_related(*RELATED[kind])
    thing = get_visible(request.user, things, pk=pk)
    found = collect(thing, request.user, timezone.localdate())
    list_label, list_name = LISTS.get(kind, TABLES)
    context = {
        "list_label": list_label,
        "list_name": list_name,
        "thing": thing,
        "chain": found,
        "picture": draw(found, f"De keten van {thing}", is_open=True),
    }
    return render(request, "themetables/chain/chain_detail.html", context)
