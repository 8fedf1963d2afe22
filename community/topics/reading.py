"""How far somebody read. Only a POST comes here: a mail scanner that opens a page has read nothing."""

from community.models import Topic, TopicRead
from members.models import User


def mark(topic: Topic, number: int, *, by: User, now) -> None:
    """Read up to this post; never back."""
    row = TopicRead(user=by, topic=topic, number=number, at=now)
    TopicRead.objects.bulk_create([row], ignore_conflicts=True)
    TopicRead.objects.filter(user=by, topic=topic, number__lt=number).update(number=number, at=now)
