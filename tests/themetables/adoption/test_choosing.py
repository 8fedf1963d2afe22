"""What a coalition does with a building block, and whether it moves along with a new version."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.refused import Refused
from tests.members.factories import MembershipFactory
from tests.themetables.blocks.factories import BlockFactory, adopt, publish
from themetables.adoption import choosing
from themetables.models import Adoption, AdoptionChange

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 3, 1)
NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def answers(client, url, **changed):
    """What a browser would send back of the form at `url`, with some answers changed."""
    form = client.get(url).context["form"]
    values = {field.html_name: field.value() for field in form if field.value() is not None}
    return values | changed


def test_leader_chooses(login, leader, coalition, block, path):
    client = login(leader)
    url = path("adoption_edit")

    response = client.post(url, answers(client, url, state="in_use", since="2025-03-01"), follow=True)

    adoption = Adoption.objects.get()
    assert (adoption.state, adoption.since, adoption.contact) == ("in_use", DAY, leader)
    assert adoption.block_version.number == 1
    assert adoption.changes.get().sentence == "Gebruiken we."
    assert "Bewaard: gebruiken we." in response.text


def test_not_for_us_needs_a_reason(login, leader, path):
    client = login(leader)
    url = path("adoption_edit")

    errors = client.post(url, answers(client, url, state="not_for_us")).context["form"].errors

    assert errors["reason"] == ["Schrijf op waarom deze bouwsteen niet bij jullie past."]
    assert not Adoption.objects.exists()


def test_adapted_needs_a_text_of_their_own(login, leader, path):
    client = login(leader)
    url = path("adoption_edit")

    errors = client.post(url, answers(client, url, state="adapted")).context["form"].errors

    assert list(errors) == ["local_text"]


def test_day_is_not_still_to_come(login, leader, path):
    client = login(leader)
    url = path("adoption_edit")
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    assert client.post(url, answers(client, url, state="in_use", since=tomorrow)).context["form"].errors["since"]


def test_common_text_is_there_to_adapt(login, leader, coalition, block, path):
    client = login(leader)
    url = path("adoption_edit")

    form = client.get(url, {"tekst": "1"}).context["form"]
    adopt(block, coalition, "adapted", local_text="Ons eigen")
    again = client.get(url, {"tekst": "1"}).context["form"]

    assert form["local_text"].value() == "De verloskundige belt de gemeente."
    assert form["state"].value() == "adapted"
    assert again["local_text"].value() == "Ons eigen"


def test_database_asks_for_reason_and_text(block, coalition):
    adoption = adopt(block, coalition)

    for wrong in ({"state": "not_for_us"}, {"state": "adapted"}, {"kept_number": 1}, {"state": "nonsens"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Adoption.objects.filter(pk=adoption.pk).update(**wrong)


def test_partner_reads_and_does_not_choose(login, partner, path):
    assert login(partner).get(path("adoption_edit")).status_code == 403


def test_what_has_no_version_is_not_chosen(login, leader, coalition):
    concept = BlockFactory()

    assert login(leader).get(f"/coalities/{coalition.slug}/bouwstenen/{concept.slug}/kiezen/").status_code == 403
    with pytest.raises(Refused, match="nog geen versie"):
        choosing.choose(concept, coalition, "in_use", since=DAY, by=leader, now=NOW)


def test_own_text_stands_beside_the_common_one(login, member, coalition, block, path):
    adopt(block, coalition, "adapted", local_text="De verloskundige belt ons gebiedsteam.", reason="Eén nummer.")

    page = login(member).get(path("adoption_detail"))

    assert "<del>" in page.context["common"]
    assert "<ins>" in page.context["local"]
    assert "Eén nummer." in page.text


def test_own_text_stays_when_the_answer_changes(block, coalition):
    adopt(block, coalition, "adapted", local_text="Ons eigen")

    adoption = adopt(block, coalition, "in_use")

    assert (adoption.state, adoption.local_text) == ("in_use", "Ons eigen")
    assert [change.local_text for change in adoption.changes.all()] == ["Ons eigen", "Ons eigen"]


def test_same_answer_twice_is_one(block, coalition):
    adopt(block, coalition)
    adoption = adopt(block, coalition)

    assert (adoption.version, adoption.changes.count()) == (1, 1)


def test_other_words_are_a_line_of_history_too(login, leader, coalition, block, path):
    adopt(block, coalition)
    client = login(leader)
    url = path("adoption_edit")

    client.post(url, answers(client, url, reason="Het past."))

    assert AdoptionChange.objects.first().sentence == "Tekst of contactpersoon gewijzigd."


def test_two_who_choose_at_once_make_one_answer(login, leader, coalition, block, path):
    client = login(leader)
    url = path("adoption_edit")
    sent = answers(client, url, state="in_use")
    adopt(block, coalition, "not_yet")

    response = client.post(url, sent)

    assert "Terwijl jij schreef" in response.text
    assert Adoption.objects.get().state == "not_yet"


def test_who_starts_later_starts_with_the_newest(block, coalition):
    adopt(block, coalition, "not_yet")
    publish(block)

    assert adopt(block, coalition, "in_use").block_version.number == 2


def test_who_uses_it_keeps_their_version_until_they_say_so(block, coalition):
    adopt(block, coalition)
    publish(block)

    adoption = adopt(block, coalition, "adapted")

    assert adoption.block_version.number == 1
    assert adoption.is_to_move_along
    assert list(Adoption.objects.to_move_along()) == [adoption]


def test_leader_moves_along(login, leader, coalition, block, path):
    adopt(block, coalition, "adapted", local_text="Ons eigen")
    publish(block, common_text="De verloskundige belt dezelfde dag.", what_changed="Sneller.")
    client = login(leader)
    url = path("adoption_follow")

    page = client.get(url).text
    response = client.post(url, answers(client, url), follow=True)

    adoption = Adoption.objects.get()
    assert "Sneller." in page
    assert "Jullie gebruiken nu versie 2." in response.text
    assert (adoption.block_version.number, adoption.local_text) == (2, "Ons eigen")
    assert adoption.changes.first().sentence == "Mee met versie 2."
    assert "Jullie gebruiken de nieuwste versie" in client.get(url).text


def test_version_with_the_same_text_says_so(login, leader, coalition, block, path):
    adopt(block, coalition)
    publish(block)

    assert "De tekst is gelijk gebleven." in login(leader).get(path("adoption_follow")).text


def test_leader_stays_and_says_why(login, leader, coalition, block, path):
    adopt(block, coalition)
    publish(block)
    client = login(leader)
    url = path("adoption_stay")

    without = client.post(url, {"number": 2, "reason": ""})
    response = client.post(url, answers(client, url, reason="Volgend jaar."), follow=True)

    adoption = Adoption.objects.get()
    assert without.context["form"].errors["reason"]
    assert "jullie blijven bij versie 1" in response.text
    assert (adoption.kept_number, adoption.kept_reason, adoption.block_version.number) == (2, "Volgend jaar.", 1)
    assert not Adoption.objects.to_move_along().exists()


def test_who_stayed_is_asked_again_about_a_newer_one(block, coalition, leader):
    adoption = adopt(block, coalition)
    publish(block)
    choosing.stay(adoption, 2, "Volgend jaar.", by=leader, now=NOW)
    publish(block)

    row = choosing.move_along(adoption, 3, by=leader, now=NOW)

    assert (row.block_version.number, row.kept_number, row.kept_reason) == (3, None, "")


def test_moving_along_and_staying_twice_is_once(block, coalition, leader):
    adoption = adopt(block, coalition)
    publish(block)
    for _ in range(2):
        choosing.stay(adoption, 2, "Volgend jaar.", by=leader, now=NOW)
    for _ in range(2):
        choosing.move_along(adoption, 2, by=leader, now=NOW)

    assert adoption.changes.count() == 3
    with pytest.raises(Refused, match="al"):
        choosing.stay(adoption, 2, "Toch niet.", by=leader, now=NOW)


def test_version_that_was_not_read_is_not_answered(login, leader, coalition, block, path):
    adopt(block, coalition)
    publish(block)
    client = login(leader)
    url = path("adoption_follow")
    sent = answers(client, url)
    publish(block)

    assert "Er is intussen een nieuwere versie: 3." in client.post(url, sent, follow=True).text


def test_who_does_not_use_it_is_not_asked(login, leader, coalition, block, path):
    adoption = adopt(block, coalition, "not_yet")
    publish(block)

    assert login(leader).get(path("adoption_follow")).status_code == 404
    with pytest.raises(Refused, match="gebruiken deze bouwsteen niet"):
        choosing.move_along(adoption, 2, by=leader, now=NOW)


def test_nonsense_instead_of_a_version_stays_on_the_page(login, leader, coalition, block, path):
    adopt(block, coalition)
    publish(block)

    assert login(leader).post(path("adoption_follow"), {"number": "x"}).status_code == 200


def test_detail_says_how_it_stands(login, member, leader, coalition, block, path):
    adoption = adopt(block, coalition)
    publish(block)
    as_member = login(member).get(path("adoption_detail")).text
    as_leader = login(leader).get(path("adoption_detail")).text
    choosing.stay(adoption, 2, "Volgend jaar.", by=leader, now=NOW)

    assert "De coalitie heeft nog niet gezegd of zij meegaat." in as_member
    assert "Gaan jullie mee?" in as_leader
    assert "Volgend jaar." in login(member).get(path("adoption_detail")).text


def test_contact_who_left_stays_the_answer(login, leader, coalition, block, path):
    gone = MembershipFactory(circle=coalition.circle, ended=True, user__name="Weg Gegaan").user
    adopt(block, coalition, contact=gone)

    assert "Weg Gegaan" in login(leader).get(path("adoption_edit")).text
    assert str(Adoption.objects.get()) == "Eén zorgpad bij Waadhoeke"
    assert str(AdoptionChange.objects.get()) == "Eén zorgpad bij Waadhoeke: Gebruiken we."
