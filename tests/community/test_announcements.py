from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from community.models import Topic
from members.access import Visibility
from members.models import Circle
from tests.community.factories import TopicFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db

LIST, NEW = "/mededelingen/", "/mededelingen/nieuw/"


def form(**changes):
    return {"title": "Nieuws", "visibility": "network", "circle": "", "text": "Er is iets.", **changes}


@pytest.fixture
def circle():
    return CircleFactory(name="Coalitie Dorp")


@pytest.fixture
def topics(network, circle):
    """One announcement per visibility, and one that was withdrawn."""
    return {
        "public": TopicFactory(title="Openbaar"),
        "network": TopicFactory(title="Netwerknieuws", visibility=Visibility.NETWORK),
        "circle": TopicFactory(title="Kringnieuws", visibility=Visibility.CIRCLE, circle=circle),
        "withdrawn": TopicFactory(title="Teruggenomen", withdrawn=True),
    }


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("visitor", {"public"}),
        ("stranger", {"public"}),
        ("member", {"public", "network"}),
        ("partner", {"public", "network", "circle"}),
        ("leader", {"public", "network", "circle"}),
        ("coordinator", {"public", "network", "circle", "withdrawn"}),
    ],
)
def test_everybody_reads_what_is_for_them(client, topics, circle, member, stranger, coordinator, role, seen):
    people = {
        "visitor": None,
        "stranger": stranger,
        "member": member,
        "partner": MembershipFactory(circle=circle).user,
        "leader": MembershipFactory(circle=circle, leader=True).user,
        "coordinator": coordinator,
    }
    if people[role]:
        client.force_login(people[role])

    listed = client.get(LIST)
    start = client.get("/").text

    assert {name for name, topic in topics.items() if topic in listed.context["page"].object_list} == seen
    assert {name for name, topic in topics.items() if client.get(topic.get_absolute_url()).status_code == 200} == seen
    for name in topics.keys() - seen:
        assert topics[name].title not in listed.text + start


def test_start_page_never_shows_what_was_withdrawn(login, coordinator, topics):
    assert "Teruggenomen" not in login(coordinator).get("/").text


def test_visitor_is_not_told_who_wrote_and_who_else_reads(client, login, member, topics):
    author = topics["public"].author
    assert author.name not in client.get(topics["public"].get_absolute_url()).text

    text = login(member).get(topics["public"].get_absolute_url()).text

    assert author.name in text
    assert "Dit leest: iedereen, ook zonder account." in text


def test_empty_list_says_why(client, login, coordinator):
    assert "Zodra er nieuws is van het netwerk" in client.get(LIST).text
    assert "Schrijf de eerste" in login(coordinator).get(LIST).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, django_assert_num_queries, count):
    TopicFactory.create_batch(count)

    with django_assert_num_queries(2):  # count, page
        client.get(LIST)


def test_list_has_pages(client):
    TopicFactory.create_batch(21)

    assert len(client.get(LIST, {"page": "2"}).context["page"]) == 1
    assert len(client.get(LIST, {"page": "nergens"}).context["page"]) == 20


def test_form_says_how_many_people_will_read(login, coordinator, circle):
    MembershipFactory(circle=circle)
    MembershipFactory(circle=circle, ended=True)
    MembershipFactory(circle=circle, user__is_active=False)
    CircleFactory(name="Lege kring")

    text = login(coordinator).get(NEW).text

    assert "Iedereen in het netwerk (2 mensen)" in text
    assert "Coalitie Dorp (1 mens)" in text
    assert "Lege kring (0 mensen)" in text
    assert text.index("Iedereen in het netwerk") < text.index('name="text"')


def test_circle_that_ended_is_not_offered_but_keeps_its_announcement(login, coordinator, circle):
    CircleFactory(name="Gestopte kring", ended_on=timezone.localdate())
    own = TopicFactory(circle=circle, visibility="circle", author=coordinator)
    assert "Gestopte kring" not in login(coordinator).get(NEW).text

    Circle.objects.filter(pk=circle.pk).update(ended_on=timezone.localdate())

    assert "Coalitie Dorp" not in login(coordinator).get(NEW).text
    assert "Coalitie Dorp" in login(coordinator).get(reverse("community:announcement_edit", args=[own.pk])).text


def test_coordinator_writes_for_the_network(login, coordinator):
    response = login(coordinator).post(NEW, form(text="**Let op:**\n- een\n- twee"), follow=True)

    topic = Topic.objects.get()
    assert (topic.author, topic.circle.kind, topic.visibility) == (coordinator, "network", "network")
    assert topic.mail_requested_at is None
    assert "De mededeling is geplaatst." in response.text
    assert "de deur uit" not in response.text
    assert "<strong>Let op:</strong>" in response.text
    assert "<li>twee</li>" in response.text


def test_coordinator_writes_for_one_circle(login, coordinator, circle):
    login(coordinator).post(NEW, form(visibility="circle", circle=circle.pk))

    assert Topic.objects.get().circle == circle


