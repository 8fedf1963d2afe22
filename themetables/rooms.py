"""The page of a theme table as one of the rooms of its circle. See also: members/rooms.py."""

from members.models import Circle
from members.rooms import Room


def overview(circle, user):
    if circle.kind != Circle.Kind.TABLE:  # known without asking the database
        return None
    table = getattr(circle, "table", None)
    return table and Room("Overzicht", table.get_absolute_url())
