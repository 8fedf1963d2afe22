"""What may not be here: readers report it, moderators hide it, and everything they do can be undone and is kept."""

from django.db import transaction

from community import events
from community.models import Moderation, Post, Report, Topic
from community.topics import answering, counting
from members.models import User
from members.notices.telling import notify
from members.refused import Refused
from outbox.models import Category


def report(post: Post, reason: str, *, by: User, now) -> Report:
    """Bring a post before the moderators; once per person until they looked."""
    with transaction.atomic():
        counting.lock(post.topic_id)
        open_one = post.reports.open().filter(by=by).first()
        return open_one or Report.objects.create(post=post, by=by, reason=reason, at=now)


@transaction.atomic
def hide(post: Post, reason: str, *, by: User, now) -> Post:
    """Nobody reads it any more but its writer, who is told why, and the moderators."""
    topic = counting.lock(post.topic_id)
    if topic.kind == Topic.Kind.ANNOUNCEMENT and post.is_opening:
        raise Refused("Een mededeling verberg je niet: trek haar in.")
    locked = topic.posts.get(pk=post.pk)
    if locked.hidden_at:
        return locked
    if topic.accepted_post_id == locked.pk:
        answering.clear(topic)
    put(locked, at=now, by=by, reason=reason)
    counting.recount(topic)
    log(topic, locked.number, Moderation.Kind.HIDDEN, by=by, now=now, reason=reason)
    handle(locked, by=by, now=now)
    sentence = f"Je bijdrage in “{topic}” is verborgen. De reden: {reason}"
    tell(locked.author, sentence, locked, key=f"post-hidden:{locked.pk}:{now.isoformat()}", by=by, now=now)
    events.hidden(locked)
    return locked


@transaction.atomic
def unhide(post: Post, *, by: User, now) -> Post:
    topic = counting.lock(post.topic_id)
    locked = topic.posts.get(pk=post.pk)
    if locked.hidden_at is None:
        return locked
    if not locked.text:
        raise Refused("De tekst van deze bijdrage is gewist en kan niet terug.")
    put(locked, at=None, by=None, reason="")
    counting.recount(topic)
    log(topic, locked.number, Moderation.Kind.UNHIDDEN, by=by, now=now)
    sentence = f"Je bijdrage in “{topic}” staat er weer."
    tell(locked.author, sentence, locked, key=f"post-unhidden:{locked.pk}:{now.isoformat()}", by=by, now=now)
    events.unhidden(locked)
    return locked


@transaction.atomic
def leave(post: Post, *, by: User, now) -> None:
    """The moderators looked, and it may stay."""
    topic = counting.lock(post.topic_id)
    if handle(post, by=by, now=now):
        log(topic, post.number, Moderation.Kind.LEFT, by=by, now=now)


@transaction.atomic
def withdraw(topic: Topic, *, by: User, now) -> Topic:
    """The whole topic is gone, but for its writer and the moderators."""
    locked = counting.lock(topic.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
        log(locked, 1, Moderation.Kind.WITHDRAWN, by=by, now=now)
        events.withdrawn(locked)
    return locked


@transaction.atomic
def restore(topic: Topic, *, by: User, now) -> Topic:
    locked = counting.lock(topic.pk)
    if locked.withdrawn_at is not None:
        locked.withdrawn_at = None
        locked.save(update_fields=["withdrawn_at"])
        log(locked, 1, Moderation.Kind.RESTORED, by=by, now=now)
    return locked


def put(post, *, at, by, reason):
    post.hidden_at, post.hidden_by, post.hidden_reason = at, by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])


def log(topic, number, kind, *, by, now, reason=""):
    Moderation.objects.create(topic=topic, number=number, kind=kind, reason=reason, by=by, at=now)


def handle(post, *, by, now) -> int:
    """Close what was reported about this post; return how many reports that were."""
    return post.reports.open().update(handled_at=now, handled_by=by)


def tell(author, sentence, post, *, key, by, now):
    people = [author] if author else []
    notify(people, sentence, post.get_absolute_url(), key=key, by=by, now=now, category=Category.COMMUNITY)