def test_chosen_circle_counts_only_for_a_circle(login, coordinator, network, circle):
    login(coordinator).post(NEW, form(visibility="public", circle=circle.pk))

    assert Topic.objects.get().circle == network


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": ""}, {"title": ["Dit veld is verplicht."]}),
        (
            {"title": "a" * 121},
            {"title": ["Zorg dat deze waarde niet meer dan 120 tekens bevat (het zijn er nu 121)."]},
        ),
        ({"text": " "}, {"text": ["Dit veld is verplicht."]}),
        (
            {"text": "a" * 10_001},
            {"text": ["Zorg dat deze waarde niet meer dan 10000 tekens bevat (het zijn er nu 10001)."]},
        ),
        ({"visibility": ""}, {"visibility": ["Dit veld is verplicht."]}),
        ({"visibility": "circle"}, {"circle": ["Kies de kring die dit leest."]}),
        (
            {"visibility": "circle", "circle": "0"},
            {"circle": ["Selecteer een geldige keuze. Deze keuze is niet beschikbaar."]},
        ),
    ],
)
def test_wrong_input_is_explained_and_kept(login, coordinator, changes, errors):
    response = login(coordinator).post(NEW, form(**changes))

    assert response.context["form"].errors == errors
    assert "Nieuws" in response.text or "title" in changes
    assert "<title>Fout: Nieuwe mededeling" in response.text
    assert not Topic.objects.exists()


def test_double_click_is_one_announcement(login, coordinator):
    client = login(coordinator)

    first, second = client.post(NEW, form()), client.post(NEW, form())

    assert Topic.objects.count() == 1
    assert first.url == second.url


def test_same_words_a_day_later_are_another_announcement(login, coordinator):
    client = login(coordinator)
    client.post(NEW, form())
    Topic.objects.update(published_at=timezone.now() - timedelta(days=1))

    client.post(NEW, form())

    assert Topic.objects.count() == 2


@pytest.mark.parametrize("path", [NEW, "wijzigen/", "intrekken/"])
def test_others_write_nothing(client, login, member, leader, topics, path):
    url = path if path == NEW else topics["public"].get_absolute_url() + path
    assert client.get(url).status_code == 302

    for user in (member, leader):
        assert login(user).post(url, form(title="Gekaapt")).status_code in (403, 404)

    assert not Topic.objects.filter(title="Gekaapt").exists()
    assert Topic.objects.filter(withdrawn_at=None).count() == 3


def test_leader_does_not_write_for_the_coordinator(client, circle):
    leader = MembershipFactory(circle=circle, leader=True).user
    topic = TopicFactory(visibility=Visibility.CIRCLE, circle=circle)
    client.force_login(leader)

    assert client.get(f"{topic.get_absolute_url()}wijzigen/").status_code == 403


def test_edit_shows_its_moment(login, coordinator, topics, circle):
    topic = topics["circle"]
    client = login(coordinator)
    url = f"{topic.get_absolute_url()}wijzigen/"
    assert f'<option value="{circle.pk}" selected>' in client.get(url).text

    response = client.post(url, form(title="Beter", visibility="circle", circle=circle.pk), follow=True)

    topic.refresh_from_db()
    assert (topic.title, topic.circle) == ("Beter", circle)
    assert topic.opening.edited_at
    assert "Gewijzigd op" in response.text


def test_saving_without_a_change_is_no_edit(login, coordinator, topics):
    topic = topics["network"]

    login(coordinator).post(
        f"{topic.get_absolute_url()}wijzigen/", form(title=topic.title, text=topic.opening.text), follow=True
    )

    topic.refresh_from_db()
    assert topic.opening.edited_at is None


def test_edit_offers_no_mail(login, coordinator, topics):
    client = login(coordinator)

    client.post(f"{topics['public'].get_absolute_url()}wijzigen/", form(title="Anders", mail="on"))

    assert not Topic.objects.filter(mail_requested_at__isnull=False).exists()


def test_withdrawn_is_gone_for_others(client, login, coordinator, topics):
    topic = topics["public"]
    login(coordinator)
    url = f"{topic.get_absolute_url()}intrekken/"
    assert client.get(url).status_code == 200
    assert Topic.objects.get(pk=topic.pk).withdrawn_at is None

    response = client.post(url, follow=True)
    first = Topic.objects.get(pk=topic.pk).withdrawn_at
    client.post(url)

    assert "De mededeling is ingetrokken." in response.text
    assert Topic.objects.get(pk=topic.pk).withdrawn_at == first
    assert "Alleen de aanjager ziet deze mededeling nog." in client.get(topic.get_absolute_url()).text
    client.logout()
    assert client.get(topic.get_absolute_url()).status_code == 404


def test_hostile_text_is_only_text(client):
    topic = TopicFactory(
        title="<script>alert(1)</script>", opens__text='<img src=x onerror="alert(1)">[x](javascript:alert(1))'
    )

    for path in (LIST, topic.get_absolute_url(), "/"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text


def test_name_of_a_topic():
    assert str(TopicFactory.build(title="Nieuws", circle=None, author=None)) == "Nieuws"


def test_mailed_only_after_it_was_asked():
    with pytest.raises(IntegrityError, match="mailed_after_request"):
        TopicFactory(mailed_at=timezone.now())


def test_circle_is_not_called_optional_for_it_depends_on_another_answer(login, coordinator, network):
    text = login(coordinator).get("/mededelingen/nieuw/").text
    question = text[text.index(">Welke kring") :][:300]

    assert "niet verplicht" not in question
    assert "Alleen nodig als je hierboven één kring kiest." in question
    assert 'data-ks-only-if="visibility=circle"' in text
