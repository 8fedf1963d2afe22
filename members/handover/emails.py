"""The mails of a handover: what you have from now on, and what the coordinator has to know."""

from collections import Counter

from django.urls import reverse

from members import holdings
from members.handover import unfinished
from outbox.messages import Category, absolute, message


def tell_successors(handover, assignments, *, by):
    """Mail everybody who got something, whatever the number; not who did it themselves."""
    for to in {one.to for one in assignments} - {by}:
        handed_over(handover, to=to, things=[one.holding for one in assignments if one.to == to]).send()


def handed_over(handover, *, to, things=(), roles=()):
    """`things` are holdings; `roles` are sentences about what somebody is from now on."""
    counts = Counter(thing.kind for thing in things)
    sources = [*holdings.sources(), *unfinished.sources()]
    return message(
        "members/emails/handed_over",
        to=to.email,
        user=to,
        context={
            "person": to,
            "handover": handover,
            "kinds": [(source.title, counts[source.kind]) for source in sources if counts[source.kind]],
            "roles": roles,
            "url": absolute(reverse("members:handover_detail", args=[handover.pk])),
        },
        category=Category.HANDOVER,
        dedupe_key=f"handed-over:{handover.pk}:{to.pk}",
    )


def handover_completed(handover, *, to, left, stays, count):
    """For the coordinator: which circles somebody leaves and when, where they stay, how much went to others."""
    return message(
        "members/emails/handover_completed",
        to=to.email,
        user=to,
        context={
            "person": to,
            "handover": handover,
            # Words: `join` in a text mail shows anything else as Python does.
            "left": [str(circle) for circle in left],
            "stays": [str(circle) for circle in stays],
            "count": count,
            "url": absolute(reverse("members:handover_detail", args=[handover.pk])),
        },
        category=Category.HANDOVER,
        dedupe_key=f"handover-completed:{handover.pk}:{to.pk}",
    )
