"""Reminders: a week before, on the day, a week after; one mail per person per day, whatever happens in between."""

import datetime
import os
import signal
import subprocess
import sys
import threading
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from actions import emails, planning, reminding
from actions.models import ActionPoint, Reminder
from actions.tasks import remind_owner, remind_owners
from kansrijkestart import celery_app
from kansrijkestart.embedded.paths import ROOT
from members.models import Membership
from outbox.models import Category, Email, Preference
from tests.actions.factories import ActionPointFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import LONG, at_once, wait_in_transaction

DAY = datetime.date(2027, 3, 15)
WEEK = datetime.timedelta(days=7)


def morning(day, hour=8):
    return datetime.datetime.combine(day, datetime.time(hour), tzinfo=timezone.get_default_timezone())


def point(due_on, told_on=DAY - datetime.timedelta(days=60), **fields):
    return ActionPointFactory(due_on=due_on, told_on=told_on, **fields)


def remind_all(day):
    """What the task of one morning does, without a broker."""
    return [reminding.remind(person, now=morning(day)) for person in reminding.people_to_remind(day)]


def body():
    return bytes(Email.objects.latest("pk").mime).decode()


@pytest.fixture
def on_the_clock():
    """Run the task of the timetable at one moment, and what it queues with it."""

    def run(moment):
        with time_machine.travel(moment, tick=False):
            remind_owners()

    celery_app.conf.task_always_eager = True
    yield run
    celery_app.conf.task_always_eager = False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_until_due", "is_due"),
    [(8, False), (7, True), (6, True), (1, True), (0, True), (-3, True), (-7, True), (-13, True), (-14, False)],
)
def test_what_is_due_to_be_told_when_nothing_was_told_before(days_until_due, is_due):
    point(DAY + datetime.timedelta(days=days_until_due))

    assert reminding.due(DAY).exists() is is_due


@pytest.mark.django_db
def test_owner_hears_a_week_before_on_the_day_and_a_week_after_and_never_else():
    one = point(DAY)
    reminded = []

    for days in range(-20, 40):
        day = DAY + datetime.timedelta(days=days)
        if remind_all(day):
            reminded.append(days)

    assert reminded == [-7, 0, 7]
    assert Email.objects.filter(to=one.owner.email, category=Category.ACTION).count() == 3


@pytest.mark.django_db
def test_one_mail_holds_everything_in_the_order_of_need():
    circle = CircleFactory(name="Coalitie Dorp")
    owner = MembershipFactory(circle=circle).user
    point(DAY + WEEK, circle=circle, owner=owner, what="Plan de werkmiddag")
    point(DAY, circle=circle, owner=owner, what="Bel de huisartsen")
    late = point(DAY - WEEK, circle=circle, owner=owner, what="Herschrijf <de> folder")

    assert remind_all(DAY) == [3]

    email = Email.objects.get()
    text = body()
    assert email.subject == "Herinnering: 3 actiepunten, waarvan 1 te laat"
    assert text.index("TE LAAT") < text.index("VANDAAG") < text.index("BINNENKORT")
    assert text.index("Herschrijf <de> folder") < text.index("Bel de huisartsen") < text.index("Plan de werkmiddag")
    assert "Herschrijf &lt;de&gt; folder" in text
    assert late.get_absolute_url() in text
    assert "List-Unsubscribe:" in text


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 7])
def test_one_point_is_named_in_the_subject(days):
    point(DAY + datetime.timedelta(days=days), what="Bel de huisartsen")

    remind_all(DAY)

    assert Email.objects.get().subject == "Herinnering: Bel de huisartsen"


@pytest.mark.django_db
def test_points_that_are_not_late_are_counted_in_the_subject():
    owner = MembershipFactory().user
    for _ in range(2):
        point(DAY, owner=owner, circle=owner.memberships.get().circle)

    remind_all(DAY)

    assert Email.objects.get().subject == "Herinnering: 2 actiepunten"


@pytest.mark.django_db
def test_nobody_hears_of_what_is_over_or_of_a_circle_they_left():
    point(DAY, done=True)
    point(DAY, dropped=True)
    point(DAY, nobodys=True)
    gone = point(DAY)
    Membership.objects.filter(user=gone.owner).update(until=DAY)
    MembershipFactory(user=gone.owner)  # still in another circle
    reader = point(DAY)
    Membership.objects.filter(user=reader.owner).update(role=Membership.Role.READER)

    assert remind_all(DAY) == []

    kept = point(DAY)
    assert remind_all(DAY) == [1]
    assert Email.objects.get().to == kept.owner.email


