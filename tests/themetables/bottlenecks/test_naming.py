"""Naming a bottleneck: for whom, what looks like it, and nobody's words lost."""

import datetime

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from members.models import Notice
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory, UserFactory
from tests.themetables.factories import BottleneckFactory, PillarFactory, ThemeTableFactory
from themetables.bottlenecks import duplicates, merging, naming, recognising, sources, words
from themetables.models import Bottleneck, LikelyDuplicate

pytestmark = pytest.mark.django_db

NEW = "/knelpunten/nieuw/"
SIMILAR = "/knelpunten/lijkt-op/"
WORDS = {
    "title": "Gezinnen zien af van kraamzorg door de eigen bijdrage",
    "what_happens": "De eigen bijdrage is te hoog. Wie weinig geld heeft, zegt de kraamzorg af.",
}
ALIKE = {
    "title": "Kraamzorg wordt afgezegd vanwege de eigen bijdrage",
    "what_happens": "Door de hoge eigen bijdrage zeggen mensen met weinig geld kraamzorg af.",
}
NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def named(**fields):
    """One that can be found by its words."""
    bottleneck = BottleneckFactory(**fields)
    bottleneck.words = words.of(bottleneck)
    bottleneck.save()
    return bottleneck


def test_leader_names_one_for_their_coalition(login, leader, coalition):
    pillar = PillarFactory()
    client = login(leader)
    text = client.get(NEW).text
    assert "Waar loopt Waadhoeke in het werk tegenaan?" in text
    assert "Schrijf niets over een gezin" in text
    assert "Voor welke coalitie?" not in text

    response = client.post(NEW, {**WORDS, "for_whom": "gezinnen met weinig geld", "pillars": [pillar.pk]}, follow=True)

    bottleneck = Bottleneck.objects.get()
    assert response.redirect_chain == [(bottleneck.get_absolute_url(), 302)]
    assert (bottleneck.coalition, bottleneck.named_by, bottleneck.state) == (coalition, leader, "open")
    assert (bottleneck.municipality_count, list(bottleneck.pillars.all())) == (1, [pillar])
    assert [(one.coalition, one.recognised_by) for one in bottleneck.recognitions.all()] == [(coalition, leader)]
    assert [change.kind for change in bottleneck.changes.all()] == ["named"]
    assert "kraamzorg" in bottleneck.words


def test_second_click_names_nothing_new(leader, coalition):
    one, other = (naming.name(**WORDS, coalition=coalition, by=leader, now=NOW) for _ in range(2))

    assert one == other
    later = naming.name(**WORDS, coalition=coalition, by=leader, now=NOW + datetime.timedelta(hours=1))
    assert later != one


def test_partner_may_name_and_the_leader_hears_of_it(login, leader, coalition, partner):
    login(partner).post(NEW, WORDS)

    bottleneck = Bottleneck.objects.get()
    assert bottleneck.coalition == coalition
    notice = Notice.objects.get()
    assert notice.user == leader
    assert notice.sentence == f"{partner} noemde voor Waadhoeke een knelpunt: “{bottleneck.title}”."


def test_who_is_in_two_coalitions_says_for_which(login, leader, coalition):
    other = CoalitionFactory()
    MembershipFactory(circle=other.circle, user=leader)
    client = login(leader)
    assert "Voor welke coalitie?" in client.get(NEW).text

    assert "Vul dit nog in: Voor welke coalitie?" in client.post(NEW, WORDS).text
    client.post(NEW, {**WORDS, "coalition": other.pk})

    assert Bottleneck.objects.get().coalition == other


def test_coordinator_names_one_for_the_network_or_for_a_coalition(login, coordinator, coalition):
    client = login(coordinator)

    client.post(NEW, WORDS)
    client.post(NEW, {"title": "Wachten", "what_happens": "Op elkaar.", "coalition": coalition.pk})

    assert set(Bottleneck.objects.values_list("coalition__name", flat=True)) == {None, "Waadhoeke"}
    assert Bottleneck.objects.get(coalition=None).recognitions.count() == 0


def test_coalition_of_others_is_no_choice(login, leader, coalition):
    MembershipFactory(circle=CoalitionFactory().circle, user=leader)
    elsewhere = CoalitionFactory()

    response = login(leader).post(NEW, {**WORDS, "coalition": elsewhere.pk})

    assert response.status_code == 200
    assert not Bottleneck.objects.exists()


def test_who_is_in_no_coalition_reads_what_to_do(login, member):
    client = login(member)

    assert "Een knelpunt noem je met je coalitie" in client.get(NEW).text
    client.post(NEW, WORDS)
    assert not Bottleneck.objects.exists()


def test_text_about_a_family_is_not_saved_unasked(login, leader, coalition):
    response = login(leader).post(NEW, {**WORDS, "what_happens": "De moeder van Anna de Vries (24) belde ons."})

    assert "dit lijkt over een ouder, een kind of een gezin te gaan" in response.text
    assert not Bottleneck.objects.exists()


def test_what_looks_like_it_is_shown_first(login, leader, coalition):
    there = named(**WORDS)
    client = login(leader)

    response = client.post(NEW, ALIKE)

    assert "Dit knelpunt lijkt erop" in response.text
    assert there.title in response.text
    assert "Nee, dit is een nieuw knelpunt" in response.text
    assert f'value="{ALIKE["title"]}"' in response.text  # nothing that was typed is lost
    assert reverse("themetables:recognition_edit", args=[there.pk, "waadhoeke"]) in response.text
    assert Bottleneck.objects.count() == 1

    client.post(NEW, {**ALIKE, "seen": str(there.pk)})
    assert Bottleneck.objects.count() == 2
    pair = LikelyDuplicate.objects.get()
    assert pair.older == there  # the coordinator looks at it


