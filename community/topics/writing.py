"""Starting a topic, replying to it, changing what one wrote. What happens is told to others by community/events.py.

Each verb is one transaction, and safe to do twice: a second click on the button is not a second post.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from community import events
from community.models import Post, PostVersion, Topic
from community.topics import attaching, counting, following, mentioning, reading
from language import guard
from members.conflicts import lock
from members.models import Circle, User
from members.refused import Refused

DOUBLE = timedelta(minutes=10)


@transaction.atomic
def start(
    *,
    kind: str,
    circle: Circle,
    visibility: str,
    title: str,
    text: str,
    by: User,
    now,
    tables=(),
    municipalities=(),
    pillars=(),
    files=(),
    source: tuple[str, str] = ("", ""),
    mail: bool = False,
) -> Topic:
    """Begin a topic with its first post; return the one that is there when the same was begun a moment ago."""
    # Two clicks at once wait for each other here.
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if circle.has_ended(timezone.localdate(now)):
        raise Refused(f"{circle} is intussen gestopt. Kies wie je tekst leest.")
    if twin := twin_of(circle, title, text, by, now):
        return twin
    topic = Topic(circle=circle, visibility=visibility, kind=kind, title=title, author=by, published_at=now)
    topic.last_post_at, topic.last_post_by = now, by
    topic.mail_requested_at = now if mail else None
    topic.source_label, topic.source_url = source
    topic.save_version(by=by, now=now)
    for relation, things in (("tables", tables), ("municipalities", municipalities), ("pillars", pillars)):
        if things:
            getattr(topic, relation).set(things)
    post = add_post(topic, 1, text, files, by=by, now=now)
    events.started(topic)
    mentioning.mention(post, by=by, now=now)
    return topic


def twin_of(circle, title, text, by, now):
    recent = Topic.objects.current().filter(author=by, circle=circle, title=title, published_at__gt=now - DOUBLE)
    return recent.filter(posts__number=1, posts__text=text).first()


@transaction.atomic
def reply(topic: Topic, text: str, *, by: User, now, files=()) -> Post:
    """Add a post; return the one that is there when the same was said by the same person just before."""
    if files:
        # In the order in which coalitions become one: the circle, and then what is said in it.
        list(Circle.objects.select_for_update(no_key=True).filter(pk=topic.circle_id))
    locked = counting.lock(topic.pk)
    if locked.withdrawn_at:
        raise Refused("Dit gesprek is intussen ingetrokken. Bewaar je tekst op een andere plek.")
    newest = locked.posts.filter(number=locked.last_number).first()
    if newest and (newest.author_id, newest.text) == (by.pk, text) and newest.written_at > now - DOUBLE:
        return newest
    post = add_post(locked, locked.last_number + 1, text, files, by=by, now=now)
    counting.added(locked, post)
    events.replied(post)
    mentioning.mention(post, by=by, now=now)
    return post


def add_post(topic, number, text, files, *, by, now):
    post = Post(topic=topic, number=number, author=by, text=text, written_at=now)
    post.save_version(by=by, now=now)
    attaching.keep(post, files, by=by, now=now)
    # Whoever writes in it wants to know how it goes on, and has read what they wrote.
    following.follow(topic, by=by, now=now)
    reading.mark(topic, number, by=by, now=now)
    return post


@transaction.atomic
def edit(post: Post, text: str, *, by: User, now) -> Post:
    """Change what somebody said; what it said before stays to be read beside it, but for what was about a family."""
    locked = lock(Post.objects.select_related("topic__circle"), post.pk)
    if locked.text == text:
        return locked
    remember(locked, text)
    locked.text, locked.edited_at = text, now
    locked.save_version(by=by, now=now)
    mentioning.mention(locked, by=by, now=now)
    return locked


def remember(post: Post, new_text: str) -> None:
    """Keep the text as it is stored now, beside the post. Only under the lock, before the new one is saved.

    What looks as if it is about a family and is taken out now, is taken out of what is kept too: that is why somebody
    changes it, and everybody who reads the post reads what it said before.
    """
    number, text, edited_at, written_at = Post.objects.values_list("version", "text", "edited_at", "written_at").get(
        pk=post.pk
    )
    now_before = PostVersion(post=post, number=number, text=text, saved_at=edited_at or written_at)
    for version in [*post.versions.all(), now_before]:
        gone = [hit for hit in guard.find(version.text) if version.text[hit.start : hit.end] not in new_text]
        version.text = guard.rewrite(version.text, gone)
        version.save()
