"""The plan as one of the rooms of a table's circle. See also: members/rooms.py."""

from django.urls import reverse

from members.models import Circle
from members.rooms import Room


def plan(circle, user):
    if circle.kind != Circle.Kind.TABLE or not user.is_member:
        return None
    table = getattr(circle, "table", None)
    return table and Room("Plan", reverse("themetables:plan_list", args=[table.slug]))
