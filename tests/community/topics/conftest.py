import pytest
from django.utils import timezone

from community.topics import audience, writing
from tests.members.factories import CircleFactory, MembershipFactory


@pytest.fixture(autouse=True)
def counted_anew():
    """How many people read something is remembered for a minute; a test is shorter."""
    audience._count.cache_clear()


@pytest.fixture
def circle(db):
    return CircleFactory(name="Coalitie Dorp")


@pytest.fixture
def partner(circle):
    return MembershipFactory(circle=circle, user__name="Pytsje Partner").user


@pytest.fixture
def lead(circle):
    return MembershipFactory(circle=circle, leader=True, user__name="Lieuwe Leider").user


@pytest.fixture
def ask(network):
    """Ask a question; by default in the whole network."""

    def _ask(by, **said):
        said = {
            "kind": "question",
            "title": "Hoe doen jullie dat?",
            "text": "Wie weet het?",
            "circle": network,
            "visibility": "network",
            "now": timezone.now(),
        } | said
        return writing.start(by=by, **said)

    return _ask


@pytest.fixture
def closed(ask, partner, circle):
    """A question that only the people of one circle read."""
    return ask(partner, circle=circle, visibility="circle", title="Onder ons")


@pytest.fixture
def reply():
    def _reply(topic, by, text="Zo doen wij het.", **more):
        return writing.reply(topic, text, by=by, **{"now": timezone.now()} | more)

    return _reply


@pytest.fixture
def writer(network):
    return MembershipFactory(circle=network, user__name="Wim Schrijft").user


@pytest.fixture
def topic(ask, member):
    return ask(member)


@pytest.fixture
def post(topic, reply, writer):
    return reply(topic, writer, "Dit hoort hier niet.")


def at(post, what):
    return f"/gesprekken/{post.topic_id}/{post.number}/{what}/"
