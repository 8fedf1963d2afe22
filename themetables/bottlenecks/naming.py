"""Naming a bottleneck: for a coalition, which then recognises it, or by the coordinator for the network."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.models import Coalition
from members.models import User
from province.models import Pillar
from themetables.bottlenecks import duplicates, telling, words
from themetables.models import Bottleneck, BottleneckChange, Recognition

# A second click on the button is not a second bottleneck.
DOUBLE = timedelta(minutes=1)


def name(
    *,
    title: str,
    what_happens: str,
    for_whom: str = "",
    would_help: str = "",
    pillars: Iterable[Pillar] = (),
    coalition: Coalition | None = None,
    source: tuple[str, str] = ("", ""),
    by: User,
    now,
) -> Bottleneck:
    """Name a bottleneck; return the one that is there when a second click names it again."""
    bottleneck = Bottleneck(
        title=title,
        what_happens=what_happens,
        for_whom=for_whom,
        would_help=would_help,
        coalition=coalition,
        named_by=by,
        named_at=now,
        state_since=now,
        source_label=source[0],
        source_url=source[1],
    )
    bottleneck.words = words.of(bottleneck)
    with transaction.atomic():
        # Two clicks of one person wait for each other here.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        twins = Bottleneck.objects.filter(named_by=by, named_at__gt=now - DOUBLE, coalition=coalition)
        if twin := twins.filter(title=title, what_happens=what_happens).first():
            return twin
        bottleneck.save_version(by=by, now=now)
        bottleneck.pillars.set(pillars)
        BottleneckChange.objects.create(
            bottleneck=bottleneck,
            kind=BottleneckChange.Kind.NAMED,
            state=bottleneck.state,
            by=by,
            at=now,
        )
        if coalition:
            Recognition.objects.create(bottleneck=bottleneck, coalition=coalition, recognised_by=by, recognised_at=now)
            Bottleneck.objects.filter(pk=bottleneck.pk).recount(timezone.localdate(now))
        duplicates.look_for(bottleneck, now=now)
        telling.named(bottleneck, by=by, now=now)
    return bottleneck


def reword(bottleneck: Bottleneck, *, by: User, now) -> None:
    """Save the texts that a form put on it. The form holds the lock (members/conflicts.py)."""
    bottleneck.words = words.of(bottleneck)
    bottleneck.save_version(by=by, now=now)
    BottleneckChange.objects.create(
        bottleneck=bottleneck,
        kind=BottleneckChange.Kind.EDITED,
        state=bottleneck.state,
        table=bottleneck.table,
        by=by,
        at=now,
    )
