"""What the agreements offer to places that gather from every room."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.activity import of_coalitions
from coalitions.agreements import counting, holdings, review
from coalitions.rooms import agreements as room
from members import reviewing
from members.holdings import held_by
from members.models import Circle
from members.models.users import Visitor
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_agreements_to_look_at_are_counted_per_coalition(coalition, django_assert_num_queries):
    other, third = CoalitionFactory.create_batch(2)
    AgreementFactory.create_batch(2, coalition=coalition, overdue=True)
    AgreementFactory(coalition=other, overdue=True)
    AgreementFactory(coalition=third, adopted=True)
    AgreementFactory(coalition=third, overdue=True, lapsed=True)

    with django_assert_num_queries(1):
        found = counting.to_review([coalition, third], timezone.localdate())

    assert found == {coalition.pk: 2}


def test_last_change_is_told_per_circle(coalition, django_assert_num_queries):
    old, new = (timezone.now() - datetime.timedelta(days=days) for days in (9, 2))
    AgreementFactory(coalition=coalition, changed_at=old)
    AgreementFactory(coalition=coalition, changed_at=new)
    AgreementFactory()

    with django_assert_num_queries(1):
        assert list(of_coalitions([coalition.circle_id])) == [(coalition.circle_id, new)]


def test_whoever_leaves_sees_the_agreements_they_look_after(adopted, leader, coalition):
    AgreementFactory(coalition=coalition, lapsed=True)
    (found,) = [holding for holding in held_by(leader) if holding.kind == holdings.KIND]

    assert (found.label, found.url, found.circle) == ("Eén nummer", adopted.get_absolute_url(), coalition.circle)


def test_agreements_go_to_a_successor(adopted, partner, leader):
    assert holdings.SOURCE.move([adopted.pk], to=partner, by=leader, now=timezone.now()) == 1

    adopted.refresh_from_db()
    assert adopted.owner == partner


def test_what_waits_is_asked_about(coalition, leader):
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)

    (due,) = reviewing.due_for(leader, timezone.localdate())

    assert (due.thing, due.circle) == (overdue, coalition.circle)
    assert review.SOURCE.edit_url(overdue) == reverse("coalitions:agreement_edit", args=[coalition.slug, overdue.pk])


def test_that_somebody_looked_stands_in_the_history(coalition, leader):
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)
    today = timezone.localdate()
    later = today + datetime.timedelta(days=365)

    assert reviewing.confirm(review.SOURCE, overdue, by=leader, on=today, next_on=later) is True

    overdue.refresh_from_db()
    newest = overdue.versions.first()
    assert (overdue.review_on, newest.review_on) == (later, later)
    assert (newest.sentence, newest.number) == ("Nagekeken: klopt nog.", 2)


def test_room_is_for_members_of_the_network(coalition, member):
    label, url = "Afspraken", reverse("coalitions:agreement_list", args=["waadhoeke"])

    assert (room(coalition.circle, member).label, room(coalition.circle, member).url) == (label, url)
    assert room(coalition.circle, Visitor()) is None
    assert room(CircleFactory(kind=Circle.Kind.TABLE), member) is None


def test_stranger_sees_no_agreement(adopted):
    assert not type(adopted).objects.visible_to(UserFactory()).exists()
