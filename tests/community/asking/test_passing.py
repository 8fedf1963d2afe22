"""Niet ik, vraag een ander: on the page, in the mail, and never to who may not read it."""

import pytest
from django.db import IntegrityError, transaction

from community.asking import inviting, passing
from community.models import AnswerInvitation
from community.topics import writing
from members.access import Visibility
from outbox.models import Email
from tests.community.asking.conftest import HOUR, NOW
from tests.members.factories import CircleFactory


@pytest.fixture
def knower(person):
    return person("Bea Buur", "kraamzorg")


@pytest.fixture
def topic(ask, knower, time_machine):
    """A question that was put to `knower`."""
    time_machine.move_to(NOW, tick=False)
    topic = ask()
    [pk] = inviting.due(NOW).values_list("pk", flat=True)
    inviting.carry(pk, now=NOW)
    return topic


def path(topic):
    return f"/gesprekken/{topic.pk}/niet-ik/"


def labels(response):
    return [label for _, label in response.context["form"].fields["person"].choices]


def test_who_may_know_too_is_proposed(login, topic, knower, person):
    person("Cor Collega", "kraamzorg")
    person("Dirk Anders", "schuldhulp")

    page = login(knower).get(path(topic))

    assert labels(page) == ["Cor Collega", "Ik weet ook niemand"]
    assert "Je schreef in je profiel dat je veel weet van kraamzorg." in page.content.decode()


def test_somebody_else_is_found_by_name(login, topic, knower, person, asker):
    person("Dirk Anders", "schuldhulp")
    client = login(knower)

    assert labels(client.get(path(topic), {"naam": "dirk"})) == ["Dirk Anders", "Ik weet ook niemand"]
    assert "Niemand gevonden" in client.get(path(topic), {"naam": "zzz"}).content.decode()
    # Neither who asks nor who was asked, and nothing breaks on what nobody types.
    assert labels(client.get(path(topic), {"naam": "Bea Buur"})) == ["Ik weet ook niemand"]
    assert labels(client.get(path(topic), {"naam": asker.name})) == ["Ik weet ook niemand"]
    assert client.get(path(topic), {"naam": "x" * 500}).status_code == 200


