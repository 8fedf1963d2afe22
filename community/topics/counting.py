"""What a topic knows of its posts, so that the stream counts nothing."""

from django.db.models import Count, F, Max, Min, Q

from community.models import Topic

KEPT = ["post_count", "last_number", "last_post_at", "last_post_by", "first_reply_at"]


def lock(topic_id: int) -> Topic:
    """Wait until nobody else writes in this topic; until the end of the transaction."""
    return Topic.objects.select_for_update(of=("self",), no_key=True).get(pk=topic_id)


def added(topic: Topic, post) -> None:
    """Count a post that was just written. Only under the lock."""
    topic.post_count += 1
    topic.last_number, topic.last_post_at, topic.last_post_by_id = post.number, post.written_at, post.author_id
    if topic.first_reply_at is None and post.author_id != topic.author_id:
        topic.first_reply_at = post.written_at
    topic.save(update_fields=KEPT)


def recount(topic: Topic) -> None:
    """Count all posts that are not hidden. Only under the lock. A number that was given stays given."""
    shown = topic.posts.shown()
    by_others = Q(number__gt=1) & (~Q(author=F("topic__author")) | Q(author=None))
    counted = shown.aggregate(
        count=Count("pk"), last=Max("written_at"), first_reply=Min("written_at", filter=by_others)
    )
    newest = shown.order_by("-number").first()
    topic.post_count = counted["count"]
    topic.last_post_at = counted["last"] or topic.published_at
    topic.last_post_by = newest.author if newest else None
    topic.first_reply_at = counted["first_reply"]
    topic.save(update_fields=KEPT)
