"""What an action point grew out of. See also: members/sources.py, which signs it."""

from django.urls import reverse

from actions.models import ActionPoint
from actions.models.points import circle_ids_of, works_with
from members.models import Circle
from members.sources import query_of


def create_url(circle, *, label: str, url: str) -> str:
    """The address of the form for a new point of this circle that grows out of the page at `url`."""
    return reverse("actions:point_create", args=[circle.slug], query=query_of(label, url))


def offers(user, circle, on):
    """Yield (slug of the circle, text) of the plans on which this person may put something."""
    ids = circle_ids_of(user)
    own = [one.circle for one in user.current_memberships if one.circle_id in ids]
    if circle and circle not in own and works_with(user, circle):
        own.append(circle)
    for one in own:
        if one.kind != Circle.Kind.NETWORK and not one.has_ended(on):
            yield one.slug, f"Zet een actiepunt op de werkagenda van {one}"


def address(slug: str, label: str, url: str) -> str:
    return create_url(Circle.objects.get(slug=slug), label=label, url=url)


def grown(user, addresses) -> list[tuple]:
    """Return (address, what it is, title, its page) of what grew out of these pages and is there for this reader."""
    points = ActionPoint.objects.visible_to(user).filter(source_url__in=addresses, dropped_at=None)
    points = points.select_related("circle").order_by("pk")
    return [(one.source_url, f"actiepunt, {one.state.label}", one.what, one.get_absolute_url()) for one in points]
