"""What may not be here: readers report it, moderators hide it, and everything they do can be undone and is kept."""

from django.db import transaction

from community import emails, events
from community.models import Moderation, Post, Report, Topic
from community.topics import answering, attaching, counting, library_entry
from members.access import Visibility
from members.models import Circle, User
from members.refused import Refused

HIDDEN = ["hidden_at", "hidden_by", "hidden_reason", "helped_at", "helped_by"]


def report(post: Post, reason: str, *, by: User, now) -> Report:
    """Bring a post before the moderators; once per person until they looked."""
    with transaction.atomic():
        counting.lock(post.topic_id)
        open_one = post.reports.open().filter(by=by).first()
        return open_one or Report.objects.create(post=post, by=by, reason=reason, at=now)


@transaction.atomic
def hide(post: Post, reason: str, *, by: User, now) -> Post:
    """Nobody reads it any more but its writer, who is told why, and the moderators."""
    topic = lock_with_circle(post)
    if topic.kind == Topic.Kind.ANNOUNCEMENT and post.is_opening:
        raise Refused("Een mededeling verberg je niet: trek haar in.")
    locked = topic.posts.get(pk=post.pk)
    if locked.hidden_at:
        return locked
    if topic.accepted_post_id == locked.pk:
        locked.helped_at, locked.helped_by = topic.accepted_at, topic.accepted_by
        answering.clear(topic)
    put(locked, at=now, by=by, reason=reason)
    library_entry.withdraw(locked, by=by, now=now)
    attaching.withdraw(locked, by=by, now=now)
    counting.recount(topic)
    log(topic, locked.number, Moderation.Kind.HIDDEN, by=by, now=now, reason=reason)
    handle(locked, by=by, now=now)
    tell(emails.hidden, locked, by=by, now=now)
    events.hidden(locked)
    return locked


@transaction.atomic
def unhide(post: Post, *, by: User, now) -> Post:
    """Everything is as it was: also that it helped, what was attached, and the entry of the library made of it."""
    topic = lock_with_circle(post)
    locked = topic.posts.get(pk=post.pk)
    if locked.hidden_at is None:
        return locked
    if not locked.text:
        raise Refused("De tekst van deze bijdrage is gewist en kan niet terug.")
    library_entry.put_back(locked, by=by, now=now)
    attaching.put_back(locked, by=by, now=now)
    helped_at, helped_by = locked.helped_at, locked.helped_by
    locked.helped_at = locked.helped_by = None
    put(locked, at=None, by=None, reason="")
    counting.recount(topic)
    if helped_at:
        answering.choose(topic, locked, by=helped_by, at=helped_at)
    log(topic, locked.number, Moderation.Kind.UNHIDDEN, by=by, now=now)
    tell(emails.shown_again, locked, by=by, now=now)
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


def lock_with_circle(post) -> Topic:
    """Lock in the order of writing.reply: documents of the circle follow."""
    list(Circle.objects.select_for_update(no_key=True).filter(pk=post.topic.circle_id))
    return counting.lock(post.topic_id)


def put(post, *, at, by, reason):
    post.hidden_at, post.hidden_by, post.hidden_reason = at, by, reason
    post.save(update_fields=HIDDEN)


def log(topic, number, kind, *, by, now, reason=""):
    Moderation.objects.create(topic=topic, number=number, kind=kind, reason=reason, by=by, at=now)


def handle(post, *, by, now) -> int:
    """Close what was reported about this post, and tell who did; return how many reports that were."""
    reports = list(post.reports.open().select_related("by"))
    post.reports.filter(pk__in=[report.pk for report in reports]).update(handled_at=now, handled_by=by)
    for report in reports:
        if report.by != by and still_takes_part(report.by, post.topic):
            emails.report_handled(report, post).send()
    return len(reports)


def still_takes_part(person, topic):
    """Whether this person, if any, is one of the readers of the topic; that its opening is hidden does not matter."""
    if person is None or not person.is_active or not person.is_member:
        return False
    return topic.visibility != Visibility.CIRCLE or topic.circle_id in person.circle_ids or person.is_coordinator


def tell(mail, post, *, by, now):
    """At once, to who wrote it and takes part."""
    author = post.author
    if author and author != by and author.is_active and author.is_member:
        mail(post, author, now=now).send()