def test_what_looks_like_it_stands_there_while_typing(login, leader, coalition, partner, member):
    there = named(**WORDS)

    for user, button in ((leader, True), (partner, False), (member, False)):
        text = login(user).post(SIMILAR, ALIKE).text
        assert there.title in text
        assert f'name="seen" value="{there.pk}"' in text
        assert ("Wij herkennen dit" in text) == button
        assert "<html" not in text
    assert login(leader).post(SIMILAR, {"title": "kraam"}).text.strip() == ""
    assert Bottleneck.objects.count() == 1


def test_merged_and_very_different_ones_are_not_like_it(login, leader, coalition):
    named(title="Wachtlijst voor psychische hulp", what_happens="Het duurt maanden.")
    duplicate = named(**WORDS)
    merging.merge(duplicate, named(title="Iets anders", what_happens="Over vervoer."), by=UserFactory(), now=NOW)

    assert "lijkt erop" not in login(leader).post(SIMILAR, ALIKE).text


def test_it_may_grow_out_of_something_else(login, leader, coalition):
    address = sources.create_url(label="Uitslag van de enquête", url="/enquetes/1/")
    client = login(leader)
    assert "Uitslag van de enquête" in client.get(address).text

    client.post(address, WORDS)

    bottleneck = Bottleneck.objects.get()
    assert (bottleneck.source_label, bottleneck.source_url) == ("Uitslag van de enquête", "/enquetes/1/")


def test_source_that_is_not_ours_is_left_out(login, leader, coalition):
    forged = signing.dumps(["Kwaad", "https://kwaad.invalid/"], salt="elders")

    login(leader).post(f"{NEW}?bron={forged}", WORDS)

    assert Bottleneck.objects.get().source_url == ""


def test_words_can_be_changed_by_who_may(login, leader, coalition, partner, member):
    bottleneck = named(**WORDS, coalition=coalition, named_by=partner)
    page = reverse("themetables:bottleneck_edit", args=[bottleneck.pk])
    other_partner = MembershipFactory(circle=coalition.circle).user

    for user, status in ((leader, 200), (partner, 200), (other_partner, 403), (member, 403)):
        assert login(user).get(page).status_code == status
    client = login(leader)
    seen = client.get(page).context["form"]["seen_version"].value()
    client.post(page, {**WORDS, "title": "Kraamzorg is te duur", "seen_version": seen})

    bottleneck.refresh_from_db()
    assert bottleneck.title == "Kraamzorg is te duur"
    assert "duur" in bottleneck.words
    assert [change.kind for change in bottleneck.changes.all()] == ["edited"]


def test_two_who_change_the_words_lose_nothing(login, leader, coalition, coordinator):
    bottleneck = named(**WORDS, coalition=coalition)
    page = reverse("themetables:bottleneck_edit", args=[bottleneck.pk])
    client = login(leader)
    seen = client.get(page).context["form"]["seen_version"].value()
    fresh = Bottleneck.objects.get(pk=bottleneck.pk)
    fresh.title = "De aanjager was eerder"
    naming.reword(fresh, by=coordinator, now=timezone.now())

    response = client.post(page, {**WORDS, "title": "De leider was later", "seen_version": seen})

    assert response.status_code == 200
    assert "De aanjager was eerder" in response.text
    bottleneck.refresh_from_db()
    assert bottleneck.title == "De aanjager was eerder"


def test_merged_one_is_not_changed(login, coordinator):
    duplicate = BottleneckFactory()
    merging.merge(duplicate, BottleneckFactory(), by=coordinator, now=NOW)

    page = reverse("themetables:bottleneck_edit", args=[duplicate.pk])
    assert login(coordinator).get(page).status_code == 302


def test_coordinator_is_offered_what_looks_like_it(login, coordinator):
    one, other = named(**WORDS), named(**ALIKE, state="taken_up", table=ThemeTableFactory())
    page = reverse("themetables:bottleneck_merge", args=[one.pk])
    client = login(coordinator)
    assert other.title in client.get(page).text

    response = client.post(page, {"other": other.pk})

    pair = duplicates.pair(one, other, now=NOW)
    assert response.url == reverse("themetables:duplicate_detail", args=[pair.pk])


def test_what_is_recognised_already_says_so(login, leader, coalition):
    bottleneck = named(**WORDS)
    client = login(leader)
    assert "Jullie herkennen dit al" not in client.post(SIMILAR, ALIKE).text

    recognising.recognise(bottleneck, coalition, by=leader, now=NOW)

    assert "Jullie herkennen dit al" in client.post(SIMILAR, ALIKE).text


@pytest.mark.parametrize("count", [1, 3])
def test_similar_query_count(login, leader, coalition, django_assert_num_queries, count):
    for _ in range(count):
        named(**WORDS, state="taken_up", table=ThemeTableFactory())
    client = login(leader)

    # session, user, memberships, own coalitions; which are alike, those, and which are recognised
    with django_assert_num_queries(7):
        client.post(SIMILAR, ALIKE)


def test_what_grew_out_of_a_page_is_told_to_who_may_read_it(member, stranger, coalition):
    address = "/enquetes/1/#vraag-2"
    one = BottleneckFactory(source_label="Uitslag", source_url=address)
    BottleneckFactory(source_label="Anders", source_url="/enquetes/1/#vraag-3")
    merged = BottleneckFactory(source_label="Uitslag", source_url=address)
    merging.merge(merged, one, by=UserFactory(), now=NOW)

    assert sources.grown(member, [address]) == [(address, "knelpunt, open", one.title, one.get_absolute_url())]
    assert sources.grown(stranger, [address]) == []
