"""What waits for somebody, of the bottlenecks. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from themetables.bottlenecks import answering
from themetables.bottlenecks.filters import NEAR, WORDS
from themetables.bottlenecks.near import MANY, near
from themetables.bottlenecks.places import ground
from themetables.models import Bottleneck, BottleneckState, LikelyDuplicate

MOST = 20  # more than this is not counted: a number that nobody gets through says nothing


def near_mine(user, on):
    """For who leads a coalition: what neighbours or many recognise, and this coalition has not answered."""
    coalitions = answering.led_by(user, on)
    if not coalitions:
        return
    asked = near(Bottleneck.objects.visible_to(user), ground(on), coalitions).order_by("-municipality_count", "pk")
    found = list(asked.values_list("pk", "title")[: MOST + 1])
    if len(found) == 1:
        yield (
            f"Herkennen jullie dit knelpunt van anderen? {found[0][1]}",
            reverse("themetables:bottleneck_detail", args=[found[0][0]]),
        )
    elif found:
        number = len(found) if len(found) <= MOST else f"Meer dan {MOST}"
        yield (
            f"{number} knelpunten spelen bij jullie in de buurt. Herkennen jullie ze?",
            reverse("themetables:bottleneck_list", query={"antwoord": NEAR}),
        )


def to_take_up(user, on):
    """For the coordinator: what many municipalities recognise and nobody has done anything with."""
    if not user.is_coordinator:
        return
    widely = Bottleneck.objects.current().filter(state=BottleneckState.OPEN, municipality_count__gte=MANY)
    found = list(widely.order_by("-municipality_count", "pk").values_list("pk", "title")[: MOST + 1])
    if len(found) == 1:
        yield (
            f"{MANY} of meer gemeenten herkennen dit, en niemand heeft het opgepakt: {found[0][1]}",
            reverse("themetables:bottleneck_detail", args=[found[0][0]]),
        )
    elif found:
        number = len(found) if len(found) <= MOST else f"Meer dan {MOST}"
        yield (
            f"{number} knelpunten worden door {MANY} of meer gemeenten herkend en zijn nog niet opgepakt.",
            reverse("themetables:bottleneck_list", query={"stand": WORDS[BottleneckState.OPEN]}),
        )


def likely_duplicates(user, on):
    """For the coordinator: pairs to look at."""
    if number := LikelyDuplicate.objects.visible_to(user).undecided()[: MOST + 1].count():
        shown = number if number <= MOST else f"Meer dan {MOST}"
        verb = "lijken" if number > 1 else "lijkt"
        yield (
            f"{shown} {'paren knelpunten' if number > 1 else 'paar knelpunten'} {verb} dubbel.",
            reverse("themetables:duplicate_list"),
        )
