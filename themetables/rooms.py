"""The page of a theme table as one of the rooms of its circle. See also: members/rooms.py."""

from members.rooms import Room


def overview(circle, user):
    table = getattr(circle, "table", None)
    return table and Room("Overzicht", table.get_absolute_url())
