"""What is over keeps the work and loses the names: after two years, or at once when an account is erased."""

from datetime import timedelta

from django.db import transaction

from actions.models import ActionPoint, Change

NAMES = timedelta(days=2 * 365)


def forget_names_of(points, *, now) -> int:
    """Take every name off points that are over. Their history is about who did what, so it goes too."""
    with transaction.atomic():
        over = points.over().filter(nameless_at=None).order_by("pk").select_for_update(no_key=True, of=("self",))
        pks = [point.pk for point in over]
        Change.objects.filter(point__in=pks).delete()
        return ActionPoint.objects.filter(pk__in=pks).update(
            owner=None, created_by=None, changed_by=None, nameless_at=now
        )


def forget_person(user, *, now):
    """For an account that is erased: what is open went to others before (members/erasing.py)."""
    forget_names_of(ActionPoint.objects.filter(owner=user), now=now)
