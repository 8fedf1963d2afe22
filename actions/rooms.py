"""The plan as one of the rooms of a circle."""

from django.urls import reverse

from actions.models.points import may_see_plan
from members.rooms import Room


def plan(circle, user):
    if not may_see_plan(user, circle):
        return None
    return Room("Werkagenda", reverse("actions:point_list", args=[circle.slug]))
