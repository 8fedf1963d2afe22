"""What the coordinator does: the next step, and one of two."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.formation import merging as coalition_merging
from kansrijkestart.waiting import waiting_for
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import UserFactory
from tests.themetables.factories import BottleneckFactory, RecognitionFactory, ThemeTableFactory
from themetables.bottlenecks import duplicates, merging, steps, words
from themetables.bottlenecks.views import steering
from themetables.bottlenecks.waiting import MOST, likely_duplicates, near_mine, to_take_up
from themetables.models import BottleneckState, LikelyDuplicate
from themetables.tasks import count_municipalities

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def url(name, *args):
    return reverse(f"themetables:{name}", args=args)


def pair(**words):
    return duplicates.pair(BottleneckFactory(**words), BottleneckFactory(), now=NOW)


def test_coordinator_takes_the_next_step(login, coordinator):
    bottleneck, table = BottleneckFactory(), ThemeTableFactory(short_name="Zorgpad")
    page, client = url("bottleneck_state", bottleneck.pk), login(coordinator)
    assert "staat nu op: open." in client.get(page).text

    response = client.post(page, {"state": "taken_up", "table": table.pk, "reason": "Het speelt overal."}, follow=True)

    assert "De stand is nu: opgepakt door tafel." in response.text
    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.table) == (BottleneckState.TAKEN_UP, table)
    assert "(thematafel Zorgpad)" in client.get(page).text
    for state in ("delivered", "solved", "open", "agenda"):
        client.post(page, {"state": state})
        bottleneck.refresh_from_db()
        assert bottleneck.state == state


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"reason": ""}, "Vul dit nog in"),
        ({"state": "open"}, "Kies iets anders"),
        ({"state": "taken_up"}, "Kies de thematafel die het oppakt."),
        ({"state": "turned_down"}, "Schrijf waarom niemand het oppakt."),
        ({"state": "delivered"}, "Zeg eerst welke thematafel het heeft opgepakt"),
    ],
)
def test_step_that_cannot_be_is_explained(login, coordinator, answer, fault):
    bottleneck = BottleneckFactory()

    response = login(coordinator).post(url("bottleneck_state", bottleneck.pk), answer)

    assert response.status_code == 200
    assert fault in response.text
    assert not bottleneck.changes.exists()


def test_step_that_another_made_impossible_meanwhile_is_refused(login, coordinator, monkeypatch):
    bottleneck = BottleneckFactory(at_table=True)
    fetch = steering.get_editable

    def fetch_just_before_another(*args, **lookup):
        found = fetch(*args, **lookup)
        steps.reopen(found, by=None, now=NOW)
        return found

    monkeypatch.setattr(steering, "get_editable", fetch_just_before_another)

    response = login(coordinator).post(url("bottleneck_state", bottleneck.pk), {"state": "delivered"}, follow=True)

    assert "Zeg er eerst bij welke thematafel dit knelpunt heeft opgepakt." in response.text
    bottleneck.refresh_from_db()
    assert bottleneck.state == BottleneckState.OPEN


def test_two_are_put_beside_each_other_and_one_stays(login, coordinator):
    coalition = CoalitionFactory(name="Coalitie Wad")
    kept, duplicate = BottleneckFactory(title="Deze blijft"), BottleneckFactory(title="Deze niet")
    RecognitionFactory(bottleneck=duplicate, coalition=coalition)
    found = duplicates.pair(kept, duplicate, now=NOW)
    client = login(coordinator)

    assert "Deze niet" in client.get(url("duplicate_list")).text
    assert "Coalitie Wad" in client.get(url("duplicate_detail", found.pk)).text
    response = client.post(url("duplicate_detail", found.pk), {"keep": kept.pk}, follow=True)

    assert response.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "De twee zijn er nu één." in response.text
    assert kept.recognitions.filter(coalition=coalition).exists()
    assert "Niets lijkt dubbel" in client.get(url("duplicate_list")).text


def test_the_newer_one_may_stay(login, coordinator):
    found = pair()

    login(coordinator).post(url("duplicate_detail", found.pk), {"keep": found.newer_id})

    found.older.refresh_from_db()
    assert found.older.merged_into == found.newer


def test_two_that_are_two_are_not_shown_again(login, coordinator):
    found = pair()
    client = login(coordinator)

    client.post(url("duplicate_detail", found.pk))

    assert "Niets lijkt dubbel" in client.get(url("duplicate_list")).text
    assert client.get(url("duplicate_detail", found.pk)).url == url("duplicate_list")
    assert LikelyDuplicate.objects.get().parted_by == coordinator
    # Unless the coordinator thinks again.
    again = duplicates.pair(found.older, found.newer, now=NOW)
    assert (again.pk, again.parted_at) == (found.pk, None)


def test_another_bottleneck_is_no_answer(login, coordinator):
    found = pair()

    response = login(coordinator).post(url("duplicate_detail", found.pk), {"keep": BottleneckFactory().pk})

    assert response.status_code == 200
    assert LikelyDuplicate.objects.undecided().exists()


def test_pair_that_another_merged_meanwhile_is_refused(login, coordinator, monkeypatch):
    found, third = pair(), BottleneckFactory()
    monkeypatch.setattr(LikelyDuplicate, "is_undecided", True)
    merging.merge(found.older, third, by=coordinator, now=NOW)

    response = login(coordinator).post(url("duplicate_detail", found.pk), {"keep": found.newer_id}, follow=True)

    assert "intussen al samengevoegd" in response.text


def offered(client, page, **asked):
    return [one.title for one in client.get(page, asked).context["offered"]]


def test_what_is_most_like_it_comes_first_to_choose_from(login, coordinator):
    named = {"what_happens": "Ouders wachten drie maanden op hulp bij schulden.", "recognised_by": []}
    one = make(title="Wachtlijst voor hulp bij schulden", **named)
    make(title="Geen plek in de opvang", what_happens="De opvang zit vol.")
    make(title="Lange wachtlijst voor schuldhulp", **named)

    found = offered(login(coordinator), url("bottleneck_merge", one.pk))

    assert found == ["Lange wachtlijst voor schuldhulp", "Geen plek in de opvang"]


def make(**words_and_more):
    made = BottleneckFactory(**words_and_more)
    made.words = words.of(made)
    made.save(update_fields=["words"])
    return made


def test_the_other_one_is_found_by_a_word_or_its_address(login, coordinator):
    one, other = make(title="Eerste"), make(title="Ouders lezen de folder niet")
    make(title="Derde")
    page, client = url("bottleneck_merge", one.pk), login(coordinator)

    assert offered(client, page, zoek="folders") == [other.title]
    assert offered(client, page, zoek=f"https://portaal.invalid{other.get_absolute_url()}") == [other.title]
    for nothing in ("/knelpunten/999999/", f"/knelpunten/{'9' * 30}/", one.get_absolute_url(), "olifant"):
        assert "In geen ander knelpunt staan al deze woorden." in client.get(page, {"zoek": nothing}).text
    assert len(offered(client, page, zoek="folder" * 50)) == 2


def test_the_only_bottleneck_has_nothing_to_be_merged_with(login, coordinator):
    assert "Er is geen ander knelpunt" in login(coordinator).get(url("bottleneck_merge", BottleneckFactory().pk)).text


def test_chosen_one_is_put_beside_it_also_when_it_is_no_longer_in_the_list(login, coordinator):
    one, other = make(title="Eerste"), make(title="Tweede")
    page, client = url("bottleneck_merge", one.pk), login(coordinator)

    response = client.post(f"{page}?zoek=olifant", {"other": other.pk}, follow=True)

    assert "Zijn deze twee hetzelfde?" in response.text
    assert "Eerste" in response.text
    assert "Tweede" in response.text


@pytest.mark.parametrize("wrong", ["", "999999", "9" * 30, "x"])
def test_choice_that_is_none_is_refused(login, coordinator, wrong):
    one, _ = make(title="Eerste"), make(title="Tweede")

    response = login(coordinator).post(url("bottleneck_merge", one.pk), {"other": wrong})

    assert response.context["form"].errors.keys() == {"other"}


@pytest.mark.parametrize("count", [1, 3])
def test_merge_asks_the_same_number_of_questions(login, coordinator, django_assert_num_queries, count):
    one, *_ = (make(title=f"Lange wachtlijst {number}") for number in range(count + 1))
    client = login(coordinator)

    with django_assert_num_queries(8):  # session, user, memberships, the bottleneck twice, like it 2, others
        client.get(url("bottleneck_merge", one.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_duplicates_query_count(login, coordinator, django_assert_num_queries, count):
    for _ in range(count):
        pair()
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships, how many, the pairs
        client.get(url("duplicate_list"))


def test_coordinator_is_told_of_what_many_recognise_and_of_pairs(coordinator):
    assert texts(coordinator) == []
    widely = BottleneckFactory(title="Overal", recognised_by=[PlaceFactory().coalition for _ in range(3)])
    BottleneckFactory(title="Hier", recognised_by=[PlaceFactory().coalition])
    BottleneckFactory(title="Al op de agenda", state="agenda", recognised_by=list(of(widely)))
    pair()

    assert texts(coordinator) == [
        "3 of meer gemeenten herkennen dit, en niemand heeft het opgepakt: Overal",
        "1 paar knelpunten lijkt dubbel.",
    ]
    BottleneckFactory(recognised_by=list(of(widely)))
    pair()
    assert texts(coordinator) == [
        "2 knelpunten worden door 3 of meer gemeenten herkend en zijn nog niet opgepakt.",
        "2 paren knelpunten lijken dubbel.",
    ]


def test_many_are_not_counted_to_the_last(coordinator, leader, coalition):
    places = [PlaceFactory().coalition for _ in range(3)]
    for _ in range(MOST + 1):
        BottleneckFactory(coalition=places[0], recognised_by=places)
        pair()

    assert [text.split(" ", 3)[:3] for text in texts(coordinator)] == [["Meer", "dan", "20"]] * 2
    assert [text.split(" ", 3)[:3] for text in texts(leader)] == [["Meer", "dan", "20"]]


def test_leader_is_asked_what_plays_nearby(leader, coalition, member):
    PlaceFactory()  # a neighbour: somebody without any is an island, near the other islands
    elsewhere = "M900 900l5 0 0 5z"
    BottleneckFactory(recognised_by=[PlaceFactory(municipality__shape=elsewhere).coalition], title="Van ver")
    assert texts(leader) == []
    places = [PlaceFactory(municipality__shape=elsewhere).coalition for _ in range(3)]
    BottleneckFactory(title="Overal", recognised_by=places)
    assert texts(leader) == ["Herkennen jullie dit knelpunt van anderen? Overal"]
    BottleneckFactory(title="Ook overal", recognised_by=places)

    assert texts(leader) == ["2 knelpunten spelen bij jullie in de buurt. Herkennen jullie ze?"]
    assert texts(member) == []


def test_start_page_shows_it(coordinator):
    pair()

    items = waiting_for(coordinator, timezone.localdate())

    assert url("duplicate_list") in [item.url for item in items]


def test_municipalities_are_counted_anew_when_a_coalition_gets_one():
    place = PlaceFactory()
    bottleneck = BottleneckFactory(recognised_by=[place.coalition])
    PlaceFactory(coalition=place.coalition)

    count_municipalities()

    bottleneck.refresh_from_db()
    assert bottleneck.municipality_count == 2


def test_coalition_that_goes_on_as_part_of_another_takes_its_bottlenecks_along(coordinator):
    ending, going_on = PlaceFactory().coalition, PlaceFactory().coalition
    own = BottleneckFactory(coalition=ending)
    both = BottleneckFactory(recognised_by=[ending, going_on])
    now = timezone.now()

    coalition_merging.plan(ending, going_on, on=timezone.localdate(now), by=coordinator, now=now)

    for bottleneck in (own, both):
        bottleneck.refresh_from_db()
    assert (own.coalition, own.municipality_count) == (going_on, 2)
    assert own.recognitions.get().coalition == going_on
    assert both.recognitions.count() == 2  # its own words stay, as its history
    assert both.municipality_count == 2


def texts(user):
    sources, on = (near_mine, to_take_up, likely_duplicates), timezone.localdate()
    return [text for source in sources for text, _ in source(user, on)]


def of(bottleneck):
    return {one.coalition for one in bottleneck.recognitions.all()}


@pytest.mark.parametrize("name", ["bottleneck_edit", "bottleneck_state", "bottleneck_merge", "recognition_choose"])
def test_back_button_after_merging_leads_to_what_it_became(login, coordinator, name):
    gone, kept = BottleneckFactory(title="De dubbele"), BottleneckFactory(title="De blijver")
    merging.merge(gone, kept, by=coordinator, now=NOW)

    response = login(coordinator).get(url(name, gone.pk), follow=True)

    assert response.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "“De dubbele” is samengevoegd met dit knelpunt." in response.text
    assert "is niet bewaard" not in response.text


def test_who_sends_a_change_to_a_merged_bottleneck_hears_that_it_was_not_kept(login, leader, coalition, coordinator):
    gone, kept = BottleneckFactory(title="De dubbele"), BottleneckFactory(title="De blijver")
    merging.merge(gone, kept, by=coordinator, now=NOW)

    response = login(leader).post(
        url("recognition_edit", gone.pk, coalition.slug), {"how_here": "Ook hier."}, follow=True
    )

    assert response.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "Wat je stuurde, is niet bewaard." in response.text
    assert not kept.recognitions.filter(coalition=coalition).exists()


def test_who_is_not_in_the_network_learns_nothing_of_a_merged_bottleneck(login, coordinator):
    gone = BottleneckFactory()
    merging.merge(gone, BottleneckFactory(), by=coordinator, now=NOW)

    assert login(UserFactory()).get(url("bottleneck_edit", gone.pk)).status_code == 404


def test_pair_that_was_decided_about_leads_on(login, coordinator):
    merged, parted = pair(title="De dubbele"), pair()
    merging.merge(merged.newer, merged.older, by=coordinator, now=NOW)
    duplicates.part(parted, by=coordinator, now=NOW)
    client = login(coordinator)

    assert client.get(url("duplicate_detail", merged.pk)).url == merged.older.get_absolute_url()
    response = client.get(url("duplicate_detail", parted.pk), follow=True)

    assert response.redirect_chain == [(url("duplicate_list"), 302)]
    assert "het blijven twee knelpunten" in response.text
