"""The meetings of a circle as one of its rooms. See also: members/rooms.py and kansrijkestart/wiring.py."""

from django.urls import reverse

from members.rooms import Room


def meetings(circle, user):
    """For members: some meetings of a circle are for the whole network to read."""
    return Room("Bijeenkomsten", reverse("meetings:circle_list", args=[circle.slug])) if user.is_member else None
