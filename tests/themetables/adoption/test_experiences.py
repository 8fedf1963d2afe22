"""What coalitions found out about a building block."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Notice
from members.refused import Refused
from tests.members.factories import MembershipFactory
from tests.themetables.blocks.factories import ExperienceFactory, adopt
from themetables.adoption import experiences
from themetables.models import Experience

pytestmark = pytest.mark.django_db

TOLD = {"moment": "beginning", "text": "Begin klein, dan werkt het."}


def test_partner_tells_and_the_lead_hears(login, partner, table_lead, coalition, block, path):
    adopt(block, coalition)

    response = login(partner).post(path("experience_create"), TOLD, follow=True)

    assert "Begin klein, dan werkt het." in response.text
    assert Experience.objects.get().written_by == partner
    assert [notice.sentence for notice in Notice.objects.filter(user=table_lead)] == [
        "Waadhoeke schreef een ervaring met “Eén zorgpad”."
    ]


def test_who_did_not_begin_has_nothing_to_tell(login, partner, coalition, block, path):
    client = login(partner)
    without = client.get(path("experience_create")).status_code
    adopt(block, coalition, "not_yet")

    assert [without, client.get(path("experience_create")).status_code] == [403, 403]


def test_others_do_not_tell_for_a_coalition(login, member, coalition, block, path):
    adopt(block, coalition)

    assert login(member).get(path("experience_create")).status_code == 403


def test_one_per_moment(login, partner, coalition, block, path):
    adopt(block, coalition)
    ExperienceFactory(block=block, coalition=coalition)
    client = login(partner)

    errors = client.post(path("experience_create"), TOLD).context["form"].errors

    assert errors["moment"]
    with pytest.raises(Refused, match="schreef al een ervaring"):
        experiences.write(block, coalition, "beginning", "Nog een.", by=partner, now=timezone.now())


def test_second_of_two_at_once_is_told(login, partner, coalition, block, path, monkeypatch):
    """Both saw the moment free; the database lets one through."""
    adopt(block, coalition)
    ExperienceFactory(block=block, coalition=coalition)
    monkeypatch.setattr(experiences, "free_moments", lambda block, coalition: list(Experience.Moment))

    response = login(partner).post(path("experience_create"), TOLD, follow=True)

    assert "schreef al een ervaring over dit moment" in response.text


def test_when_all_is_told_there_is_nothing_to_choose(login, partner, coalition, block, path):
    adopt(block, coalition)
    for moment in Experience.Moment:
        ExperienceFactory(block=block, coalition=coalition, moment=moment)
    client = login(partner)

    assert "Over elk moment staat er al een ervaring" in client.get(path("experience_create")).text
    assert "Schrijf een ervaring" not in client.get(block.get_absolute_url()).text


def test_own_experience_can_be_taken_away(login, partner, member, leader, coordinator, coalition, block):
    told = ExperienceFactory(block=block, coalition=coalition, written_by=partner)
    url = reverse("themetables:experience_remove", args=[block.slug, told.pk])

    statuses = [login(user).get(url).status_code for user in (member, leader, coordinator, partner)]
    links = ["Haal weg" in login(user).get(block.get_absolute_url()).text for user in (member, leader, coordinator)]
    login(partner).post(url)

    assert statuses == [403, 200, 200, 200]
    assert links == [False, True, True]
    assert not Experience.objects.exists()


def test_who_left_the_coalition_takes_nothing_away(login, coalition, block):
    gone = MembershipFactory(circle=coalition.circle, ended=True).user
    MembershipFactory(user=gone)
    told = ExperienceFactory(block=block, coalition=coalition, written_by=gone)

    assert login(gone).get(reverse("themetables:experience_remove", args=[block.slug, told.pk])).status_code == 403


def test_table_says_that_it_read_them(login, table_lead, block):
    now = timezone.now()
    ExperienceFactory(block=block, written_at=now - datetime.timedelta(hours=1))
    later = ExperienceFactory(block=block, written_at=now + datetime.timedelta(hours=1))
    client = login(table_lead)
    url = reverse("themetables:experiences_read", args=[block.slug])

    page = client.get(block.get_absolute_url())
    client.post(url, {"before": now.isoformat()})
    client.post(url, {"before": "nonsens"})

    assert "Er zijn 2 nieuwe ervaringen voor jullie tafel." in page.text
    assert list(Experience.objects.unread()) == [later]
    assert "Er is 1 nieuwe ervaring" in client.get(block.get_absolute_url()).text
    assert str(later).endswith("over Eén zorgpad, bij het begin")
