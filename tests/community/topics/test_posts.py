"""What people do with a post: change it, say that it helped, thank for it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community import events
from community.models import Thanks, Topic
from community.topics import answering, counting, library_entry, writing
from library.models import Document
from tests.library.files import pdf, upload
from tests.members.factories import MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


def at(topic, number, what):
    return f"/gesprekken/{topic.pk}/{number}/{what}/"


@pytest.fixture
def asker(network):
    return MembershipFactory(circle=network, user__name="Anna Vraagt", user__organisation="Gemeente Dorp").user


@pytest.fixture
def helper(network):
    return MembershipFactory(circle=network, user__name="Bauke Weet", user__function="verloskundige").user


@pytest.fixture
def topic(ask, asker):
    return ask(asker)


@pytest.fixture
def answer(topic, reply, helper):
    return reply(topic, helper)


def typed(client, topic, number, text):
    """What the browser sends of the form as it is now."""
    form = client.get(at(topic, number, "wijzigen")).context["form"]
    return {"text": text, "seen_version": form["seen_version"].initial}


def test_writer_changes_their_words_and_the_old_ones_stay(login, helper, member, topic, answer):
    client = login(helper)
    for text in ("Zo doen wij het meestal.", "Zo doen wij het altijd."):
        client.post(at(topic, 2, "wijzigen"), typed(client, topic, 2, text))

    answer.refresh_from_db()
    assert answer.text == "Zo doen wij het altijd."
    assert "altijd" in answer.html
    assert [version.text for version in answer.versions.all()] == ["Zo doen wij het.", "Zo doen wij het meestal."]
    page = login(member).get(topic.conversation_url).text
    assert "gewijzigd vandaag" in page
    versions = login(member).get(at(topic, 2, "versies")).text
    assert versions.index("altijd") < versions.rindex("meestal")
    assert str(answer.versions.first()) == "Versie 1"


def test_what_was_about_a_family_is_gone_from_what_it_said_before_too(login, helper, member, topic, reply):
    said = reply(topic, helper, "De moeder van Samira belde ons, en de moeder van Fenna ook.")
    client = login(helper)
    # Fenna stays, and whoever changes something else decided about her before.
    client.post(at(topic, 2, "wijzigen"), typed(client, topic, 2, "Een moeder belde ons, en de moeder van Fenna ook."))

    assert "Samira" not in login(member).get(at(topic, 2, "versies")).text
    assert said.versions.get().text == "De moeder van [naam weggelaten] belde ons, en de moeder van Fenna ook."
    writing.edit(said, "Zij belden ons.", by=helper, now=timezone.now())
    assert [version.number for version in said.versions.all()] == [1, 2]
    assert not any("Fenna" in version.text for version in said.versions.all())


def test_saving_the_same_is_no_change(login, helper, topic, answer):
    client = login(helper)

    client.post(at(topic, 2, "wijzigen"), typed(client, topic, 2, answer.text))

    answer.refresh_from_db()
    assert answer.edited_at is None
    assert "Er is maar één tekst." in client.get(at(topic, 2, "versies")).text
    assert writing.edit(answer, answer.text, by=helper, now=timezone.now()).edited_at is None


def test_two_windows_of_one_writer_lose_nothing(login, helper, topic, answer):
    client = login(helper)
    first, second = typed(client, topic, 2, "Versie een."), typed(client, topic, 2, "Versie twee.")
    client.post(at(topic, 2, "wijzigen"), first)

    response = client.post(at(topic, 2, "wijzigen"), second)

    assert "jijzelf in een ander venster" in response.text
    answer.refresh_from_db()
    assert answer.text == "Versie een."


def test_draft_of_a_change_is_offered_again(login, helper, topic, answer):
    client = login(helper)
    client.post(f"/gesprekken/klad/bijdrage-{answer.pk}/", {"text": "Half gewijzigd"})

    text = client.get(at(topic, 2, "wijzigen")).text

    assert "Half gewijzigd</textarea>" in text
    assert "Je gaat verder met je klad" in text


def test_who_changes_their_words_sees_who_reads_them(login, partner, lead, closed):
    assert (
        "Dit leest: de mensen van Coalitie Dorp en de aanjager, 2 mensen."
        in login(partner).get(at(closed, 1, "wijzigen")).text
    )


def test_nobody_changes_the_words_of_another(login, asker, coordinator, topic, answer):
    for user in (asker, coordinator):
        assert login(user).get(at(topic, 2, "wijzigen")).status_code == 403


def test_asker_chooses_the_answer_and_takes_it_back(login, asker, member, topic, answer):
    client = login(asker)

    said = client.post(at(topic, 2, "antwoord"), follow=True).text

    assert "Dit antwoord hielp" in said
    topic.refresh_from_db()
    assert (topic.accepted_post, topic.accepted_by) == (answer, asker)
    assert "dit hielp" in login(member).get(topic.conversation_url).text

    client = login(asker)
    assert "De vraag staat weer open." in client.post(at(topic, 2, "antwoord"), follow=True).text
    topic.refresh_from_db()
    assert (topic.accepted_post, topic.accepted_at) == (None, None)
    assert answering.take_back(topic).accepted_post is None


def test_other_answer_makes_way(topic, reply, helper, asker, member, answer):
    now = timezone.now()
    answering.accept(answer, by=asker, now=now)
    answering.accept(answer, by=asker, now=now)
    other = reply(topic, member, "Of zo.")

    assert answering.accept(other, by=asker, now=now).accepted_post == other


def test_lead_of_the_circle_chooses_too(login, lead, partner, closed, reply):
    reply(closed, lead)

    login(lead).post(at(closed, 2, "antwoord"))

    closed.refresh_from_db()
    assert closed.accepted_post.number == 2


def test_coordinator_chooses_too(login, coordinator, topic, answer):
    login(coordinator).post(at(topic, 2, "antwoord"))

    topic.refresh_from_db()
    assert topic.accepted_by == coordinator


def test_others_do_not_choose(login, member, topic, answer):
    assert login(member).post(at(topic, 2, "antwoord")).status_code == 403


def test_only_a_reply_to_a_question_is_an_answer(login, asker, ask, reply, helper, topic):
    said = login(asker).post(at(topic, 1, "antwoord"), follow=True).text
    assert "Alleen een reactie op een vraag kan het antwoord zijn." in said

    talk = ask(asker, kind="discussion", title="Zomaar")
    with pytest.raises(writing.Refused):
        answering.accept(reply(talk, helper), by=asker, now=timezone.now())


def test_answer_belongs_to_its_own_question(ask, asker, helper, reply, topic, answer):
    other = ask(asker, title="Een andere vraag")

    Topic.objects.filter(pk=other.pk).update(accepted_post=answer, accepted_at=timezone.now())

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="accepted_is_its_own"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


def test_thanks_in_one_click_and_undone_in_one(login, member, topic, answer):
    client = login(member)

    assert "1 bedankje" in client.post(at(topic, 2, "bedanken"), follow=True).text
    assert "Bedankje terugnemen" in client.get(topic.conversation_url).text
    assert "bedankje" not in client.post(at(topic, 2, "bedanken"), follow=True).text


def test_nobody_thanks_themselves(login, helper, topic, answer):
    client = login(helper)

    client.post(at(topic, 2, "bedanken"))

    assert not Thanks.objects.exists()
    assert at(topic, 2, "bedanken") not in client.get(topic.conversation_url).text


@pytest.mark.django_db(transaction=True)
def test_thanking_twice_at_once_is_one(ask, network):
    asker, reader = (MembershipFactory(circle=network).user for _ in range(2))
    post = ask(asker).opening

    outcomes = at_once(*[lambda: answering.thank(post, by=reader, now=timezone.now())] * 3)

    assert [one for one in outcomes if one] == []
    assert str(Thanks.objects.get()) == f"Bedankje van {reader}"


def choose_two_at_once(ask, reply, network, meeting_point):
    """Return how many answers had to make way for another."""
    asker, helper = (MembershipFactory(circle=network).user for _ in range(2))
    topic = ask(asker)
    posts = [reply(topic, helper, f"Zo, {number}.") for number in range(2)]
    meeting_point(counting, "lock")
    made_way = []
    events.unaccepted.connect(made_way.append)
    try:
        at_once(*(lambda one=one: answering.accept(one, by=asker, now=timezone.now()) for one in posts))
    finally:
        events.unaccepted._listeners.remove(made_way.append)
    return len(made_way)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_chosen_at_once_one_makes_way(ask, reply, network, meeting_point):
    assert choose_two_at_once(ask, reply, network, meeting_point) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_neither_answer_sees_the_other(ask, reply, network, meeting_point, monkeypatch):
    monkeypatch.setattr(counting, "lock", lambda pk: Topic.objects.get(pk=pk))
    assert choose_two_at_once(ask, reply, network, meeting_point) == 0


def test_answer_becomes_an_entry_of_the_library(login, asker, helper, topic, answer):
    answering.accept(answer, by=asker, now=timezone.now())
    client = login(asker)
    path = f"/gesprekken/{topic.pk}/naar-bibliotheek/"
    assert "Hoe doen jullie dat?" in client.get(path).text

    said = client.post(path, {"title": "Zo doen wij dat", "kind": "guide"}, follow=True)

    document = Document.objects.get()
    assert "Het antwoord staat in de bibliotheek." in said.text
    assert (document.title, document.owner, document.visibility) == ("Zo doen wij dat", asker, "network")
    assert "Bauke Weet, verloskundige op een vraag van Anna Vraagt" in document.credits
    assert document.posts.get() == answer
    page = client.get(topic.conversation_url).text
    assert f'in de bibliotheek: <a href="{document.get_absolute_url()}">Zo doen wij dat</a>' in page
    assert "Zet het in de bibliotheek" not in page

    client.post(path, {"title": "Zo doen wij dat", "kind": "guide"})
    assert Document.objects.count() == 1


def test_lists_and_addresses_of_an_answer_stay_in_its_entry(topic, asker, helper, reply):
    answering.accept(reply(topic, helper, "Zo:\n\n- eerst\n- dan"), by=asker, now=timezone.now())

    document = library_entry.make(topic, title="Zo", kind="other", by=asker, now=timezone.now())

    assert document.versions.get().pages.get().text.endswith("Zo:\n• eerst\n• dan")


def test_closed_answer_stays_in_its_circle(closed, partner, lead, reply):
    answering.accept(reply(closed, lead), by=partner, now=timezone.now())

    document = library_entry.make(closed, title="Onder ons", kind="other", by=partner, now=timezone.now())

    assert (document.circle, document.visibility) == (closed.circle, "circle")


def test_answer_of_who_left_is_thanked_without_a_name(topic, answer, asker, helper, coordinator):
    answering.accept(answer, by=asker, now=timezone.now())
    helper.delete()
    asker.delete()
    topic.refresh_from_db()

    document = library_entry.make(topic, title="Zo", kind="other", by=coordinator, now=timezone.now())

    assert document.credits == "Antwoord van iemand van het netwerk."


def test_library_has_the_same_text_already(topic, answer, asker, monkeypatch):
    answering.accept(answer, by=asker, now=timezone.now())
    there = library_entry.make(topic, title="Zo", kind="other", by=asker, now=timezone.now())
    answer.documents.clear()

    def same(**_):
        raise library_entry.SameFile(there)

    monkeypatch.setattr(library_entry, "create", same)
    assert library_entry.make(topic, title="Zo", kind="other", by=asker, now=timezone.now()) == there


def test_question_without_an_answer_is_no_entry(login, asker, member, topic):
    path = f"/gesprekken/{topic.pk}/naar-bibliotheek/"
    client = login(asker)

    assert "Er is nog geen antwoord gekozen" in client.get(path).text
    assert "Kies eerst welk antwoord hielp." in client.post(path, {"title": "Zo", "kind": "other"}, follow=True).text
    assert login(member).get(path).status_code == 403


def test_each_verb_tells_it_to_who_listens(asker, helper, ask, reply):
    heard = []
    named = {"started": events.started, "replied": events.replied, "accepted": events.accepted}
    for name, event in named.items():
        event.connect(lambda thing, name=name: heard.append((name, thing)))

    try:
        topic = ask(asker)
        post = reply(topic, helper, now=timezone.now() + timedelta(minutes=1))
        answering.accept(post, by=asker, now=timezone.now())
    finally:
        for event in named.values():
            event._listeners.pop()

    assert heard == [("started", topic), ("replied", post), ("accepted", post)]


def test_new_question_with_a_file_that_is_refused_keeps_the_words(login, member):
    said = {"kind": "question", "title": "", "audience": "network", "text": "Wie weet dit?"}

    response = login(member).post("/gesprekken/nieuw/", said | {"file": upload("afspraken.pdf", pdf())})

    assert set(response.context["form"].errors) == {"title", "file"}
    assert "Wie weet dit?" in response.text
