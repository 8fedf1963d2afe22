"""The only two doors through which a view reaches an object, and the rule for what a circle owns."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render


def get_visible(user, queryset, **lookup):
    """Return the object, or 404 so that outsiders cannot learn it exists."""
    return get_object_or_404(queryset.visible_to(user), **lookup)


def get_editable(user, queryset, **lookup):
    """Return the object if `user` may change it; 403 when they may only look."""
    obj = get_visible(user, queryset, **lookup)
    if not queryset.editable_by(user).filter(pk=obj.pk).exists():
        raise PermissionDenied
    return obj


def members_only(view):
    """For pages of the network as a whole. Somebody who is in no circle (any more) reads what to do instead."""

    @wraps(view)
    def for_members(request, *args, **kwargs):
        if not request.user.is_member:
            return render(request, "members/no_circle.html", status=404)
        return view(request, *args, **kwargs)

    return for_members


def coordinators_only(view):
    """For lists that are the coordinator's; to anybody else they don't exist."""

    @wraps(view)
    def for_coordinators(request, *args, **kwargs):
        if not request.user.is_coordinator:
            raise Http404
        return view(request, *args, **kwargs)

    return for_coordinators


class Visibility(models.TextChoices):
    """Who reads what a circle makes; the labels are what people see above the text box."""

    PUBLIC = "public", "iedereen, ook zonder account"
    NETWORK = "network", "iedereen in het netwerk"
    CIRCLE = "circle", "alleen deze kring"


class CircleOwnedQuerySet(models.QuerySet):
    """For models with `circle` and `visibility`: documents, topics, meetings."""

    def visible_to(self, user):
        if user.is_coordinator:
            return self
        seen = Q(visibility=Visibility.PUBLIC)
        if user.is_member:
            seen |= Q(visibility=Visibility.NETWORK) | Q(circle__in=user.circle_ids)
        return self.filter(seen)
