from dataclasses import dataclass

from django import template
from django.utils import timezone

from members.rooms import rooms_of

register = template.Library()


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


@register.inclusion_tag("members/rooms.html", takes_context=True)
def circle_rooms(context, circle, here=""):
    """The row of links to everything about this circle; nothing when there is but one page.

    A page that does not stand under the address of its room says in `here` which room it is in.
    """
    request = context["request"]
    rooms = rooms_of(circle, request.user)
    under = max((room.url for room in rooms if request.path.startswith(room.url)), key=len, default="")
    tabs = [Tab(room.label, room.url, room.label == here if here else room.url == under) for room in rooms]
    return {"circle": circle, "tabs": tabs}


@register.inclusion_tag("members/ended.html")
def ended_line(circle):
    """In a room of a circle that ended: why nothing can be changed here any more. Nothing for the others."""
    return {"ended_on": circle.ended_on if circle.has_ended(timezone.localdate()) else None}
