"""What is told: to whom, once, and only of pages of this portal."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from members.models import Circle, Notice
from members.notices.telling import leaders_of, notify, people_of, take_back
from tests.members.factories import MembershipFactory, UserFactory

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
ON = NOW.date()


def told():
    return sorted(Notice.objects.values_list("user__name", "sentence"))


@pytest.mark.django_db
def test_the_same_key_is_one_notice_per_person():
    anna, bram = UserFactory(name="Anna"), UserFactory(name="Bram")

    notify([anna], "Smallingerland herkent dit.", "/knelpunten/1/", key="recognised:1", now=NOW)
    notify([anna, bram], "Nog eens.", "/knelpunten/1/", key="recognised:1", now=NOW)

    assert told() == [("Anna", "Smallingerland herkent dit."), ("Bram", "Nog eens.")]


@pytest.mark.django_db
def test_who_did_it_knows_already_and_nobody_is_no_problem():
    anna = UserFactory(name="Anna")

    notify([anna], "Er is iets.", "/knelpunten/1/", key="a", by=anna, now=NOW)
    notify([], "Er is iets.", "/knelpunten/1/", key="b", now=NOW)

    assert told() == []


@pytest.mark.django_db
def test_leaders_and_people_of_circles_are_who_they_are_today():
    lead = MembershipFactory(leader=True, user__name="Leider")
    circle = lead.circle
    MembershipFactory(circle=circle, user__name="Lid")
    MembershipFactory(circle=circle, leader=True, ended=True, until=ON, user__name="Vertrokken")
    MembershipFactory(circle=circle, leader=True, user__name="Weg", user__is_active=False)
    MembershipFactory(user__name="Elders", leader=True)
    circles = Circle.objects.filter(pk=circle.pk)

    assert [user.name for user in leaders_of(circles, ON)] == ["Leider"]
    assert sorted(user.name for user in people_of(circles, ON)) == ["Leider", "Lid"]


@pytest.mark.django_db
def test_what_is_taken_back_was_mailed_or_never_was():
    anna, bram = UserFactory(name="Anna"), UserFactory(name="Bram")
    notify([anna, bram], "De tafel stopt.", "/thematafels/x/", key="closed:1", now=NOW)
    notify([anna], "Iets anders.", "/thematafels/x/", key="closed:2", now=NOW)
    Notice.objects.filter(user=bram).update(mailed_at=NOW)

    take_back("closed:1")

    assert told() == [("Anna", "Iets anders."), ("Bram", "De tafel stopt.")]


@pytest.mark.django_db
def test_sentence_that_is_too_long_ends_in_dots():
    notify([UserFactory()], "Lang " * 100, "/", key="lang", now=NOW)

    notice = Notice.objects.get()
    assert len(notice.sentence) == 300
    assert str(notice).endswith("…")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://elders.invalid/", "//elders.invalid/", "", "knelpunten/"])
def test_notice_never_leads_out_of_the_portal(url):
    with pytest.raises(IntegrityError), transaction.atomic():
        notify([UserFactory()], "Klik hier.", url, key="weg", now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_telling(django_assert_num_queries, count):
    circle = MembershipFactory(leader=True).circle
    for _ in range(count - 1):
        MembershipFactory(leader=True, circle=circle)

    with django_assert_num_queries(2):  # the people; the rows
        notify(leaders_of([circle], ON), "Er is iets.", "/", key="a", now=NOW)

    assert Notice.objects.count() == count
