"""The documents as one of the rooms of a circle."""

from django.urls import reverse

from members.rooms import Room


def documents(circle, user):
    """For members; a visitor finds what is public on the page of the coalition."""
    return Room("Documenten", reverse("library:circle_documents", args=[circle.slug])) if user.is_member else None
