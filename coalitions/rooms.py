"""The rooms of a coalition that this app offers. See also: members/rooms.py and kansrijkestart/wiring.py."""

from django.urls import reverse

from members.rooms import Room


def overview(circle, user):
    coalition = getattr(circle, "coalition", None)
    return coalition and Room("Overzicht", coalition.get_absolute_url())


def agreements(circle, user):
    if hasattr(circle, "coalition") and user.is_member:
        return Room("Afspraken", reverse("coalitions:agreement_list", args=[circle.coalition.slug]))
    return None
