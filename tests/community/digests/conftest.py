import datetime

import pytest
from django.utils import timezone

from community.models import Topic
from community.topics import writing
from members.access import Visibility
from members.notices import digests
from tests.members.factories import MembershipFactory

# A Monday: everything that was written in the week before it may leave.
MONDAY = datetime.datetime(2026, 11, 23, 8, tzinfo=timezone.get_default_timezone())
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
LONG = "Bij ons gaat het zo: de verloskundige belt het gezinsteam. " * 20


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def person(network):
    def make(name, *circles, **options):
        user = MembershipFactory(circle=network, user__name=name, **options).user
        for circle in circles:
            MembershipFactory(circle=circle, user=user)
        return user

    return make


@pytest.fixture
def anna(person):
    return person("Anna Lezer")


@pytest.fixture
def bea(person):
    return person("Bea Schrijver")


@pytest.fixture
def start(network, bea):
    def make(title="Samen eten", *, by=None, now=MONDAY - DAY, **options):
        return writing.start(
            **{
                "kind": Topic.Kind.DISCUSSION,
                "circle": network,
                "visibility": Visibility.NETWORK,
                "title": title,
                "text": f"{title}: wie doet er mee?",
                "by": by or bea,
                "now": now,
                **options,
            }
        )

    return make


def mail_all(now=MONDAY):
    """What the task of one morning does, without a broker."""
    return [digests.mail(pk, now=now) for pk in digests.digests_due(now)]
