"""Vraagwijzer: a question comes before the people who may know, ring after ring, and before nobody too often."""

import pytest
from django.db import models

from community.asking import inviting, knowing
from community.models import AnswerInvitation, Asking, PostMail
from community.tasks import carry_questions
from community.topics import writing
from members.access import Visibility
from members.models import User
from outbox.models import Email, Preference
from tests.community.asking.conftest import DAY, HOUR, NOW, asked, carry_all
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once
from tests.themetables.factories import ThemeTableFactory


def test_who_names_it_in_the_profile_is_asked_and_told_why(person, ask, home, away):
    person("Bea Buur", "kraamzorg, tolken", away)
    person("Cor Collega", "kraamzorg", home)
    person("Dirk Anders", "schuldhulp")
    topic = ask()

    assert carry_all() == [2]

    first, second = topic.invitations.select_related("person")
    assert (first.person.name, first.why) == (
        "Bea Buur",
        "weet volgens het profiel veel van kraamzorg, en werkt in een andere gemeente",
    )
    assert (second.person.name, second.why) == ("Cor Collega", "weet volgens het profiel veel van kraamzorg")
    mail = Email.objects.get(to=first.person.email)
    assert mail.subject == f"Weet jij dit? “{topic.title}”"
    assert "Je schreef in je profiel dat je veel weet van kraamzorg." in mail.text
    assert "Wij lopen hierop vast" in mail.text
    assert f"http://127.0.0.1:8000/gesprekken/{topic.pk}/#bijdrage-1" in mail.text
    assert f"http://127.0.0.1:8000/gesprekken/{topic.pk}/niet-ik/" in mail.text
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in bytes(mail.mime)


def test_three_are_asked_and_not_four(person, ask):
    for number in range(4):
        person(f"Kenner {number}", "kraamzorg")
    topic = ask()

    assert carry_all() == [3]
    assert len(asked(topic)) == 3


def test_second_run_asks_nobody_anew(person, ask):
    for number in range(6):
        person(f"Kenner {number}", "kraamzorg")
    topic = ask()

    first = inviting.due(NOW).get().pk

    assert [inviting.carry(first, now=NOW), inviting.carry(first, now=NOW + HOUR)] == [3, 0]
    assert topic.invitations.count() == Email.objects.count() == 3


def test_question_answered_between_looking_and_locking_is_put_to_nobody(person, ask, monkeypatch):
    person("Kenner", "kraamzorg")
    topic = ask()
    writing.reply(topic, "Dat doen wij zo.", by=MembershipFactory().user, now=NOW)
    monkeypatch.setattr(inviting, "due", lambda now: Asking.objects.all())

    assert inviting.carry(Asking.objects.get(topic=topic).pk, now=NOW) == 0
    assert not topic.invitations.exists()


def test_who_asks_is_not_asked(person, ask, asker):
    asker.expertise = "kraamzorg"
    asker.save()
    topic = ask()

    assert carry_all() == [0]
    assert asked(topic) == []


def test_conversation_or_announcement_is_put_to_nobody(person, ask):
    person("Bea Buur", "kraamzorg")
    ask(kind="discussion")

    assert not Asking.objects.exists()


def test_only_who_may_read_it_is_asked(person, ask):
    circle = CircleFactory()
    person("Erbij Binnen", "kraamzorg", circle=circle)
    person("Bea Buiten", "kraamzorg")
    gone = person("Weg Gegaan", "kraamzorg", circle=circle)
    gone.memberships.update(until=NOW.date())
    topic = ask(circle=circle, visibility=Visibility.CIRCLE)

    carry_all()

    assert asked(topic) == ["Erbij Binnen"]


def test_who_was_asked_twice_this_week_is_left_alone(person, ask):
    busy = person("Bezig Bijtje", "kraamzorg, tolken")
    first, second = ask("Kraamzorg en tolken?", now=NOW - 6 * DAY), ask("Tolken en kraamzorg?", now=NOW - 8 * DAY)
    for topic, at in ((first, NOW - 6 * DAY), (second, NOW - 8 * DAY)):
        AnswerInvitation.objects.create(topic=topic, person=busy, ring=1, reason="expertise", about="x", asked_at=at)
    third, fourth = ask("Wie doet kraamzorg?"), ask("Wie kent een tolk voor kraamzorg?")
    Asking.objects.filter(topic__in=[first, second]).update(ring=3)

    carry_all()

    assert (asked(third), asked(fourth)) == (["Bezig Bijtje"], [])


def test_after_two_days_the_lead_and_after_four_the_coordinator(person, ask, coordinator):
    coordinator.memberships.update(since="2026-01-01")
    table = ThemeTableFactory(name="Kraamzorg voor iedereen")
    lead = person("Trekker Tafel")
    MembershipFactory(circle=table.circle, user=lead, leader=True, since="2026-01-01")
    topic = ask("Wie weet dit?", tables=[table])

    assert [carry_all(NOW + hours * HOUR) for hours in (0, 47, 48, 95, 96, 200)] == [[0], [], [1], [], [1], []]

    at_table, at_end = topic.invitations.select_related("person").order_by("ring")
    assert (at_table.person, at_end.person) == (lead, coordinator)
    assert at_table.why == f"leidt {table.circle}"
    assert at_table.why_you == f"Jij leidt {table.circle}, en na twee dagen is er nog geen antwoord."
    assert at_end.why == "is de aanjager, en kent het hele netwerk"
    assert "Na vier dagen is er nog geen antwoord." in Email.objects.get(to=coordinator.email).text


