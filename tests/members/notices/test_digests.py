"""The digest: at most one a day, to who may still hear it, however often and beside whatever the task runs."""

import datetime

import pytest
import time_machine
from django.db import models
from django.utils import timezone

from kansrijkestart import celery_app
from members import emails
from members.models import DigestMail, Membership, Notice
from members.notices import digests
from members.notices.telling import notify
from members.tasks import mail_digests
from outbox.models import Category, Email, Preference
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once, kinds

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
EVERY = Preference.Frequency


def moment(day, hour=8):
    return datetime.datetime.combine(day, datetime.time(hour), tzinfo=timezone.get_default_timezone())


def tell(person, sentence="Er is iets.", day=MONDAY - DAY, hour=12, **options):
    notify([person], sentence, "/thematafels/", key=sentence, now=moment(day, hour), **options)


def mail_all(day, hour=8):
    """What the task of one morning does, without a broker."""
    now = moment(day, hour)
    return [digests.mail(pk, now=now) for pk in digests.digests_due(now)]


def wants(person, frequency):
    Preference.objects.create(user=person, category=Category.LOOP, frequency=frequency)


def text(email=None):
    return (email or Email.objects.latest("pk")).text


@pytest.fixture
def person(db):
    return MembershipFactory(user__name="Anna de Vries").user


def test_a_digest_is_called_after_its_reader_and_day(person):
    assert str(DigestMail(user=person, on=datetime.date(2026, 11, 23))) == f"{person} – 23-11-2026"


def test_everything_that_waits_is_in_one_mail_the_oldest_first(person):
    tell(person, "Tweede", hour=12)
    tell(person, "Eerste", hour=9)

    assert mail_all(MONDAY) == [2]

    email = Email.objects.get()
    assert email.subject == "2 berichten: Knelpunten, thematafels en bouwstenen"
    assert text(email).index("Eerste") < text(email).index("Tweede")
    assert "http://127.0.0.1:8000/thematafels/" in text(email)
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in bytes(email.mime)


def test_one_notice_is_the_subject_itself(person):
    tell(person, "Smallingerland herkent jullie knelpunt.")

    mail_all(MONDAY)

    assert Email.objects.get().subject == "Smallingerland herkent jullie knelpunt."


def test_two_runs_are_one_mail_and_news_of_today_waits_for_tomorrow(person):
    tell(person, "Eerste")

    assert mail_all(MONDAY) == [1]
    tell(person, "Tweede", day=MONDAY, hour=9)

    assert mail_all(MONDAY, hour=10) == []
    assert digests.mail(person.pk, now=moment(MONDAY, 10)) == 0
    assert mail_all(MONDAY + DAY) == [1]
    assert "Eerste" not in text()


def test_nothing_is_no_mail(person):
    assert mail_all(MONDAY) == []
    assert digests.mail(person.pk, now=moment(MONDAY)) == 0
    assert digests.mail(person.pk + 1, now=moment(MONDAY)) == 0
    assert not Email.objects.exists()


def test_every_person_gets_their_own(person):
    other = MembershipFactory().user
    tell(person, "Voor Anna")
    tell(other, "Voor de ander")

    assert mail_all(MONDAY) == [1, 1]
    assert dict(Email.objects.values_list("to", "subject")) == {
        person.email: "Voor Anna",
        other.email: "Voor de ander",
    }


def test_weekly_leaves_on_monday_or_on_the_first_day_that_there_is_a_run(person):
    wants(person, EVERY.WEEKLY)
    tell(person, "Vorige week", day=MONDAY - 5 * DAY)
    left = []

    for days in range(-4, 0):
        assert mail_all(MONDAY + days * DAY) == []
    assert mail_all(MONDAY + 2 * DAY) == [1]  # Monday and Tuesday were missed
    for days in range(3, 15):
        tell(person, f"Dag {days}", day=MONDAY + days * DAY, hour=9)
        if mail_all(MONDAY + days * DAY, hour=10):
            left.append(days)

    assert left == [7, 14]


def test_weekly_takes_all_that_waits_along(person):
    wants(person, EVERY.WEEKLY)
    tell(person, "Zondag", day=MONDAY - DAY)
    tell(person, "Vanochtend", day=MONDAY, hour=7)

    assert mail_all(MONDAY) == [2]


def test_never_is_never_and_what_waited_does_not_come_later(person):
    wants(person, EVERY.NEVER)
    tell(person, "Stil")

    assert mail_all(MONDAY) == [0]
    assert not Email.objects.exists()

    Preference.objects.update(frequency=EVERY.DAILY)
    assert mail_all(MONDAY) == []


