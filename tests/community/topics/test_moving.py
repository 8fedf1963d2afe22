"""Two coalitions become one: whoever goes on in the other reads there what was said here."""

import pytest
from django.utils import timezone

from coalitions.formation import merging
from community.models import CircleFrequency, Follow
from community.topics import following, writing
from tests.coalitions.factories import CoalitionFactory
from tests.library.files import pdf, upload
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return CoalitionFactory(name="Zuid", circle__name="Coalitie Zuid")


@pytest.fixture
def merge(circle, other, coordinator):
    coalition = CoalitionFactory(name="Dorp", circle=circle)

    def _merge():
        now = timezone.now()
        merging.plan(coalition, other, on=timezone.localdate(now), by=coordinator, now=now)

    return _merge


def test_conversation_goes_on_where_its_people_are(login, merge, other, partner, lead, member, closed, circle):
    reader = MembershipFactory(circle=other.circle).user
    login(lead).post(closed.conversation_url, {"text": "Zie dit.", "file": upload("afspraken.pdf", pdf())})
    assert login(reader).get(closed.conversation_url).status_code == 404

    merge()

    for who in (partner, reader):
        text = login(who).get(closed.conversation_url).text
        assert "Dit leest: de mensen van Coalitie Zuid en de aanjager, 4 mensen." in text
        assert closed.title in login(who).get(f"/gesprekken/kring/{other.circle.slug}/").text
    assert login(member).get(closed.conversation_url).status_code == 404
    assert login(reader).post(closed.conversation_url, {"text": "Wij doen mee."}).status_code == 302


def test_what_people_follow_and_how_often_they_want_mail_goes_along_once(merge, circle, other, person_in):
    both, moving = person_in(circle, other.circle), person_in(circle)
    for user, of_circle, frequency in (
        (both, circle, "never"),
        (both, other.circle, "daily"),
        (moving, circle, "weekly"),
    ):
        following.follow(of_circle, by=user, now=timezone.now())
        CircleFrequency.objects.create(user=user, circle=of_circle, frequency=frequency)

    merge()

    assert {(one.user, one.circle) for one in Follow.objects.all()} == {(both, other.circle), (moving, other.circle)}
    assert {(one.user, one.circle, one.frequency) for one in CircleFrequency.objects.all()} == {
        (both, other.circle, "daily"),
        (moving, other.circle, "weekly"),
    }


@pytest.fixture
def person_in():
    def make(*circles):
        user = MembershipFactory(circle=circles[0]).user
        for circle in circles[1:]:
            MembershipFactory(circle=circle, user=user)
        return user

    return make


def test_who_was_writing_when_the_circle_ended_keeps_the_text(login, circle, coordinator, monkeypatch):
    client = login(coordinator)
    said = {"kind": "discussion", "title": "Nog even", "audience": str(circle.pk), "text": "Half af."}
    start = writing.start

    def ended_meanwhile(**said):
        type(circle).objects.filter(pk=circle.pk).update(ended_on=timezone.localdate())
        return start(**said)

    monkeypatch.setattr(writing, "start", ended_meanwhile)
    response = client.post(f"/gesprekken/nieuw/?kring={circle.slug}", said)

    assert response.context["form"].errors["audience"] == [
        "Coalitie Dorp is intussen gestopt. Kies wie je tekst leest."
    ]
    assert "Half af.</textarea>" in response.text


def test_announcement_for_a_circle_that_just_ended_keeps_its_text(login, circle, coordinator, monkeypatch):
    start = writing.start

    def ended_meanwhile(**said):
        type(circle).objects.filter(pk=circle.pk).update(ended_on=timezone.localdate())
        return start(**said)

    monkeypatch.setattr(writing, "start", ended_meanwhile)
    said = {"title": "Nieuws", "text": "Half af.", "visibility": "circle", "circle": circle.pk}
    response = login(coordinator).post("/mededelingen/nieuw/", said)

    assert set(response.context["form"].errors) == {"circle"}
    assert "Half af.</textarea>" in response.text
