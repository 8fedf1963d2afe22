"""What somebody wants to hear of. Whoever writes in a topic follows it, until they say not to."""

from community.models import Follow, Topic
from members.models import Circle, User
from province.models import Municipality
from themetables.models import ThemeTable

NAMES = {Topic: "topic", ThemeTable: "table", Municipality: "municipality", Circle: "circle", User: "person"}


def follow(thing, *, by: User, now) -> None:
    """Safe to do twice."""
    row = Follow(user=by, since=now, **{NAMES[type(thing)]: thing})
    Follow.objects.bulk_create([row], ignore_conflicts=True)


def unfollow(thing, *, by: User) -> None:
    Follow.objects.filter(user=by, **{NAMES[type(thing)]: thing}).delete()