def test_passing_on_asks_the_other_and_says_who_thought_so(login, topic, knower, person):
    other = person("Dirk Anders")

    response = login(knower).post(path(topic), {"person": other.pk}, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["We vragen het aan Dirk Anders."]
    mine, theirs = topic.invitations.order_by("pk")
    assert (mine.declined_at, mine.passed_to, mine.state_label) == (NOW, other, "vroeg Dirk Anders")
    assert (theirs.person, theirs.asked_by, theirs.ring) == (other, knower, 1)
    assert theirs.why == "is de goede persoon hiervoor, denkt Bea Buur"
    assert "Bea Buur denkt dat jij dit weet." in Email.objects.get(to=other.email).text


def test_knowing_nobody_makes_way_for_the_next_one_who_may_know(login, topic, knower, person):
    person("Later Erbij", "kraamzorg")

    response = login(knower).post(path(topic), {"person": ""}, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["Dank je dat je het laat weten."]
    assert [one.state_label for one in topic.invitations.order_by("pk")] == ["weet het niet", "is gevraagd"]


def test_nobody_is_asked_anew_when_there_is_an_answer(topic, knower, person):
    person("Later Erbij", "kraamzorg")
    writing.reply(topic, "Zo doen wij het.", by=person("Snel Klaar"), now=NOW)

    passing.pass_on(topic.invitations.get(), to=None, now=NOW)

    assert topic.invitations.count() == 1


def test_lead_who_does_not_know_leaves_it_to_the_coordinator(topic, knower, person):
    person("Later Erbij", "kraamzorg")
    topic.invitations.update(ring=2)

    passing.pass_on(topic.invitations.get(), to=None, now=NOW)

    assert topic.invitations.count() == 1


def test_second_click_asks_nobody_else(login, topic, knower, person):
    first, second = person("Dirk Anders"), person("Eva Anders")
    client = login(knower)

    client.post(path(topic), {"person": first.pk}, follow=True)
    again = client.post(path(topic), {"person": second.pk}, follow=True)

    assert [str(message) for message in again.context["messages"]] == ["Je hebt op deze vraag al iets laten weten."]
    assert {one.person for one in topic.invitations.all()} == {knower, first}
    passing.pass_on(topic.invitations.get(person=knower), to=second, now=NOW)
    assert topic.invitations.count() == 2


def test_who_may_not_read_it_cannot_be_named(login, ask, person):
    circle = CircleFactory()
    inside, outside = person("Bea Binnen", "kraamzorg", circle=circle), person("Bo Buiten", "kraamzorg")
    topic = ask(circle=circle, visibility=Visibility.CIRCLE)
    for pk in inviting.due(NOW).values_list("pk", flat=True):
        inviting.carry(pk, now=NOW)

    response = login(inside).post(path(topic), {"person": outside.pk})

    assert response.status_code == 200
    assert "Deze mens kan de vraag nu niet krijgen." in response.content.decode()
    assert labels(response) == ["Ik weet ook niemand"]
    assert login(outside).get(path(topic)).status_code == 404
    assert topic.invitations.count() == 1


def test_who_was_asked_twice_this_week_cannot_be_named(login, topic, knower, person, ask):
    busy = person("Bezig Bijtje")
    for number in range(2):
        other = ask(f"Iets anders {number}?")
        AnswerInvitation.objects.create(topic=other, person=busy, ring=1, reason="expertise", asked_at=NOW - HOUR)

    assert login(knower).post(path(topic), {"person": busy.pk}).status_code == 200
    with pytest.raises(passing.Refused, match="Bezig Bijtje kan deze vraag nu niet krijgen"), transaction.atomic():
        passing.pass_on(topic.invitations.get(), to=busy, now=NOW)
    assert topic.invitations.get().declined_at is None


def test_who_became_busy_in_the_meantime_is_said(login, topic, knower, person, monkeypatch):
    other = person("Dirk Anders")
    monkeypatch.setattr(inviting, "free_this_week", lambda people, now: set())

    response = login(knower).post(path(topic), {"person": other.pk}, follow=True)

    assert "Dirk Anders kan deze vraag nu niet krijgen" in response.content.decode()
    assert topic.invitations.count() == 1


def test_who_left_the_circle_since_says_nothing_any_more(login, topic, knower):
    knower.memberships.update(until=NOW.date())

    assert login(knower).get(path(topic)).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"ring": 0},
        {"passed_to": "asker"},
        {"declined_at": NOW, "passed_to": "person"},
        {"declined_at": NOW - HOUR},
        {"answered_at": NOW - HOUR},
    ],
)
def test_database_refuses_what_cannot_be(topic, knower, asker, fields):
    people = {"asker": asker, "person": knower}
    values = {name: people.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        topic.invitations.update(**values)


def test_nobody_is_asked_twice_about_one_question(topic, knower):
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerInvitation.objects.create(topic=topic, person=knower, ring=2, reason="lead", asked_at=NOW)


def test_start_page_says_what_waits_until_somebody_answers(login, topic, knower, person):
    client = login(knower)

    assert "Weet jij dit? “Hoe regelen jullie kraamzorg voor anderstaligen?”" in client.get("/").content.decode()
    writing.reply(topic, "Zo doen wij het.", by=person("Snel Klaar"), now=NOW)
    assert "Weet jij dit?" not in client.get("/").content.decode()


def test_names_of_things_are_sentences(topic, knower):
    assert str(topic.invitations.get()) == f"Bea Buur: {topic}"
    topic.asking.refresh_from_db()
    assert str(topic.asking) == f"{topic}: mensen die het misschien weten"
