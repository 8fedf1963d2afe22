"""The block on the page of a question: who was asked and why, for who may know that."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from community.asking import inviting, passing
from community.models import AnswerInvitation
from community.topics import writing
from tests.community.asking.conftest import HOUR, NOW

BLOCK = "{% load asking %}{% who_is_asked topic %}"


def drawn(topic, user):
    topic.refresh_from_db()
    user.__dict__.pop("current_memberships", None)
    return " ".join(Template(BLOCK).render(Context({"topic": topic, "user": user})).split())


@pytest.fixture
def carried(ask, person):
    knower = person("Bea Buur", "kraamzorg")
    topic = ask()
    for pk in inviting.due(NOW).values_list("pk", flat=True):
        inviting.carry(pk, now=NOW)
    return topic, knower


def test_who_asks_sees_whom_and_why(carried, asker, coordinator):
    topic, knower = carried

    for viewer in (asker, coordinator):
        assert f'<a href="/mensen/{knower.pk}/">Bea Buur</a> weet volgens het profiel veel van kraamzorg.' in drawn(
            topic, viewer
        )
        assert "Is gevraagd." in drawn(topic, viewer)
        assert "Niet ik" not in drawn(topic, viewer)


def test_who_is_asked_reads_why_and_can_pass_on(carried):
    topic, knower = carried

    text = drawn(topic, knower)

    assert "Wij denken dat jij dit misschien weet." in text
    assert "Je schreef in je profiel dat je veel weet van kraamzorg." in text
    assert f'href="/gesprekken/{topic.pk}/niet-ik/"' in text


def test_others_and_visitors_see_nothing(carried, person):
    topic, _ = carried

    assert drawn(topic, person("Iemand Anders")) == ""
    assert " ".join(Template(BLOCK).render(Context({"topic": topic, "user": AnonymousUser()})).split()) == ""


def test_what_somebody_did_with_it_is_said(carried, person):
    topic, knower = carried
    writing.reply(topic, "Zo.", by=knower, now=NOW + HOUR)

    assert "We vroegen het jou: je gaf antwoord." in drawn(topic, knower)


def test_what_was_passed_on_is_said(carried, person):
    topic, knower = carried
    passing.pass_on(topic.invitations.get(), to=person("Dirk Anders"), now=NOW)

    assert "je gaf de vraag door aan Dirk Anders" in drawn(topic, knower)


def test_not_knowing_is_said(carried):
    topic, knower = carried
    passing.pass_on(topic.invitations.get(), to=None, now=NOW)

    assert "je liet weten dat je het niet weet" in drawn(topic, knower)


def test_who_asks_reads_that_we_are_looking(ask, asker):
    topic = ask("Wie weet dit?")

    assert "We leggen je vraag voor" in drawn(topic, asker)


def test_who_asks_reads_that_we_know_nobody(ask, asker):
    topic = ask("Wie weet dit?")
    inviting.carry(topic.asking.pk, now=NOW)

    assert "Wij weten niemand van wie het profiel" in drawn(topic, asker)
    assert "We leggen je vraag voor" not in drawn(topic, asker)


def test_conversation_has_nothing_of_it(ask, asker):
    assert drawn(ask(kind="discussion"), asker) == ""


def test_reasons_stay_sentences_when_people_are_gone(carried, asker):
    topic, _ = carried
    topic.invitations.update(reason="passed_on")
    invitation = AnswerInvitation.objects.get()

    assert invitation.why == "is de goede persoon hiervoor, denkt Iemand"
    assert invitation.why_you == "Iemand uit het netwerk denkt dat jij dit weet."


@pytest.mark.parametrize("count", [1, 3])
def test_query_count(django_assert_num_queries, ask, asker, person, count):
    topic = ask()
    for number in range(count):
        AnswerInvitation.objects.create(
            topic=topic, person=person(f"Kenner {number}"), ring=1, reason="expertise", asked_at=NOW
        )
    assert asker.is_coordinator is False

    with django_assert_num_queries(1):
        Template(BLOCK).render(Context({"topic": topic, "user": asker}))