def test_unsubscribing_from_the_mail_is_one_click_and_counts_for_the_digest(client, person):
    tell(person, "Eerste")
    mail_all(MONDAY)
    [link] = [word for word in text().split() if "/afmelden/" in word]

    assert client.post(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    tell(person, "Tweede")

    mail_all(MONDAY + DAY)
    assert Email.objects.count() == 1


def test_who_left_hears_nothing_any_more(person):
    tell(person, "Voor wie meedoet")
    person.memberships.update(until=MONDAY)

    assert mail_all(MONDAY) == [0]
    assert not Email.objects.exists()
    assert not Notice.objects.exists()


def test_who_cannot_log_in_hears_nothing(person):
    tell(person, "Voor wie meedoet")
    person.is_active = False
    person.save()

    assert mail_all(MONDAY) == [0]


def test_who_left_the_circle_hears_only_what_is_for_everybody(person):
    circle = CircleFactory(table=True)
    MembershipFactory(circle=circle, user=person, until=MONDAY)
    tell(person, "Alleen voor de tafel", circle=circle)
    tell(person, "Voor iedereen")

    assert mail_all(MONDAY) == [1]
    assert "Alleen voor de tafel" not in text()


def test_who_is_in_the_circle_and_the_coordinator_hear_of_it(person, coordinator):
    circle = CircleFactory(table=True)
    MembershipFactory(circle=circle, user=person)
    tell(person, "Alleen voor de tafel", circle=circle)
    tell(coordinator, "Alleen voor de tafel", circle=circle)

    assert mail_all(MONDAY) == [1, 1]


def test_reader_of_the_network_hears_nothing_of_a_circle(network):
    reader = MembershipFactory(circle=network, role=Membership.Role.READER).user
    tell(reader, "Alleen voor de tafel", circle=CircleFactory(table=True))

    assert mail_all(MONDAY) == [0]


def test_old_news_is_no_news(person):
    tell(person, "Lang geleden", day=MONDAY - 31 * DAY)
    tell(person, "Nog net", day=MONDAY - 29 * DAY)

    assert mail_all(MONDAY) == [1]
    assert "Lang geleden" not in text()


def test_long_digest_ends_with_a_number(person):
    for number in range(43):
        tell(person, f"Bericht nummer {number:02}.")

    assert mail_all(MONDAY) == [43]
    assert "Bericht nummer 39." in text()
    assert "Bericht nummer 40." not in text()
    assert "En nog 3." in text()


def test_text_of_people_is_text(person):
    tell(person, "<b>Vet</b> & zo")

    mail_all(MONDAY)

    email = Email.objects.get()
    assert "<b>Vet</b> & zo" in text(email)
    assert b"&lt;b&gt;Vet&lt;/b&gt; &amp; zo" in bytes(email.mime)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_one_digest(django_assert_num_queries, person, count):
    for number in range(count):
        tell(person, f"Bericht {number}")

    # savepoint, person, left today?, due, waiting, still for them, the others, that it leaves, stamp, wanted?,
    # the mail, release. The part of the conversations: wanted?, memberships, per circle?, posts. Of the library: due
    with django_assert_num_queries(17):
        digests.mail(person.pk, now=moment(MONDAY))


def run_at_once(person, meeting_point, runs=4):
    """Runs that meet after they decided to mail, and before any of them is done."""
    meeting_point(emails, "digest", threads=runs)
    return at_once(*[lambda: digests.mail(person.pk, now=moment(MONDAY))] * runs)


@pytest.mark.django_db(transaction=True)
def test_runs_beside_each_other_mail_once(person, meeting_point):
    tell(person)

    assert sorted(run_at_once(person, meeting_point)) == [0, 0, 0, 1]
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_database_keeps_them_from_it(person, monkeypatch, meeting_point):
    """The negative control: the same race, with a lock that holds nobody. They all try, and all but one fail."""
    tell(person)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda people, **options: people)

    outcomes = run_at_once(person, meeting_point)

    assert kinds(outcomes) == ["DatabaseError"] * 3 + ["int"]
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_failing_mail_leaves_everything_for_the_next_run(person, monkeypatch):
    tell(person)
    with monkeypatch.context() as patch:
        patch.setattr("outbox.backend.row", None)
        with pytest.raises(TypeError):
            digests.mail(person.pk, now=moment(MONDAY))

    assert mail_all(MONDAY) == [1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("clock", "mails"),
    [
        ("2026-11-23T05:59:00+00:00", 0),  # 6.59 uur in winter
        ("2026-11-23T06:00:00+00:00", 1),
        ("2026-11-23T11:00:00+00:00", 0),  # noon
        ("2026-07-13T05:00:00+00:00", 1),  # 7 uur in summer
    ],
)
def test_task_mails_in_the_morning_of_fryslan(person, clock, mails):
    now = datetime.datetime.fromisoformat(clock)
    tell(person, day=now.date() - DAY)
    celery_app.conf.task_always_eager = True

    try:
        with time_machine.travel(now, tick=False):
            mail_digests()
            mail_digests()
    finally:
        celery_app.conf.task_always_eager = False

    assert Email.objects.count() == mails
