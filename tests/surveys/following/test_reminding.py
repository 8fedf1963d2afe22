"""Reminders: only to who did not answer at the moment the mail leaves."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from outbox import leaving
from outbox.dispatch import drain
from outbox.guards import Verdict
from outbox.models import Email
from outbox.reading import read
from surveys import tasks
from surveys.following import closing, extending, guarding, reminding
from surveys.models import Audience, Invitation, Mode, Reminder, Sheet
from tests.members.factories import MembershipFactory
from tests.races import LONG, SHORT, at_once
from tests.surveys.rounds import DAY, coalition, running


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def round(coordinator, now):
    """A joint round of West (three people) and Oost (two); everybody has the invitation."""
    coalition("West", partners=2)
    coalition("Oost", partners=1, leader="Olga Leider")
    round = running(coordinator, now=now, title="Coalitiescan")
    Email.objects.all().delete()
    return round


def due(round, number=0):
    """Just after the moment of its first, or a later, reminder."""
    return Reminder.objects.filter(round=round).order_by("due_at")[number].due_at + timedelta(minutes=1)


def says(content, closes_at):
    """Whether a mail that left names this closing."""
    return f"Dit kan tot {date_format(timezone.localtime(closes_at), 'l j F Y, G.i')} uur." in read(content).text


def submit(sheet, now):
    """What submitting does to the row that everybody locks."""
    with transaction.atomic():
        found = Sheet.objects.select_for_update(no_key=True, of=("self",)).get(pk=sheet.pk)
        found.submitted_at = now
        found.save(update_fields=["submitted_at"])


@pytest.mark.django_db
def test_everybody_who_waits_is_reminded_once_a_moment(round, now):
    submit(round.sheets.get(circle__name="Oost"), now)

    assert reminding.remind_due(due(round)) == 3
    assert reminding.remind_due(due(round)) == 0

    assert {mail.subject for mail in Email.objects.all()} == {"Nog niet ingevuld: Coalitiescan"}
    reminded = Invitation.objects.filter(reminders=1)
    assert set(reminded.values_list("circle__name", flat=True)) == {"West"}
    assert reminding.remind_due(due(round, 1)) == 3
    assert Invitation.objects.filter(reminders=2).count() == 3
    assert not Reminder.objects.filter(done_at=None).exists()


@pytest.mark.django_db
def test_before_its_moment_nobody_is_reminded(round):
    assert reminding.remind_due(due(round) - timedelta(minutes=2)) == 0


@pytest.mark.django_db
def test_after_a_standstill_everybody_gets_one_mail(round):
    assert reminding.remind_due(due(round, 1)) == 5

    assert Email.objects.count() == 5
    assert not Reminder.objects.filter(done_at=None).exists()


@pytest.mark.django_db
def test_who_was_never_invited_and_who_came_too_late_is_not_reminded(round):
    round.invitations.filter(circle__name="West").update(invited_at=None)

    assert reminding.remind_due(round.closes_at + DAY) == 0
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_without_names_who_answered_is_not_reminded(coordinator, now):
    coalition("West", partners=5)
    round = running(coordinator, now=now, mode=Mode.ANONYMOUS)
    Email.objects.all().delete()
    answered = round.invitations.first()
    Invitation.objects.filter(pk=answered.pk).update(has_answered=True)

    assert reminding.remind_due(due(round)) == 5
    assert not Email.objects.filter(user=answered.user).exists()


@pytest.mark.django_db
def test_a_reminder_that_waits_is_needless_once_they_answered(round, sink, now):
    reminding.remind_due(due(round))
    submit(round.sheets.get(circle__name="West"), now)

    drain(clock=lambda: due(round))

    olga = round.sheets.get(circle__name="Oost")
    assert set(sink.addresses) == {one.user.email for one in olga.invitations.select_related("user")}
    assert Email.objects.count() == 2


@pytest.mark.django_db
def test_without_names_too_it_is_asked_when_it_leaves(coordinator, sink, now):
    coalition("West", partners=5)
    round = running(coordinator, now=now, mode=Mode.ANONYMOUS)
    Email.objects.all().delete()
    reminding.remind_due(due(round))
    answered = round.invitations.first()
    Invitation.objects.filter(pk=answered.pk).update(has_answered=True)

    assert drain(clock=lambda: due(round)) == 5

    assert answered.user.email not in sink.addresses


@pytest.mark.django_db
def test_who_was_erased_and_what_is_over_gets_no_mail(round, sink):
    reminding.remind_due(due(round))
    round.invitations.filter(circle__name="Oost").delete()

    assert drain(clock=lambda: round.closes_at + DAY) == 0
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_extension_between_writing_and_leaving_changes_what_the_mail_says(round, sink, now):
    reminding.remind_due(due(round))
    sheet = round.sheets.get(circle__name="Oost")
    until = round.closes_at + 5 * DAY
    Sheet.objects.filter(pk=sheet.pk).update(extended_until=until)

    drain(clock=lambda: due(round))

    texts = {address: read(content).text for address, content in sink.received}
    ours = {one.user.email for one in sheet.invitations.select_related("user")}
    day = f"{timezone.localtime(until):%-d}"
    for address, text in texts.items():
        moment = until if address in ours else round.closes_at
        assert f" {timezone.localtime(moment):%-d} " in text.partition("Dit kan tot")[2].partition("uur")[0], (
            day,
            text,
        )
    assert len(texts) == 5


@pytest.fixture
def noon(coordinator):
    """The same round, opened at noon of a day that is named: whole days later it is noon as well."""
    coalition("West", partners=2)
    coalition("Oost", partners=1, leader="Olga Leider")
    round = running(coordinator, now=datetime(2027, 5, 3, 10, tzinfo=UTC), title="Coalitiescan")
    Email.objects.all().delete()
    return round


@pytest.mark.django_db
def test_who_got_extension_is_reminded_before_their_own_day(noon, coordinator):
    """Seven and two days before, as the round does: not with the others, and also after the round's own closing."""
    extending.extend(noon.sheets.get(circle__name="Oost"), by=coordinator, now=noon.opened_at)
    Email.objects.all().delete()
    own = Reminder.objects.filter(sheet__circle__name="Oost").order_by("due_at")

    assert [one.due_at.date() for one in own] == [(noon.closes_at + days * DAY).date() for days in (0, 5)]
    reminded = []
    for moment in sorted([due(noon), due(noon, 1), *(one.due_at + timedelta(minutes=1) for one in own)]):
        reminding.remind_due(moment)
        reminded.append(sorted(Invitation.objects.filter(reminded_at=moment).values_list("circle__name", flat=True)))
    assert reminded[:2] == [["West"] * 3] * 2
    assert reminded[2:] == [["Oost"] * 2] * 2
    assert says(Email.objects.order_by("pk").last().mime, noon.closes_at + 7 * DAY)


