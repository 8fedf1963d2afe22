"""The end of answering, another day for it, and extension for one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from members.refused import Refused
from outbox.dispatch import drain
from outbox.models import Email
from outbox.reading import read
from surveys import tasks
from surveys.following import closing, extending
from surveys.models import Mode, Round, Sheet
from surveys.sending import planning
from tests.surveys.rounds import DAY, coalition, draft, running


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def round(coordinator, now):
    coalition("West", partners=1)
    coalition("Oost", partners=0, leader="Olga Leider")
    round = running(coordinator, now=now)
    Email.objects.all().delete()
    return round


def fresh(round):
    return Round.objects.get(pk=round.pk)


@pytest.mark.django_db
def test_it_closes_by_itself_after_its_day(round):
    over = round.closes_at + timedelta(minutes=1)

    assert closing.close_due(round.closes_at - timedelta(minutes=1)) == []
    assert closing.close_due(over) == [round.pk]
    assert closing.close_due(over) == []

    assert fresh(round).closed_at == over


@pytest.mark.django_db
def test_who_has_extension_keeps_it_open(round, coordinator, now):
    sheet = extending.extend(round.sheets.get(circle__name="West"), by=coordinator, now=now)

    assert sheet.extended_until == round.closes_at + 7 * DAY
    assert closing.close_due(round.closes_at + DAY) == []
    assert not closing.close_round(round.pk, now=round.closes_at + DAY)
    assert closing.close_due(sheet.extended_until) == [round.pk]


@pytest.mark.django_db
def test_extension_is_told_to_whoever_it_is_for(round, coordinator, now):
    sheet = round.sheets.get(circle__name="Oost")

    extending.extend(sheet, by=coordinator, now=now)

    mail = Email.objects.get()
    assert mail.user.name == "Olga Leider"
    assert mail.subject.startswith("Invullen kan tot ")
    assert "van Oost geldt een nieuwe sluitdatum" in read(mail.mime).text


@pytest.mark.django_db
def test_extension_twice_is_two_weeks_and_never_shorter(round, coordinator, now):
    sheet = round.sheets.get(circle__name="Oost")

    extending.extend(sheet, by=coordinator, now=now)
    extending.extend(sheet, by=coordinator, now=now)

    sheet.refresh_from_db()
    assert sheet.extended_until == round.closes_at + 14 * DAY
    with pytest.raises(Refused, match="na de sluitdatum"):
        extending.extend(sheet, by=coordinator, now=now, until=round.closes_at + DAY)


@pytest.mark.django_db
def test_closing_early_ends_it_for_everybody(round, coordinator, now):
    extending.extend(round.sheets.get(circle__name="West"), by=coordinator, now=now)

    closing.close_now(round, by=coordinator, now=now + DAY)

    found = fresh(round)
    assert (found.closed_at, found.closes_at, found.changed_by) == (now + DAY, now + DAY, coordinator)
    for act in (
        lambda: closing.close_now(round, by=coordinator, now=now + DAY),
        lambda: closing.move_closing(round, closes_at=now + 9 * DAY, by=coordinator, now=now),
        lambda: extending.extend(round.sheets.first(), by=coordinator, now=now),
    ):
        with pytest.raises(Refused, match="intussen gesloten"):
            act()


@pytest.mark.django_db
def test_a_draft_does_not_close(coordinator, now):
    one = draft(coordinator)

    with pytest.raises(Refused):
        closing.close_now(one, by=coordinator, now=now)
    one.delete()
    with pytest.raises(Refused):
        closing.close_now(one, by=coordinator, now=now)
    assert not closing.close_round(0, now=now)


@pytest.mark.django_db
def test_a_later_day_moves_the_reminders_along_and_mails_nobody(round, coordinator, now):
    closing.move_closing(round, closes_at=round.closes_at + 7 * DAY, by=coordinator, now=now)

    assert planning.days_before(fresh(round)) == [7, 2]
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_an_earlier_day_is_told_to_who_still_has_to_answer(round, coordinator, now):
    Sheet.objects.filter(circle__name="Oost").update(submitted_at=now)

    closing.move_closing(round, closes_at=now + 3 * DAY, by=coordinator, now=now)

    assert Email.objects.count() == 2
    assert planning.days_before(fresh(round)) == [2]
    with pytest.raises(Refused, match="nog komt"):
        closing.move_closing(round, closes_at=now, by=coordinator, now=now)


@pytest.mark.django_db
def test_a_second_move_writes_the_mail_about_the_first_anew(round, coordinator, now, sink):
    closing.move_closing(round, closes_at=now + 3 * DAY, by=coordinator, now=now)
    old = {mail.guard for mail in Email.objects.all()}
    Round.objects.filter(pk=round.pk).update(closes_at=now + 2 * DAY)

    drain()
    drain()

    day = localtime(now + 2 * DAY)
    sent = Email.objects.filter(sent_at__isnull=False)
    assert sent.count() == 3
    assert not sent.filter(guard__in=old).exists()
    assert all(date_format(day, "j F") in mail.subject for mail in sent)


@pytest.mark.django_db
def test_the_timetable_closes(coordinator, now):
    coalition("West")
    round = running(coordinator, now=now - 20 * DAY, days=10, mode=Mode.ANONYMOUS)

    tasks.run_rounds()

    assert fresh(round).closed_at is not None


@pytest.mark.django_db
def test_an_invitation_that_still_waits_does_not_leave_after_closing(coordinator, sink, now):
    coalition("West")
    round = running(coordinator, now=now)

    closing.close_now(round, by=coordinator, now=timezone.now())

    assert drain(clock=lambda: timezone.now() + timedelta(minutes=1)) == 0
    assert not Email.objects.exists()
