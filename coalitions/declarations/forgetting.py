"""A declaration that is done needs nobody to look after it: when an account is erased, it lets go of the name."""

from coalitions.models import Declaration


def forget_person(user, *, now):
    """What is not done yet went to others before (members/erasing.py). The signatures are of who signed."""
    Declaration.objects.filter(owner=user).exclude(pk__in=Declaration.objects.unfinished()).update(owner=None)
