"""Which answer helped, and saying thank you. Both can be taken back."""

from django.db import transaction

from community import events
from community.models import Post, Thanks, Topic
from community.topics import counting
from members.models import User
from members.refused import Refused

ACCEPTED = ["accepted_post", "accepted_by", "accepted_at"]


@transaction.atomic
def accept(post: Post, *, by: User, now) -> Topic:
    """This answer helped. Another one that was chosen before makes way."""
    topic = counting.lock(post.topic_id)
    post = topic.posts.shown().filter(pk=post.pk).first()
    if not topic.is_question or post is None or post.is_opening:
        raise Refused("Alleen een reactie op een vraag kan het antwoord zijn. Kijk of de reactie er nog staat.")
    if topic.accepted_post_id == post.pk:
        return topic
    if topic.accepted_post_id:
        events.unaccepted(topic.accepted_post)
    # Whoever chooses now, chooses instead of what was hidden.
    topic.posts.exclude(helped_at=None).update(helped_at=None, helped_by=None)
    choose(topic, post, by=by, at=now)
    return topic


@transaction.atomic
def take_back(topic: Topic) -> Topic:
    """The question is open again."""
    locked = counting.lock(topic.pk)
    if locked.accepted_post_id:
        clear(locked)
    return locked


def choose(topic, post, *, by, at):
    """Only under the lock, and when no other answer is chosen."""
    topic.accepted_post, topic.accepted_by, topic.accepted_at = post, by, at
    topic.save(update_fields=ACCEPTED)
    post.topic = topic
    events.accepted(post)


def clear(topic):
    """Only under the lock."""
    post = topic.accepted_post
    topic.accepted_post = topic.accepted_by = topic.accepted_at = None
    topic.save(update_fields=ACCEPTED)
    events.unaccepted(post)


def thank(post: Post, *, by: User, now) -> None:
    """Safe to do twice. Nobody thanks themselves."""
    if post.author_id != by.pk:
        Thanks.objects.bulk_create([Thanks(post=post, user=by, at=now)], ignore_conflicts=True)


def unthank(post: Post, *, by: User) -> None:
    Thanks.objects.filter(post=post, user=by).delete()
