"""What somebody else puts in your name: you hear of it in the mail of the next morning, once."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import planning
from actions.models import ActionPoint
from members.models import Membership
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.actions.test_reminding import DAY, body, morning, remind_all
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

TOMORROW = DAY + datetime.timedelta(days=1)
LATER = DAY + datetime.timedelta(days=60)


@pytest.fixture
def colleague(circle):
    return MembershipFactory(circle=circle, user__name="Wytske Bouma").user


def add(circle, owner, by, what="Bel de huisartsen", due_on=LATER):
    point = ActionPoint(circle=circle, what=what, owner=owner, due_on=due_on)
    return planning.add(point, by=by, now=morning(DAY, 15))


def give(point, to, by):
    point.owner = to
    with transaction.atomic():
        planning.edit(point, by=by, now=morning(DAY, 15))


def subject():
    return Email.objects.latest("pk").subject


def test_new_point_for_somebody_else_is_told_the_next_morning_and_once(circle, lead, colleague):
    add(circle, colleague, by=lead)

    assert remind_all(TOMORROW) == [1]
    assert Email.objects.get().to == colleague.email
    assert subject() == "Nieuw actiepunt voor jou: Bel de huisartsen"
    assert f"Gegeven door {lead}" in body()
    assert remind_all(TOMORROW + datetime.timedelta(days=1)) == []


def test_point_that_changes_hands_is_told_to_who_gets_it(circle, lead, colleague):
    point = ActionPointFactory(circle=circle, owner=lead, due_on=LATER, told_on=DAY)

    give(point, colleague, by=lead)

    assert remind_all(TOMORROW) == [1]
    assert Email.objects.get().to == colleague.email


def test_what_you_take_yourself_or_give_back_is_not_told(circle, lead, colleague):
    own = add(circle, colleague, by=colleague)
    given = add(circle, colleague, by=lead, what="Mail de huisartsen")
    nobodys = ActionPointFactory(circle=circle, nobodys=True, due_on=LATER, told_on=DAY)
    planning.take(nobodys, by=colleague, now=morning(DAY, 15))
    give(given, None, by=lead)
    give(own, colleague, by=lead)

    assert remind_all(TOMORROW) == []


@pytest.mark.parametrize("verb", ["finish", "drop"])
def test_what_is_over_before_the_mail_is_not_told(circle, lead, colleague, verb):
    point = add(circle, colleague, by=lead)
    words = {"finish": {"result": "Gebeld."}, "drop": {"reason": "Hoeft niet meer."}}[verb]

    getattr(planning, verb)(point, by=lead, now=morning(DAY, 16), **words)

    assert remind_all(TOMORROW) == []


def test_given_and_due_points_share_one_mail(circle, lead, colleague):
    add(circle, colleague, by=lead)
    add(circle, colleague, by=lead, what="Maak een lijst", due_on=TOMORROW)
    ActionPointFactory(
        circle=circle, what="Oud punt", owner=colleague, due_on=TOMORROW, told_on=DAY - datetime.timedelta(days=60)
    )

    assert remind_all(TOMORROW) == [3]
    text = body()
    assert text.index("NIEUW VOOR JOU") < text.index("Maak een lijst") < text.index("VANDAAG") < text.index("Oud punt")
    assert text.count("Maak een lijst") == 2  # once in the text and once in the HTML
    assert subject() == "Herinnering: 3 actiepunten"


def test_several_new_points_are_counted_in_the_subject(circle, lead, colleague):
    add(circle, colleague, by=lead)
    add(circle, colleague, by=lead, what="Maak een lijst")

    remind_all(TOMORROW)

    assert subject() == "2 nieuwe actiepunten voor jou"


def test_who_left_the_circle_does_not_hear_of_it(circle, lead, colleague):
    add(circle, colleague, by=lead)
    Membership.objects.filter(user=colleague).update(since=DAY - datetime.timedelta(days=99), until=TOMORROW)

    assert remind_all(TOMORROW) == []


def test_what_was_handed_over_is_told_by_the_handover(circle, lead, colleague):
    point = add(circle, colleague, by=lead)

    planning.hand_over([point.pk], to=lead, by=colleague, now=morning(DAY, 16))

    assert remind_all(TOMORROW) == []


def test_old_news_is_not_told(circle, lead, colleague):
    add(circle, colleague, by=lead)

    assert remind_all(DAY + datetime.timedelta(days=8)) == []


def test_database_refuses_a_gift_to_nobody(circle):
    with pytest.raises(IntegrityError, match="actions_actionpoint_given_to_somebody"):
        ActionPointFactory(circle=circle, nobodys=True, given_on=timezone.localdate())
