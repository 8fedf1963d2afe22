from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.access import get_visible, members_only
from themetables.chain.collecting import MODELS, collect
from themetables.chain.drawing import draw
from themetables.chain.links import TITLES, Kind

# What the name of a thing, its address and its chain ask for.
RELATED = {
    Kind.PLAN: ("table",),
    Kind.DECISION: ("table", "plan__table"),
    Kind.ADOPTION: ("coalition", "block"),
}


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
    context = {
        "kind": TITLES[kind].lower(),
        "thing": thing,
        "chain": found,
        "picture": draw(found, f"De keten van {thing}", is_open=True),
    }
    return render(request, "themetables/chain/chain_detail.html", context)