@pytest.mark.django_db
def test_inactive_owner_hears_nothing():
    one = point(DAY)
    one.owner.is_active = False
    one.owner.save()

    assert remind_all(DAY) == []


@pytest.mark.django_db
def test_new_or_moved_point_is_no_reminder_of_what_somebody_just_did():
    point(DAY, told_on=DAY)
    point(DAY + WEEK, told_on=DAY)
    point(DAY - WEEK, told_on=DAY)

    assert remind_all(DAY) == []
    assert len(remind_all(DAY + WEEK)) == 2  # the day itself of the second, a week after the first


@pytest.mark.django_db
def test_missed_days_are_made_up_for_once():
    one = point(DAY)

    late = DAY + datetime.timedelta(days=3)
    assert remind_all(late) == [1]
    assert remind_all(late) == []
    assert remind_all(late + datetime.timedelta(days=1)) == []
    assert "TE LAAT" in body()

    assert remind_all(DAY + WEEK) == [1]
    one.refresh_from_db()
    assert one.told_on == DAY + WEEK


@pytest.mark.django_db
def test_what_becomes_due_after_the_mail_of_today_waits_for_tomorrow():
    owner = MembershipFactory().user
    circle = owner.memberships.get().circle
    point(DAY, owner=owner, circle=circle)
    assert remind_all(DAY) == [1]
    point(DAY, owner=owner, circle=circle)

    assert remind_all(DAY) == []
    assert reminding.remind(owner.pk, now=morning(DAY)) == 0
    assert remind_all(DAY + datetime.timedelta(days=1)) == [1]


@pytest.mark.django_db
def test_who_wants_no_reminders_gets_none_and_is_not_asked_again():
    one = point(DAY)
    Preference.objects.create(user=one.owner, category=Category.ACTION, frequency=Preference.Frequency.NEVER)

    assert remind_all(DAY) == [1]
    assert remind_all(DAY) == []
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_nothing_due_any_more_leaves_no_trace():
    one = point(DAY)
    owner = one.owner_id
    ActionPoint.objects.filter(pk=one.pk).update(due_on=DAY + 4 * WEEK)

    assert reminding.remind(owner, now=morning(DAY)) == 0
    assert not Reminder.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_one_mail(django_assert_num_queries, count):
    owner = MembershipFactory().user
    for _ in range(count):
        point(DAY, owner=owner, circle=owner.memberships.get().circle)

    # look for the row, savepoint, insert, release; points; wants it?; mail (savepoint, insert, release); stamp; and
    # the transaction of the test itself around it
    with django_assert_num_queries(10):
        reminding.remind(owner.pk, now=morning(DAY))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("moment", "mails"),
    [
        ("2027-03-15T05:59:00+00:00", 0),  # 6.59 uur in winter
        ("2027-03-15T06:00:00+00:00", 1),
        ("2027-03-15T10:59:00+00:00", 1),
        ("2027-03-15T11:00:00+00:00", 0),  # noon
        # The night the clock goes forward: 7 uur is an hour earlier in UTC.
        ("2027-03-28T04:59:00+00:00", 0),
        ("2027-03-28T05:00:00+00:00", 1),
        ("2027-03-28T10:00:00+00:00", 0),
        # And back.
        ("2027-10-31T05:59:00+00:00", 0),
        ("2027-10-31T06:00:00+00:00", 1),
    ],
)
def test_mail_leaves_in_the_morning_of_fryslan_also_when_the_clock_changes(on_the_clock, moment, mails):
    moment = datetime.datetime.fromisoformat(moment)
    point(timezone.localdate(moment), told_on=moment.date() - 8 * WEEK)

    on_the_clock(moment)

    assert Email.objects.count() == mails


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)])
def test_three_mails_around_a_clock_change_whatever_the_number_of_runs(on_the_clock, change):
    """Every run of two weeks on the timetable, in UTC: each stage once, on its own day."""
    one = point(change, told_on=change - 8 * WEEK)
    moment = datetime.datetime.combine(change - WEEK, datetime.time(0, 0), tzinfo=datetime.UTC)
    days = []

    while timezone.localdate(moment) <= change + WEEK:
        before = Email.objects.count()
        on_the_clock(moment)
        days += [timezone.localdate(moment)] * (Email.objects.count() - before)
        moment += datetime.timedelta(hours=1)

    assert days == [change - WEEK, change, change + WEEK]
    assert set(Email.objects.values_list("to", flat=True)) == {one.owner.email}


