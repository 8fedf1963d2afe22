"""What happens to the list and its ticks."""

from django.db import transaction

from coalitions.models import StartItem, StartTick


def tick(item: StartItem, *, done: bool, user, coalition, now) -> None:
    """Mark a step as done, or not done after all; twice is the same as once."""
    whose = {"coalition": coalition} if item.audience == StartItem.Audience.COALITION else {"user": user}
    if done:
        StartTick.objects.get_or_create(item=item, **whose, defaults={"by": user, "at": now})
    else:
        StartTick.objects.filter(item=item, **whose).delete()


@transaction.atomic
def move(item: StartItem, *, up: bool) -> None:
    """Change places with the neighbour that is in use; nothing happens at the end of the list."""
    # Locked by key, which never changes: in the order of the list, that others change, two could wait for each other.
    rows = StartItem.objects.select_for_update(no_key=True).filter(audience=item.audience).in_use()
    items = sorted(rows.order_by("pk"), key=lambda one: (one.position, one.pk))
    here = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if there is None or not 0 <= there < len(items):
        return
    items[here], items[there] = items[there], items[here]
    for position, one in enumerate(items, start=1):
        one.position = position
    StartItem.objects.bulk_update(items, ["position"])


def append(item: StartItem) -> None:
    """Put a new step at the end of its list."""
    last = StartItem.objects.filter(audience=item.audience).order_by("-position").first()
    item.position = last.position + 1 if last else 1
