"""When a coalition goes on as part of another, what it recognised is recognised there."""

from themetables.models import Bottleneck, Recognition


def take_along(coalition, target, on):
    """What the other one recognises too stays in both: the history of the one that ended keeps its own words."""
    known = Recognition.objects.filter(coalition=target).values("bottleneck")
    moving = Recognition.objects.filter(coalition=coalition, bottleneck__merged_into=None).exclude(
        bottleneck__in=known
    )
    moving.update(coalition=target)
    Bottleneck.objects.filter(coalition=coalition, merged_into=None).update(coalition=target)
    # The municipalities went to the other coalition: what that one knew is now recognised by more.
    Bottleneck.objects.recount(on)