def test_late_run_makes_up_for_what_was_missed(ask, coordinator):
    coordinator.memberships.update(since="2026-01-01")
    topic = ask("Wie weet dit?")

    assert [carry_all(NOW + 100 * HOUR) for _ in range(4)] == [[0], [0], [1], []]
    assert asked(topic) == [coordinator.name]


def test_question_in_a_coalition_goes_to_who_leads_it(person, ask):
    circle = CircleFactory()
    leader = person("Leider Coalitie")
    MembershipFactory(circle=circle, user=leader, leader=True, since="2026-01-01")
    topic = ask("Wie weet dit?", circle=circle, visibility=Visibility.CIRCLE)

    carry_all(), carry_all(NOW + 48 * HOUR)

    assert asked(topic) == ["Leider Coalitie"]


@pytest.mark.parametrize("what", ["answered", "withdrawn"])
def test_question_that_does_not_wait_any_more_goes_nowhere(person, ask, coordinator, what):
    topic = ask("Wie weet dit?")
    if what == "answered":
        writing.reply(topic, "Ik!", by=person("Ik"), now=NOW)
    else:
        topic.withdrawn_at = NOW
        topic.save()

    assert [carry_all(NOW + hours * HOUR) for hours in (0, 48, 96)] == [[], [], []]


def test_answer_is_noted_at_the_invitation(person, ask):
    knower, other = person("Bea Buur", "kraamzorg"), person("Cor Collega", "kraamzorg")
    topic = ask()
    carry_all()

    writing.reply(topic, "Zo doen wij het.", by=knower, now=NOW + HOUR)
    writing.reply(topic, "En nog iets.", by=knower, now=NOW + 2 * HOUR)

    assert topic.invitations.get(person=knower).answered_at == NOW + HOUR
    assert topic.invitations.get(person=other).answered_at is None


def test_who_wants_no_such_mail_is_asked_in_the_portal_alone(person, ask):
    quiet = person("Stille Kracht", "kraamzorg")
    Preference.objects.create(user=quiet, category="asked", frequency="never")
    topic = ask()

    assert carry_all() == [1]
    assert asked(topic) == ["Stille Kracht"]
    assert not Email.objects.exists()
    assert not PostMail.objects.exists()


@pytest.mark.usefixtures("celery_eager")
def test_the_timetable_carries_every_question(person, ask, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to(NOW, tick=False)
    person("Bea Buur", "kraamzorg")
    topics = [ask(), ask("Kraamzorg in de nacht?")]

    with django_capture_on_commit_callbacks(execute=True):
        carry_questions()
        carry_questions()

    assert [asked(topic) for topic in topics] == [["Bea Buur"], ["Bea Buur"]]


@pytest.mark.parametrize("count", [1, 3, 9])
def test_query_count_of_a_run(django_assert_num_queries, person, ask, count):
    for number in range(count):
        person(f"Kenner {number}", "kraamzorg").municipalities.clear()
    ask()
    [pk] = inviting.due(NOW).values_list("pk", flat=True)

    # Of three at most, each: their row, no mail wanted?, the opening post, noted (3), the mail (3); of who also knows
    # it but is not asked: nothing.
    with django_assert_num_queries(17 + 10 * min(count, inviting.MOST)):
        inviting.carry(pk, now=NOW)


def run_at_once(*calls):
    return sorted(at_once(*calls), key=str)


@pytest.mark.django_db(transaction=True)
def test_two_runs_beside_each_other_ask_three_and_not_six(person, ask, meeting_point):
    for number in range(6):
        person(f"Kenner {number}", "kraamzorg")
    topic = ask()
    [pk] = inviting.due(NOW).values_list("pk", flat=True)
    meeting_point(knowing, "knowers", threads=2)

    assert run_at_once(*[lambda: inviting.carry(pk, now=NOW)] * 2) == [0, 3]
    assert topic.invitations.count() == Email.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_locks_they_would_ask_six(person, ask, meeting_point, monkeypatch):
    """The negative control: the same race, with locks that hold nobody."""
    for number in range(6):
        person(f"Kenner {number}", "kraamzorg")
    topic = ask()
    [pk] = inviting.due(NOW).values_list("pk", flat=True)
    meeting_point(knowing, "knowers", threads=2)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda rows, **options: rows)

    assert run_at_once(*[lambda: inviting.carry(pk, now=NOW)] * 2) == [3, 3]
    assert topic.invitations.count() == 6


def three_questions_at_once(person, ask, meeting_point):
    knower = person("Bezig Bijtje", "kraamzorg")
    topics = [ask(f"Kraamzorg, deel {number}?") for number in range(3)]
    pks = list(Asking.objects.order_by("pk").values_list("pk", flat=True))
    meeting_point(inviting, "busy", threads=3)
    at_once(*[lambda pk=pk: inviting.carry(pk, now=NOW) for pk in pks])
    return AnswerInvitation.objects.filter(person=knower, topic__in=topics).count()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_asked_thrice_a_week_by_questions_beside_each_other(person, ask, meeting_point):
    assert three_questions_at_once(person, ask, meeting_point) == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_on_the_person_they_would_be(person, ask, meeting_point, monkeypatch):
    """The negative control: the lock on the question stays, the one on people holds nobody."""
    real = models.QuerySet.select_for_update
    monkeypatch.setattr(
        models.QuerySet,
        "select_for_update",
        lambda rows, **options: rows if rows.model is User else real(rows, **options),
    )

    assert three_questions_at_once(person, ask, meeting_point) == 3
