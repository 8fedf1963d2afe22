"""Publishing an announcement and mailing it to the people who may read it."""

from django.db import transaction

from community import emails, events
from community.models import Topic
from community.topics import writing
from community.topics.audience import readers
from community.topics.counting import lock
from members.models import Circle, User


def publish(*, title: str, text: str, circle: Circle, visibility: str, by: User, now, mail: bool = False) -> Topic:
    """Publish a new announcement; return the one that is there when the same was published a moment ago."""
    return writing.start(
        kind=Topic.Kind.ANNOUNCEMENT,
        title=title,
        text=text,
        circle=circle,
        visibility=visibility,
        by=by,
        now=now,
        mail=mail,
    )


@transaction.atomic
def edit(topic: Topic, text: str, *, by: User, now) -> None:
    """Change the announcement and its text; either of them is a change that readers see the moment of."""
    lock(topic.pk)
    topic.version, topic.changed_by, topic.changed_at = topic.version + 1, by, now
    # Only what the form holds: the mail may be stamped meanwhile.
    topic.save(update_fields=["title", "visibility", "circle", "version", "changed_by", "changed_at"])
    post = writing.edit(topic.opening, text, by=by, now=now)
    post.edited_at = now
    post.save(update_fields=["edited_at"])


@transaction.atomic
def withdraw(topic: Topic, *, now) -> None:
    """Take an announcement away from everybody but the coordinator. Mail that did not leave yet, stays."""
    if Topic.objects.filter(pk=topic.pk, withdrawn_at=None).update(withdrawn_at=now):
        events.withdrawn(topic)


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
        post = topic.opening
        people = readers(topic, on).exclude(pk=topic.author_id)
        for person in people:
            emails.announcement(topic, post, person).send()
        topic.mailed_at = now
        topic.save(update_fields=["mailed_at"])
    return len(people)
