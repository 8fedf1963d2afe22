"""The closed conversations as one of the rooms of a circle, and when something was last said there."""

from django.db.models import Max
from django.urls import reverse

from community.models import Topic
from members.models import Circle
from members.rooms import Room


def conversations(circle, user):
    if circle.kind != Circle.Kind.NETWORK and (user.is_coordinator or circle.pk in user.circle_ids):
        return Room("Gesprekken", reverse("community:circle_stream", args=[circle.slug]))
    return None


def last_changes(circle_ids):
    """The source for "last activity" of a circle. See also: coalitions/activity.py."""
    topics = Topic.objects.current().filter(circle__in=circle_ids).order_by()
    return topics.values_list("circle").annotate(Max("last_post_at"))
