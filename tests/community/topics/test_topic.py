"""One topic: what stands on its page, who reads it, and replying."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Draft, Topic
from community.topics import counting, moderating, writing
from library.models import Document
from tests.library.files import pdf, upload
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db


def page(topic, number=1):
    return f"/gesprekken/{topic.pk}/" + (f"?pagina={number}" if number > 1 else "")


def test_page_says_who_reads_it_above_the_text_box(login, member, network, ask):
    MembershipFactory(circle=network)
    MembershipFactory(circle=network, user__is_active=False)

    text = login(member).get(page(ask(member))).text

    assert "Dit leest: iedereen in het netwerk, 2 mensen." in text
    assert text.index("Dit leest:") < text.index('name="text"')


def test_closed_topic_names_its_circle(login, partner, lead, closed):
    assert "Dit leest: de mensen van Coalitie Dorp en de aanjager, 2 mensen." in login(partner).get(page(closed)).text


def test_coordinator_is_counted_among_who_reads_a_closed_topic(login, partner, lead, closed, coordinator):
    text = "Dit leest: de mensen van Coalitie Dorp en de aanjager, 3 mensen."
    assert text in login(partner).get(page(closed)).text
    assert "Alleen Coalitie Dorp en de aanjager (3 mensen)" in login(partner).get("/gesprekken/nieuw/").text


def test_page_says_who_gets_mail(login, member, coordinator, ask, reply):
    topic = ask(coordinator)
    reply(topic, MembershipFactory().user)

    assert "2 mensen behalve jij" in login(member).get(page(topic)).text


def test_outsider_finds_nothing(login, member, closed):
    client = login(member)

    assert client.get(page(closed)).status_code == 404
    assert client.post(page(closed), {"text": "Hallo"}).status_code == 404
    assert closed.posts.count() == 1


def test_reply_stands_under_the_question(login, member, coordinator, ask):
    topic = ask(coordinator)

    response = login(member).post(page(topic), {"text": "Wij **bellen** eerst."}, follow=True)

    post = topic.posts.get(number=2)
    assert response.redirect_chain[0][0] == f"{page(topic)}#bijdrage-2"
    assert "<strong>bellen</strong>" in response.text
    assert "Je reactie staat erbij." in response.text
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_number, topic.last_post_by) == (2, 2, member)
    assert topic.last_post_at == topic.first_reply_at == post.written_at


def test_own_reply_is_no_first_reply(ask, reply, member):
    topic = ask(member)
    reply(topic, member)

    assert Topic.objects.unanswered().get() == topic


def test_who_writes_follows_and_has_read_it(ask, reply, member, coordinator):
    topic = ask(coordinator)
    reply(topic, member)

    assert set(topic.follows.values_list("user", flat=True)) == {member.pk, coordinator.pk}
    assert topic.reads.get(user=member).number == 2


def test_empty_reply_is_refused_at_the_field(login, member, ask):
    topic = ask(member)

    response = login(member).post(page(topic), {"text": "  "})

    assert response.context["form"].errors == {"text": ["Dit veld is verplicht."]}
    assert topic.posts.count() == 1


def test_reply_about_a_family_waits_for_the_writer(login, member, ask):
    topic = ask(member)

    response = login(member).post(page(topic), {"text": "De moeder van Sem belde."})

    assert "Toch bewaren zoals het er staat" in response.text
    assert "De moeder van Sem belde." in response.text
    assert topic.posts.count() == 1


def test_second_click_is_no_second_reply(login, member, ask):
    topic = ask(member)
    client = login(member)

    first, second = (client.post(page(topic), {"text": "Ik ook."}) for _ in range(2))

    assert first.url == second.url
    assert topic.posts.count() == 2


def test_second_click_is_no_second_question(ask, member):
    assert ask(member) == ask(member)
    assert ask(member, text="Iets anders").pk != ask(member).pk


def test_topic_that_was_withdrawn_meanwhile_keeps_the_text(login, member, coordinator, ask, monkeypatch):
    topic = ask(member)
    lock = counting.lock

    def slow(pk):
        Topic.objects.filter(pk=pk).update(withdrawn_at=timezone.now())
        return lock(pk)

    monkeypatch.setattr(counting, "lock", slow)
    response = login(member).post(page(topic), {"text": "Net te laat."})

    assert "Dit gesprek is intussen ingetrokken." in response.text
    assert topic.posts.count() == 1


def test_withdrawn_topic_takes_no_reply(login, member, coordinator, ask):
    topic = ask(member)
    moderating.withdraw(topic, by=coordinator, now=timezone.now())

    text = login(member).get(page(topic)).text

    assert "Alleen de schrijver en wie dit gesprek beheert" in text
    assert 'name="text"' not in text


def test_posts_stand_thirty_on_a_page_at_their_number(login, member, ask, reply):
    topic = ask(member)
    begin = timezone.now()
    for number in range(2, 63):
        reply(topic, member, f"Bijdrage nummer {number}.", now=begin + timedelta(seconds=number))
    client = login(member)

    pages = [client.get(page(topic, number)).text for number in (1, 2, 3)]

    assert ["Bijdrage nummer 30." in text for text in pages] == [True, False, False]
    assert ["Bijdrage nummer 31." in text for text in pages] == [False, True, False]
    assert ["Bijdrage nummer 62." in text for text in pages] == [False, False, True]
    assert topic.posts.get(number=31).get_absolute_url() == f"{page(topic, 2)}#bijdrage-31"
    assert "Pagina 2 van 3" in pages[1]
    for wrong in ("0", "4", "x", "99999999"):
        assert "Bijdrage nummer 30." in client.get(f"{page(topic)}?pagina={wrong}").text


def test_reply_to_public_news_is_not_public(client, login, member, coordinator, ask):
    topic = ask(coordinator, kind="announcement", visibility="public", title="Nieuws")

    login(member).post(page(topic), {"text": "Mooi bericht.", "file": upload("foto.pdf", pdf())})

    assert Document.objects.get().visibility == "network"
    client.logout()
    assert "Mooi bericht." not in client.get(topic.get_absolute_url()).text
    assert client.get(page(topic)).status_code == 302


def test_draft_is_kept_and_offered_again(login, member, ask):
    topic = ask(member)
    client = login(member)

    answer = client.post(f"/gesprekken/klad/reactie-{topic.pk}/", {"text": "Half af"})

    assert "Je klad is bewaard om" in answer.text
    text = client.get(page(topic)).text
    assert "Je gaat verder met je klad" in text
    assert "Kies ze dan opnieuw" in text
    assert "Je klad bewaart geen bestanden" in text
    assert "Half af</textarea>" in text
    client.post(page(topic), {"text": "Half af en klaar"})
    assert not Draft.objects.exists()


def test_draft_is_of_one_person(login, member, coordinator, ask):
    topic = ask(member)
    login(member).post(f"/gesprekken/klad/reactie-{topic.pk}/", {"text": "Half af"})

    assert "Half af" not in login(coordinator).get(page(topic)).text


@pytest.mark.parametrize(
    ("place", "back"),
    [("reactie-{}", "/gesprekken/{}/"), ("nieuw", "/gesprekken/"), ("reactie-x", "/gesprekken/")],
)
def test_draft_can_be_thrown_away(login, member, ask, place, back):
    topic = ask(member)
    place = place.format(topic.pk)
    client = login(member)
    client.post(f"/gesprekken/klad/{place}/", {"text": "Half af"})

    response = client.post(f"/gesprekken/klad/{place}/weg/")

    assert response.url == back.format(topic.pk)
    assert not Draft.objects.exists()


def test_draft_that_is_too_long_is_not_kept(login, member):
    answer = login(member).post("/gesprekken/klad/nieuw/", {"text": "a" * 100_001})

    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_follow_and_stop_following(login, member, coordinator, ask):
    topic = ask(coordinator)
    client = login(member)

    said = client.post(f"/gesprekken/{topic.pk}/volgen/", {"wanted": "ja"}, follow=True).text
    assert "Je volgt dit gesprek." in said
    assert "Volg dit niet meer" in said
    assert topic.follows.filter(user=member).count() == 1

    said = client.post(f"/gesprekken/{topic.pk}/volgen/", {"wanted": "nee"}, follow=True).text
    assert "Je volgt dit gesprek niet meer." in said
    assert not topic.follows.filter(user=member).exists()
    assert client.post(f"/gesprekken/{topic.pk}/volgen/", {"wanted": "misschien"}).status_code == 302


def test_read_mark_is_a_post_and_never_beyond_what_is_there(login, member, coordinator, ask):
    topic = ask(coordinator)
    client = login(member)

    assert client.post(f"/gesprekken/{topic.pk}/gelezen/", {"number": "99"}).status_code == 302
    assert topic.reads.get(user=member).number == 1
    quiet = client.post(f"/gesprekken/{topic.pk}/gelezen/", {"number": "0"}, headers={"HX-Request": "true"})
    assert quiet.status_code == 204


def test_what_it_is_about_can_be_changed(login, member, ask):
    topic = ask(member)

    response = login(member).post(f"/gesprekken/{topic.pk}/wijzigen/", {"title": "Beter gevraagd"}, follow=True)

    # A first page has not been seen: the form asks to look first.
    assert response.status_code == 200
    form = login(member).get(f"/gesprekken/{topic.pk}/wijzigen/").context["form"]
    seen = form["seen_version"].initial
    login(member).post(f"/gesprekken/{topic.pk}/wijzigen/", {"title": "Beter gevraagd", "seen_version": seen})
    topic.refresh_from_db()
    assert topic.title == "Beter gevraagd"


def test_who_began_it_withdraws_it_until_somebody_replied(login, member, coordinator, ask, reply):
    topic = ask(member)
    path = f"/gesprekken/{topic.pk}/intrekken/"
    client = login(member)
    assert "intrekken?" in client.get(path).text

    reply(topic, coordinator)

    assert client.post(path).status_code == 403
    client = login(coordinator)
    assert client.post(path, follow=True).status_code == 200
    topic.refresh_from_db()
    assert topic.withdrawn_at
    client.post(path)
    client.post(f"/gesprekken/{topic.pk}/terugzetten/")
    client.post(f"/gesprekken/{topic.pk}/terugzetten/")
    topic.refresh_from_db()
    assert topic.withdrawn_at is None
    assert [step.kind for step in topic.moderations.all()] == ["restored", "withdrawn"]


def test_names_of_rows(member, ask, reply):
    topic = ask(member)
    assert str(topic.opening) == "Wie weet het?"
    assert str(topic.follows.get()) == f"{member} volgt Hoe doen jullie dat?"
    assert str(topic.reads.get()) == f"{member} las tot 1"
    assert reverse("community:topic_detail", args=[topic.pk]) == topic.conversation_url


@pytest.mark.parametrize("count", [1, 3])
def test_topic_query_count(login, member, coordinator, ask, reply, django_assert_num_queries, count):
    topic = ask(coordinator)
    for number in range(count):
        reply(topic, MembershipFactory().user, f"Zo, {number}.")
    client = login(member)
    client.get(page(topic))

    with django_assert_num_queries(7):  # session, user, memberships, topic, posts, attachments, who was asked
        client.get(page(topic))


def reply_at_once(topic, people):
    return at_once(*(lambda one=one: writing.reply(topic, "Ik.", by=one, now=timezone.now()) for one in people))


@pytest.mark.django_db(transaction=True)
def test_replies_at_once_get_a_number_each(network, ask, meeting_point):
    people = [MembershipFactory(circle=network).user for _ in range(3)]
    topic = ask(people[0])
    meeting_point(counting, "lock", threads=3)

    outcomes = reply_at_once(topic, people)

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert sorted(topic.posts.values_list("number", flat=True)) == [1, 2, 3, 4]
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_number) == (4, 4)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_replies_at_once_want_the_same_number(network, ask, meeting_point, monkeypatch):
    people = [MembershipFactory(circle=network).user for _ in range(3)]
    topic = ask(people[0])
    monkeypatch.setattr(counting, "lock", lambda pk: Topic.objects.get(pk=pk))
    meeting_point(counting, "lock", threads=3)

    outcomes = reply_at_once(topic, people)

    assert kinds(outcomes).count("DatabaseError") == 2
