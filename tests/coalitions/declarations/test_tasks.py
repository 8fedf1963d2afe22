"""Reminders and the call list, by task: late, twice and beside each other."""

import datetime

import pytest
import time_machine as clock
from django.utils import timezone

from coalitions import tasks
from coalitions.declarations import sending
from coalitions.models import SignatureRequest
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.declarations.mail import link, mails, text
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(settings):
    """What the timetable fans out is done on the spot."""
    from kansrijkestart.celery import app

    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False


def day(count):
    return timezone.now() + datetime.timedelta(days=count, minutes=1)


def test_reminded_after_one_and_two_weeks_and_then_the_leader_phones():
    now = timezone.now()
    signer = RequestFactory(sent_at=now, name="Reitse Testma")
    leader = MembershipFactory(circle=signer.declaration.coalition.circle, leader=True).user
    got = []

    for days in range(30):
        with clock.travel(day(days), tick=False):
            tasks.remind_signers()
            tasks.remind_signers()
        got += [(days, mail.to) for mail in mails()[len(got) :]]

    assert got == [(7, signer.email), (14, signer.email), (21, leader.email)]
    assert "Reitse Testma" in text(mails(leader.email)[0])
    assert link(mails(leader.email)[0]) == signer.declaration.get_absolute_url()
    assert mails(signer.email)[0].is_private
    assert not mails(leader.email)[0].is_private


def test_late_task_makes_up_for_what_it_missed_without_a_flood():
    signer = RequestFactory(sent_at=timezone.now() - datetime.timedelta(days=20))

    tasks.remind_signers()
    tasks.remind_signers()

    assert [mail.to for mail in mails()] == [signer.email]


def test_reminder_by_hand_counts_too():
    signer = RequestFactory(sent_at=timezone.now())
    with clock.travel(day(7), tick=False):
        assert sending.remind(signer, now=timezone.now())
    with clock.travel(day(9), tick=False):
        tasks.remind_signers()

    assert len(mails()) == 1


@pytest.mark.parametrize("kind", ["signed", "declined", "withdrawn", "expired", "over", "concept", "unsent"])
def test_nobody_is_reminded_who_has_nothing_to_do(kind):
    week = {"sent_at": timezone.now() - datetime.timedelta(days=8)}
    match kind:
        case "signed":
            SignatureFactory(request__sent_at=week["sent_at"])
        case "over":
            RequestFactory(declaration=DeclarationFactory(withdrawn=True), **week)
            RequestFactory(declaration=DeclarationFactory(completed=True), **week)
        case "concept":
            RequestFactory(declaration=DeclarationFactory(), **week)
        case "unsent":
            RequestFactory(unsent=True)
        case _:
            RequestFactory(**week, **{kind: True})

    tasks.remind_signers()

    assert not mails()


def test_somebody_who_signs_between_looking_and_mailing_is_not_reminded():
    signer = RequestFactory(sent_at=timezone.now() - datetime.timedelta(days=8))
    SignatureFactory(request=signer)

    tasks.remind_signer(request_id=signer.pk)

    assert not mails()


def test_tasks_about_what_is_gone_do_nothing():
    tasks.remind_signer(request_id=0)
    tasks.tell_leaders(declaration_id=0)

    assert not mails()


def test_leader_gets_one_list_per_declaration():
    silent = {"reminder_count": 2, "reminded_at": timezone.now() - datetime.timedelta(days=8)}
    one = RequestFactory(**silent)
    RequestFactory(declaration=one.declaration, **silent)
    leader = MembershipFactory(circle=one.declaration.coalition.circle, leader=True).user

    tasks.remind_signers()
    tasks.tell_leaders(declaration_id=one.declaration_id)

    assert [mail.to for mail in mails()] == [leader.email]
    assert not SignatureRequest.objects.filter(leader_told_at=None).exists()


def test_coordinator_hears_it_when_nobody_leads():
    signer = RequestFactory(reminder_count=2, reminded_at=timezone.now() - datetime.timedelta(days=8))
    coordinator = MembershipFactory(circle=CircleFactory(network=True), leader=True).user
    MembershipFactory(circle=signer.declaration.coalition.circle, leader=True, ended=True)

    tasks.remind_signers()

    assert [mail.to for mail in mails()] == [coordinator.email]
