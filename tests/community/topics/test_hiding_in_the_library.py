"""With a hidden post goes what the library has of it, and comes back with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

import library.retention
from community import retention
from community.models import Post
from community.topics import answering, library_entry, moderating
from library import changing
from library.models import Document
from members.models import Notice
from tests.coalitions.agreements.factories import AgreementFactory
from tests.community.topics.conftest import at
from tests.library.factories import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(topic, member, post):
    """The post helped, and became an entry of the library; beside it stands what was attached to it."""
    answering.accept(post, by=member, now=timezone.now())
    made = library_entry.make(topic, title="Zo doen wij dat", kind="guide", by=member, now=timezone.now())
    attached = DocumentFactory(
        circle=topic.circle, title="Plattegrond", credits="Met dank aan velen", created_at=post.written_at
    )
    post.documents.add(attached)
    return made


def shown_documents(user):
    return set(Document.objects.current().visible_to(user).values_list("title", flat=True))


def test_entry_of_the_library_goes_with_its_answer_and_comes_back(coordinator, member, entry, post):
    there = shown_documents(member)

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    assert there - shown_documents(member) == {"Zo doen wij dat", "Plattegrond"}
    notice = Notice.objects.get(user=member)
    assert (notice.category, notice.url) == ("library", entry.get_absolute_url())
    assert "Klopt niet." in notice.sentence

    moderating.unhide(post, by=coordinator, now=timezone.now())
    assert shown_documents(member) == there


def test_nobody_puts_back_what_was_made_of_a_hidden_answer(login, coordinator, member, entry, post):
    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    client = login(member)
    page = client.get(entry.get_absolute_url()).text
    assert "hoort bij een bijdrage in een gesprek die verborgen is" in page
    assert "Zet het terug" not in page

    said = client.post(f"/bibliotheek/{entry.pk}/terugzetten/", follow=True).text

    assert "weer te lezen is" in said
    assert Document.objects.get(pk=entry.pk).withdrawn_at == Post.objects.get(pk=post.pk).hidden_at


def test_entry_that_its_owner_withdrew_stays_away(coordinator, member, entry, post):
    changing.withdraw(entry, by=member, now=timezone.now())

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    moderating.unhide(post, by=coordinator, now=timezone.now())

    assert "Zo doen wij dat" not in shown_documents(member)
    assert not Notice.objects.exists()


def test_entry_nobody_looks_after_goes_too(coordinator, member, entry, post):
    Document.objects.filter(pk=entry.pk).update(owner=None)

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())

    assert "Zo doen wij dat" not in shown_documents(member)
    assert not Notice.objects.exists()


def test_entry_is_kept_as_long_as_its_answer_may_come_back(coordinator, entry, post):
    now = timezone.now()
    moderating.hide(post, "Klopt niet.", by=coordinator, now=now - timedelta(days=364))
    library.retention.purge(now)
    assert Document.objects.filter(pk=entry.pk).exists()

    retention.purge(now + timedelta(days=2))
    library.retention.purge(now + timedelta(days=2))
    assert not Document.objects.filter(pk=entry.pk).exists()


@pytest.fixture
def attached(topic, post):
    """What came in with the post, and can be read by everybody."""
    document = DocumentFactory(
        circle=topic.circle, visibility="network", title="Plattegrond", owner=post.author, created_at=post.written_at
    )
    post.documents.add(document)
    return document


def test_attachment_goes_with_its_post_and_comes_back(login, coordinator, member, post, attached):
    file = attached.versions.get().get_absolute_url()
    assert "Plattegrond" in login(coordinator).get(at(post, "verbergen")).text

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())
    client = login(member)
    assert [client.get(url).status_code for url in (attached.get_absolute_url(), file)] == [404, 404]
    assert "Plattegrond" not in client.get("/bibliotheek/").text
    writers = login(post.author).get(attached.get_absolute_url()).text
    assert "hoort bij een bijdrage in een gesprek die verborgen is" in writers

    moderating.unhide(post, by=coordinator, now=timezone.now())
    assert client.get(attached.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("where", ["another post", "an agreement", "the library before"])
def test_attachment_that_others_use_stays(coordinator, member, topic, reply, post, attached, where):
    if where == "another post":
        reply(topic, member, "Zie ook dit.").documents.add(attached)
    elif where == "an agreement":
        AgreementFactory().documents.add(attached)
    else:
        Document.objects.filter(pk=attached.pk).update(created_at=post.written_at - timedelta(days=1))

    moderating.hide(post, "Klopt niet.", by=coordinator, now=timezone.now())

    assert "Plattegrond" in shown_documents(member)


def test_attachment_of_two_hidden_posts_comes_back_with_either(coordinator, member, topic, reply, post, attached):
    other = reply(topic, member, "Zie ook dit.")
    other.documents.add(attached)
    for one in (post, other):
        moderating.hide(one, "Klopt niet.", by=coordinator, now=timezone.now())
    assert "Plattegrond" not in shown_documents(member)

    moderating.unhide(post, by=coordinator, now=timezone.now())

    assert "Plattegrond" in shown_documents(member)
