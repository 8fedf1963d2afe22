"""The room of the declaration in a coalition's row of tabs. See also: members/rooms.py."""

from django.urls import reverse

from members.rooms import Room


def declaration(circle, user):
    if hasattr(circle, "coalition") and (user.is_coordinator or circle.pk in user.circle_ids):
        return Room("Verklaring", reverse("coalitions:declaration_list", args=[circle.coalition.slug]))
    return None
