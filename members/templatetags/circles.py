from dataclasses import dataclass

from django import template

from members.rooms import rooms_of

register = template.Library()


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


@register.inclusion_tag("members/rooms.html", takes_context=True)
def circle_rooms(context, circle):
    """The row of links to everything about this circle; nothing when there is but one page."""
    request = context["request"]
    rooms = rooms_of(circle, request.user)
    here = max((room.url for room in rooms if request.path.startswith(room.url)), key=len, default="")
    return {"circle": circle, "tabs": [Tab(room.label, room.url, room.url == here) for room in rooms]}
