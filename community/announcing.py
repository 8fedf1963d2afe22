"""Publishing an announcement and mailing it to the people who may read it."""

from datetime import timedelta

from django.db import transaction

from community import emails
from community.models import Topic
from members.access import Visibility
from members.models import Circle, Membership, User

# A second click on the button is not a second announcement.
DOUBLE = timedelta(minutes=10)


def publish(topic: Topic, *, by: User, now, mail: bool = False) -> Topic:
    """Publish a new announcement; return the one that is there when the same was published a moment ago."""
    with transaction.atomic():
        # Two clicks at once wait for each other here.
        Circle.objects.select_for_update(no_key=True).get(pk=topic.circle_id)
        twin = Topic.objects.filter(
            author=by, circle=topic.circle_id, title=topic.title, text=topic.text, published_at__gt=now - DOUBLE
        ).first()
        if twin:
            return twin
        topic.author = by
        topic.published_at = now
        topic.mail_requested_at = now if mail else None
        topic.save()
    return topic


def edit(topic: Topic, *, now) -> None:
    topic.edited_at = now
    # Only what the form holds: the mail may be stamped meanwhile.
    topic.save(update_fields=["title", "visibility", "circle", "text", "edited_at"])


def withdraw(topic: Topic, *, now) -> None:
    """Take an announcement away from everybody but the coordinator. Mail that did not leave yet, stays."""
    Topic.objects.filter(pk=topic.pk, withdrawn_at=None).update(withdrawn_at=now)


def mail(topic_id: int, *, now, on) -> int:
    """Queue the mail about one announcement, one per person; return how many. Safe to call twice, also at once."""
    with transaction.atomic():
        topic = (
            Topic.objects.to_be_mailed()
            .select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("circle")
            .filter(pk=topic_id)
            .first()
        )
        if topic is None:
            return 0
        people = readers(topic, on).exclude(pk=topic.author_id)
        for person in people:
            emails.announcement(topic, person).send()
        topic.mailed_at = now
        topic.save(update_fields=["mailed_at"])
    return len(people)


def readers(topic, on):
    """The people with an account whom an announcement is for."""
    memberships = Membership.objects.current(on)
    if topic.visibility == Visibility.CIRCLE:
        memberships = memberships.filter(circle=topic.circle_id)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user")).order_by("pk")
