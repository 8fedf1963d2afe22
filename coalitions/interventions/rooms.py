"""What a coalition does with interventions, as one of the rooms of its circle."""

from django.urls import reverse

from members.rooms import Room


def interventions(circle, user):
    coalition = getattr(circle, "coalition", None)
    if coalition is None or not user.is_member:
        return None
    return Room("Interventies", reverse("coalitions:use_list", args=[coalition.slug]))