@pytest.mark.django_db
def test_extension_again_moves_the_reminders_that_did_not_run(noon, coordinator):
    sheet = noon.sheets.get(circle__name="Oost")
    extending.extend(sheet, by=coordinator, now=noon.opened_at)
    first = Reminder.objects.filter(sheet=sheet).order_by("due_at")[0].due_at
    Email.objects.all().delete()
    assert reminding.remind_due(first) == 5  # the three of West hear of their own moment, which was missed

    extending.extend(sheet, by=coordinator, now=first)

    left = Reminder.objects.filter(sheet=sheet, done_at=None).order_by("due_at")
    assert [one.due_at.date() for one in left] == [(noon.closes_at + days * DAY).date() for days in (7, 12)]


@pytest.mark.django_db
def test_extension_that_the_round_overtook_is_none(noon, coordinator):
    """The closing of all was moved past it: they are reminded with the others, once."""
    extending.extend(noon.sheets.get(circle__name="Oost"), by=coordinator, now=noon.opened_at)
    closing.move_closing(noon, closes_at=noon.closes_at + 20 * DAY, by=coordinator, now=noon.opened_at)
    Email.objects.all().delete()
    last = Reminder.objects.filter(round=noon, sheet=None).order_by("due_at").last().due_at

    assert reminding.remind_due(last) == 5
    assert set(Invitation.objects.values_list("reminders", flat=True)) == {1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes", "nine"),
    [("2027-03-30T17:00+02:00", "2027-03-28T07:00Z"), ("2027-11-02T17:00+01:00", "2027-10-31T08:00Z")],
)
def test_reminder_leaves_at_nine_on_the_day_the_clock_moves(coordinator, closes, nine):
    closes, nine = datetime.fromisoformat(closes), datetime.fromisoformat(nine)
    coalition("West", partners=0)
    running(coordinator, now=closes - 5 * DAY, closes_at=closes, reminder_days=(2,))

    assert reminding.remind_due(nine - timedelta(seconds=1)) == 0
    assert reminding.remind_due(nine) == 1


