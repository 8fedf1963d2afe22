"""What does not wait for the digest: you are named, or your question is answered."""

import pytest

from community.models import PostMail
from community.topics import following, writing
from members.access import Visibility
from outbox.models import Category, Email, Preference
from tests.community.digests.conftest import DAY, HOUR, LONG, MONDAY, mail_all
from tests.members.factories import CircleFactory


def sent():
    return list(Email.objects.order_by("pk").values_list("to", "subject", "category"))


@pytest.fixture
def question(start, anna):
    return start("Wie weet dit?", kind="question", by=anna)


def test_answer_is_mailed_to_who_asked_and_says_why_and_how_to_get_less(question, anna, bea):
    writing.reply(question, "Wij doen het **zo**.", by=bea, now=MONDAY)

    assert sent() == [(anna.email, "Reactie op je vraag “Wie weet dit?”", "answer")]
    said = Email.objects.get().text
    assert "Bea Schrijver reageert op je vraag" in said
    assert "Wij doen het zo." in said
    assert f"http://127.0.0.1:8000/gesprekken/{question.pk}/#bijdrage-2" in said
    assert "omdat jij deze vraag stelde" in said
    assert "/profiel/post/" in said
    assert "/afmelden/" in said


def test_own_addition_is_no_mail(question, anna):
    writing.reply(question, "Nog iets.", by=anna, now=MONDAY)

    assert sent() == []


def test_reply_in_a_conversation_waits_for_the_digest(start, anna, bea):
    topic = start(by=anna)
    writing.reply(topic, "Leuk", by=bea, now=MONDAY - HOUR)

    assert sent() == []
    assert mail_all() == [1]


def test_who_is_named_hears_of_it(start, anna, bea):
    topic = start()
    writing.reply(topic, "Dat weet @Anna Lezer vast.", by=bea, now=MONDAY)

    assert sent() == [(anna.email, "Bea Schrijver noemt je in “Samen eten”", "mention")]
    assert "omdat iemand jou noemde" in Email.objects.get().text


def test_answer_that_names_who_asked_is_one_mail(question, anna, bea):
    writing.reply(question, "@Anna Lezer, zo doen wij het.", by=bea, now=MONDAY)

    assert [category for _, _, category in sent()] == ["answer"]


def test_who_refuses_the_one_gets_the_other(question, anna, bea):
    Preference.objects.create(user=anna, category=Category.ANSWER, frequency="never")

    writing.reply(question, "@Anna Lezer, zo doen wij het.", by=bea, now=MONDAY)

    assert [category for _, _, category in sent()] == ["mention"]


def test_what_was_mailed_at_once_is_not_in_the_digest(question, anna, bea):
    writing.reply(question, "Zo.", by=bea, now=MONDAY - HOUR)

    assert mail_all() == []


def test_who_refuses_mail_at_once_reads_it_in_the_digest(question, anna, bea):
    Preference.objects.create(user=anna, category=Category.ANSWER, frequency="never")
    writing.reply(question, "Zo.", by=bea, now=MONDAY - HOUR)

    assert sent() == []
    assert mail_all() == [1]
    assert "Zo." in Email.objects.get().text


def test_who_asked_and_left_hears_nothing(question, anna, bea):
    anna.memberships.update(until=MONDAY.date())

    writing.reply(question, "Zo.", by=bea, now=MONDAY)

    assert sent() == []
    assert not PostMail.objects.filter(user=anna).exists()


def test_who_left_the_circle_hears_nothing(start, person):
    circle = CircleFactory()
    asker, writer = person("Vera", circle), person("Schrijver", circle)
    question = start("Wie?", kind="question", by=asker, circle=circle, visibility=Visibility.CIRCLE)
    asker.memberships.filter(circle=circle).update(until=MONDAY.date())

    writing.reply(question, "Ik!", by=writer, now=MONDAY)

    assert sent() == []


def test_who_asked_and_is_gone_is_no_problem(question, anna, bea):
    question.author = None
    question.save()

    writing.reply(question, "Zo.", by=bea, now=MONDAY)

    assert sent() == []


def test_being_named_later_in_what_the_digest_told_is_no_second_mail(start, anna, bea, network):
    following.follow(network, by=anna, now=MONDAY - 2 * DAY)
    topic = start()
    mail_all()
    writing.edit(topic.opening, "Dag @Anna Lezer", by=bea, now=MONDAY + HOUR)

    assert Email.objects.filter(to=anna.email).count() == 1


def test_long_text_is_cut_in_the_mail(question, anna, bea):
    writing.reply(question, LONG * 5, by=bea, now=MONDAY)

    assert 4000 < len(Email.objects.get().text) < 5500
