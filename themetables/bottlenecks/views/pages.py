"""Reading one bottleneck."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import sources
from members.access import get_visible
from members.models import Circle, Membership
from themetables.bottlenecks import answering
from themetables.bottlenecks.places import draw_small, ground
from themetables.bottlenecks.recognitions import recognitions_of
from themetables.models import Bottleneck

HISTORY_SHOWN = 50
WHOLE = ("coalition", "named_by", "table", "merged_into", "changed_by")


@require_safe
def bottleneck_detail(request, pk):
    bottleneck = get_visible(request.user, Bottleneck.objects.select_related(*WHOLE), pk=pk)
    today = timezone.localdate()
    province = ground(today)
    recognitions = recognitions_of(bottleneck, province)
    known = {one.coalition_id for one in recognitions}
    changes = list(bottleneck.changes.select_related("by", "table", "other")[: HISTORY_SHOWN + 1])
    mark_mine(recognitions, bottleneck, request.user)
    own = own_answers(bottleneck, answering.led_by(request.user, today), known)
    context = {
        "bottleneck": bottleneck,
        "pillars": bottleneck.pillars.all(),
        "recognitions": [one for one in recognitions if one.texts or one.is_mine],
        "silent": [one for one in recognitions if not one.texts and not one.is_mine],
        "own": own,
        # One main action per page: the answer that is still asked, of who answers for one coalition.
        "asked": own[0].coalition if len(own) == 1 and own[0].is_asked else None,
        **draw(province, known),
        "duplicates": bottleneck.merged_from.all(),
        "may_edit": Bottleneck.objects.editable_by(request.user).filter(pk=bottleneck.pk).exists(),
        "steers": request.user.is_coordinator and not bottleneck.merged_into_id,
        "points": point_links(request.user, bottleneck),
        "changes": changes[:HISTORY_SHOWN],
        "has_more_changes": len(changes) > HISTORY_SHOWN,
    }
    return render(request, "themetables/bottlenecks/bottleneck_detail.html", context)


def draw(province, coalition_ids):
    """The map of the province with who recognises it, and the same in words."""
    places = province.of(coalition_ids)
    return {
        "province": province,
        "map": draw_small(tuple(place.pk for place in places)),
        "place_names": [place.name for place in places],
    }


def mark_mine(recognitions, bottleneck, user):
    """Which of them this person may change. See also: Recognition.objects.editable_by."""
    for one in recognitions:
        one.is_mine = bottleneck.merged_into_id is None and one.coalition.is_editable_by(user)


class Answer:
    """What one coalition of the reader said about it."""

    def __init__(self, coalition, is_recognised, is_dismissed):
        self.coalition = coalition
        self.is_recognised, self.is_dismissed = is_recognised, is_dismissed

    @property
    def is_asked(self):
        return not self.is_recognised and not self.is_dismissed


def own_answers(bottleneck, coalitions, known):
    if not coalitions or bottleneck.merged_into_id:
        return []
    dismissed = set(bottleneck.dismissals.filter(coalition__in=coalitions).values_list("coalition_id", flat=True))
    return [Answer(coalition, coalition.pk in known, coalition.pk in dismissed) for coalition in coalitions]


def point_links(user, bottleneck):
    """Where something on the plan of an own circle grows out of this."""
    label, url = f"Knelpunt: {bottleneck.title}", bottleneck.get_absolute_url()
    return [
        (one.circle.name, sources.create_url(one.circle, label=label, url=url))
        for one in user.current_memberships
        if one.circle.kind != Circle.Kind.NETWORK and one.role != Membership.Role.READER
    ]