@pytest.mark.django_db
def test_an_invitation_that_waits_is_written_anew_after_extension(coordinator, sink, now):
    coalition("West", partners=0)
    round = running(coordinator, now=now)
    sheet = round.sheets.get()

    extending.extend(sheet, by=coordinator, now=now)
    drain(clock=lambda: timezone.now() + timedelta(minutes=1))

    assert len(sink.received) == 2
    assert all(says(content, round.closes_at + 7 * DAY) for _, content in sink.received)


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_submitting_is_waited_for(network, sink):
    """The mail stays until the one who submits is done, and is needless then."""
    by = MembershipFactory(circle=network, leader=True).user
    coalition("West", partners=0)
    now = timezone.now()
    round = running(by, now=now)
    Email.objects.all().delete()
    reminding.remind_due(due(round))
    locked, asked = threading.Event(), threading.Event()

    def submitting():
        with transaction.atomic():
            sheet = Sheet.objects.select_for_update(no_key=True).get()
            locked.set()
            asked.wait(LONG)
            sheet.submitted_at = now
            sheet.save(update_fields=["submitted_at"])

    def leaving():
        locked.wait(LONG)
        sent = drain(clock=lambda: due(round))
        asked.set()
        return sent

    assert at_once(submitting, leaving)[1] == 0
    assert Email.objects.get().state == "waiting"
    assert drain(clock=lambda: due(round) + timedelta(minutes=1)) == 0
    assert not Email.objects.exists()
    assert sink.received == []


@pytest.fixture
def meanwhile(sink, network, monkeypatch):
    """Submit while a reminder is under way; return what was there when the mail server took it."""
    # Else the lock goes after a second: it has to stay as long as this mail server takes.
    monkeypatch.setattr(leaving, "TO_ANSWER", LONG)

    def run(*, locks=True):
        by = MembershipFactory(circle=network, leader=True).user
        coalition("West", partners=0)
        now = timezone.now()
        round = running(by, now=now)
        Email.objects.all().delete()
        reminding.remind_due(due(round))
        sheet = round.sheets.get()
        under_way, seen = threading.Event(), []
        submitted = threading.Event()

        def taken():
            under_way.set()
            # Whether submitting got through before the mail had left.
            seen.append(submitted.wait(SHORT if locks else LONG))

        sink.on_mail = taken

        def submitting():
            under_way.wait(LONG)
            submit(sheet, now)
            submitted.set()

        at_once(lambda: drain(clock=lambda: due(round)), submitting)
        return seen

    return run


@pytest.mark.django_db(transaction=True)
def test_who_submits_waits_for_the_mail_under_way(meanwhile):
    assert meanwhile() == [False]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_reminder_leaves_after_they_submitted(meanwhile, monkeypatch):
    monkeypatch.setattr(guarding, "hold", lambda pk, sheet: True)

    assert meanwhile(locks=False) == [True]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once(network):
    by = MembershipFactory(circle=network, leader=True).user
    coalition("West", partners=5)
    round = running(by)
    Email.objects.all().delete()
    moment = due(round)

    at_once(*[lambda: reminding.remind_due(moment)] * 2)
    reminding.remind_due(moment)

    assert Email.objects.count() == 6
    assert set(Invitation.objects.values_list("reminders", flat=True)) == {1}


@pytest.mark.django_db
def test_a_mail_about_somebody_who_is_busy_waits(round, monkeypatch):
    monkeypatch.setattr(guarding, "hold", lambda pk, sheet: False)
    invitation = round.invitations.first()

    assert guarding.check(f"{round.pk}:{invitation.pk}:1:0", timezone.now()) is Verdict.LATER


@pytest.mark.django_db
def test_the_timetable_reminds(coordinator, now):
    coalition("West", partners=0)
    round = running(coordinator, now=now - 10 * DAY, days=11, mode=Mode.EACH, audience=Audience.NETWORK)
    Email.objects.all().delete()

    tasks.run_rounds()

    assert Email.objects.count() == round.invitations.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_of_reminders_costs_the_same_for_one_and_three(coordinator, django_assert_num_queries, count):
    coalition("West", partners=count - 1)
    round = running(coordinator)
    reminder = Reminder.objects.filter(round=round).order_by("due_at")[0]

    moment = due(round)

    with django_assert_num_queries(6):  # savepoint, reminder, batch, mails, invitations, release
        assert reminding.remind_batch(reminder.pk, now=moment) == count
