"""Telling people that something happened: `notify` is how every app does so.

    notify(leaders_of(circles, on), "Ooststellingwerf herkent jullie knelpunt.", bottleneck.get_absolute_url(),
           key=f"recognised:{recognition.pk}", by=by, now=now)

It writes one row per person in the caller's transaction and nothing more. members/notices/digests.py mails them,
everything of a category in one mail, and asks then whether the person may still hear of it.
"""

from django.utils.text import Truncator

from members.models import Membership, Notice, User
from outbox.models import Category

SENTENCE = Notice._meta.get_field("sentence").max_length


def notify(users, sentence: str, url: str, *, key: str, now, circle=None, by=None, category=Category.LOOP) -> None:
    """Put a sentence in the next digest of these people; whoever did it (`by`) knows already.

    `users` are people or a queryset of them. The same `key` again is no second notice. `url` is a path of the portal.
    With a `circle` only its people (and the coordinator) hear of it, also if they leave between now and the mail.
    """
    notices = [
        Notice(
            user_id=user.pk,
            category=category,
            circle=circle,
            sentence=Truncator(sentence).chars(SENTENCE),
            url=url,
            key=key,
            created_at=now,
        )
        for user in users
        if user != by
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def take_back(key: str) -> None:
    """What was said is not so any more: nobody who did not get it yet, gets it."""
    Notice.objects.filter(key=key, mailed_at=None).delete()


def people_of(circles, on):
    """Everybody who takes part in one of these circles on the day `on`."""
    return _with(Membership.objects.current(on).filter(circle__in=circles))


def leaders_of(circles, on):
    """Who leads one of these circles on the day `on`: a coalition's leaders, a table's leads."""
    return _with(Membership.objects.current(on).filter(circle__in=circles, role=Membership.Role.LEADER))


def _with(memberships):
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))
