"""A declaration that holds no more needs nobody to look after it: an erased account lets go of it."""

from django.utils import timezone

from coalitions.models import Declaration


def forget_person(user, *, now):
    """What is not done yet or holds went to others before (members/erasing.py). Signatures are of who signed."""
    looked_after = Declaration.objects.looked_after(timezone.localdate(now))
    Declaration.objects.filter(owner=user).exclude(pk__in=looked_after).update(owner=None)
