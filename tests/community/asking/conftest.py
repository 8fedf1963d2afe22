import datetime

import pytest
from django.utils import timezone

from community.asking import inviting
from community.models import Topic
from community.topics import writing
from members.access import Visibility
from tests.members.conftest import celery_eager  # noqa: F401
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=timezone.get_default_timezone())
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


def carry_all(now=NOW):
    return [inviting.carry(pk, now=now) for pk in inviting.due(now).order_by("pk").values_list("pk", flat=True)]


def asked(topic):
    return [one.person.name for one in topic.invitations.select_related("person")]


@pytest.fixture
def home(db):
    return MunicipalityFactory()


@pytest.fixture
def away(db):
    return MunicipalityFactory()


@pytest.fixture
def person(network):
    """Make a member of the network: `person("Anna de Vries", "kraamzorg", away)`."""

    def make(name, expertise="", *municipalities, circle=None, **options):
        user = MembershipFactory(
            circle=network, user__name=name, user__expertise=expertise, since=datetime.date(2026, 1, 1), **options
        ).user
        if circle:
            MembershipFactory(circle=circle, user=user, since=datetime.date(2026, 1, 1))
        user.municipalities.set(municipalities)
        return user

    return make


@pytest.fixture
def asker(person, home):
    return person("Vera Vraag", "", home)


@pytest.fixture
def ask(network, asker):
    """Put a question: `ask("Wie weet ...?")`."""

    def make(title="Hoe regelen jullie kraamzorg voor anderstaligen?", *, now=NOW, by=None, **options):
        return writing.start(
            **{
                "kind": Topic.Kind.QUESTION,
                "circle": network,
                "visibility": Visibility.NETWORK,
                "title": title,
                "text": "Wij lopen hierop vast en horen graag hoe het bij jullie gaat.",
                "by": by or asker,
                "now": now,
                **options,
            }
        )

    return make