@pytest.mark.django_db(transaction=True)
def test_runs_beside_each_other_mail_once():
    one = point(DAY)

    def run():
        return reminding.remind(one.owner_id, now=morning(DAY))

    outcomes = at_once(run, run, run, run)

    assert sorted(outcomes) == [0, 0, 0, 1]
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_row_of_the_day_they_would_mail_more_often(monkeypatch):
    """The negative control: the same race, with a row that is no promise and a mail without its own key."""
    one = point(DAY)
    meet = threading.Barrier(4)
    monkeypatch.setattr(
        Reminder.objects, "get_or_create", lambda **fields: (meet.wait(LONG) * 0 or Reminder(on=fields["on"]), True)
    )
    keyed = emails.reminder

    def unkeyed(*args):
        mail = keyed(*args)
        mail.dedupe_key = ""
        return mail

    monkeypatch.setattr(emails, "reminder", unkeyed)
    monkeypatch.setattr(reminding, "due", lambda on: ActionPoint.objects.filter(pk=one.pk))

    outcomes = at_once(*[lambda: reminding.remind(one.owner_id, now=morning(DAY))] * 4)

    assert sorted(outcomes) == [1, 1, 1, 1]
    assert Email.objects.count() == 4


def finish_while_reminding(one):
    """Somebody finishes the point; before that is committed, a reminder looks."""
    finishing, looked = threading.Event(), threading.Event()

    def finish():
        with transaction.atomic():
            planning.finish(one, result="Gedaan.", by=one.owner, now=morning(DAY))
            finishing.set()
            wait_in_transaction(looked)

    def look():
        finishing.wait(timeout=LONG)
        try:
            return reminding.remind(one.owner_id, now=morning(DAY))
        finally:
            looked.set()

    return at_once(finish, look)[1]


@pytest.mark.django_db(transaction=True)
def test_what_is_being_finished_is_not_reminded_of():
    assert finish_while_reminding(point(DAY)) == 0
    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_would_be(monkeypatch):
    monkeypatch.setattr(type(ActionPoint.objects.all()), "select_for_update", lambda points, **options: points)

    assert finish_while_reminding(point(DAY)) == 1


@pytest.mark.django_db(transaction=True)
def test_failing_mail_leaves_everything_for_the_next_run(monkeypatch):
    one = point(DAY)
    with monkeypatch.context() as patch:
        patch.setattr("outbox.backend.row", None)
        with pytest.raises(TypeError):
            reminding.remind(one.owner_id, now=morning(DAY))

    assert not Reminder.objects.exists()
    assert remind_all(DAY) == [1]


KILLED = """
import os, signal, sys, datetime
import django
django.setup()
from actions import reminding
from outbox import backend
done, write = 0, backend.row
def row(message, address):
    global done
    done += 1
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(message, address)
backend.row = row
day = datetime.date.fromisoformat(sys.argv[1])
now = datetime.datetime.combine(day, datetime.time(8), tzinfo=datetime.UTC)
for person in reminding.people_to_remind(day):
    reminding.remind(person, now=now)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nobody_is_forgotten_or_mailed_twice():
    owners = [point(DAY).owner.email for _ in range(5)]
    database = connection.settings_dict
    url = f"postgres://{quote(database['USER'])}:{quote(database['PASSWORD'])}@/{quote(database['NAME'])}"
    environment = os.environ | {
        "DATABASE_URL": f"{url}?{urlencode({'host': database['HOST'], 'port': database['PORT'] or '5432'})}",
        "REDIS_URL": "redis://127.0.0.1:9",
        "DJANGO_SETTINGS_MODULE": "kansrijkestart.settings",
    }

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(DAY)], cwd=ROOT, env=environment, timeout=LONG, check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert Email.objects.count() == 2
    remind_all(DAY)
    assert sorted(Email.objects.values_list("to", flat=True)) == sorted(owners)


@pytest.mark.django_db
def test_task_of_one_person_reads_the_clock():
    one = point(DAY)

    with time_machine.travel(morning(DAY), tick=False):
        remind_owner(person_id=one.owner_id)

    assert Email.objects.get().to == one.owner.email
