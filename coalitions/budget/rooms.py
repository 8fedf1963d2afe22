"""The SPUK lines as one of the rooms of a circle, for who may see them."""

from django.urls import reverse

from members.rooms import Room


def budget(circle, user):
    coalition = getattr(circle, "coalition", None)
    sees = user.is_coordinator or user.is_board_reader or circle.pk in user.led_circle_ids
    return Room("Geld", reverse("coalitions:budget_list", args=[coalition.slug])) if coalition and sees else None
