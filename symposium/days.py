"""The day of the symposium, for who looks for another day. See also: meetings/planning/busy.py."""

from symposium.models import Edition


def held_on(days, user):
    """Yield (day, what is there) of these days."""
    for edition in Edition.objects.visible_to(user).filter(held_on__in=days).order_by("held_on"):
        yield edition.held_on, str(edition)
