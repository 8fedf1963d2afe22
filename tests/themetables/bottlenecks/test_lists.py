"""The list of bottlenecks: what stands in it, in which order, and for whom it has buttons."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory
from tests.themetables.factories import BottleneckFactory, PillarFactory, RecognitionFactory, ThemeTableFactory
from themetables.bottlenecks import merging, recognising, words
from themetables.models import Bottleneck, BottleneckState

pytestmark = pytest.mark.django_db

LIST = "/knelpunten/"
NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def titles(response):
    return [one.title for one in response.context["page"].object_list]


def places(count):
    return [PlaceFactory().coalition for _ in range(count)]


def test_most_recognised_comes_first(login, member):
    BottleneckFactory(title="Van één", recognised_by=places(1))
    BottleneckFactory(title="Van drie", recognised_by=places(3))
    BottleneckFactory(title="Van niemand", recognised_by=[], named_at=timezone.now() + datetime.timedelta(days=1))
    client = login(member)

    assert titles(client.get(LIST)) == ["Van drie", "Van één", "Van niemand"]
    assert titles(client.get(LIST, {"orde": "nieuwste"}))[0] == "Van niemand"


def test_line_says_where_since_when_and_who_works_on_it(login, member):
    coalition = CoalitionFactory(name="Coalitie Wad")
    for name in ("Ameland", "Vlieland"):
        PlaceFactory(coalition=coalition, municipality__name=name)
    PlaceFactory()
    table = ThemeTableFactory(short_name="Zorgpad")
    BottleneckFactory(coalition=coalition, state=BottleneckState.TAKEN_UP, table=table, named_at=NOW)

    text = login(member).get(LIST).text

    assert "<strong>2 van de 3 gemeenten</strong>" in text
    assert "Ameland, Vlieland" in text
    assert "Genoemd door Coalitie Wad in maart 2027." in text
    assert f'<a href="{table.get_absolute_url()}">Thematafel Zorgpad</a>' in text
    assert text.count('class="ks-mini__here"') == 2


def test_whole_province_and_nobody_have_words_of_their_own(login, member):
    PlaceFactory(coalition=CoalitionFactory(name="Alles"))
    BottleneckFactory(recognised_by=[CoalitionFactory._meta.model.objects.get(name="Alles")])
    BottleneckFactory(coalition=None, recognised_by=[])

    text = login(member).get(LIST).text

    assert "Heel Fryslân</span>" in text
    assert "Nog door geen gemeente herkend" in text
    assert "Genoemd voor het hele netwerk" in text


def test_merged_one_is_not_in_the_list(login, member):
    into = BottleneckFactory(title="Blijft")
    merging.merge(BottleneckFactory(title="Gaat op"), into, by=member, now=timezone.now())

    assert titles(login(member).get(LIST)) == ["Blijft"]


def test_filters_narrow_the_list(login, member):
    here, elsewhere = PlaceFactory(municipality__slug="hier"), PlaceFactory()
    pillar, table = PillarFactory(slug="na"), ThemeTableFactory(slug="kraamzorg")
    BottleneckFactory(title="Hier", recognised_by=[here.coalition], pillars=[pillar])
    BottleneckFactory(title="Elders", recognised_by=[elsewhere.coalition], state="taken_up", table=table)
    BottleneckFactory(title="Op de agenda", recognised_by=[], state="agenda")
    client = login(member)

    for query, found in [
        ({"gemeente": "hier"}, ["Hier"]),
        ({"pijler": "na"}, ["Hier"]),
        ({"tafel": "kraamzorg"}, ["Elders"]),
        ({"stand": "tafel"}, ["Elders"]),
        ({"stand": "wacht"}, ["Hier", "Op de agenda"]),
        ({"stand": "bestaat-niet"}, ["Elders", "Hier", "Op de agenda"]),
        ({"gemeente": "hier", "stand": "tafel"}, []),
    ]:
        response = client.get(LIST, query)
        assert sorted(titles(response)) == found, query
    assert "Geen knelpunten gevonden" in client.get(LIST, {"gemeente": "hier", "stand": "tafel"}).text


def test_words_are_found_in_another_form(login, member):
    for title in ("Wachtlijsten voor hulp", "Te weinig kraamzorg"):
        bottleneck = BottleneckFactory(title=title)
        Bottleneck.objects.filter(pk=bottleneck.pk).update(words=words.of(bottleneck))

    client = login(member)
    assert titles(client.get(LIST, {"zoek": "wachtlijst"})) == ["Wachtlijsten voor hulp"]
    assert titles(client.get(LIST, {"zoek": "hulp kraamzorg"})) == []


def test_compound_finds_its_parts_and_the_other_way_round(login, member):
    for title in ("Gezinnen krijgen te weinig uren kraamzorg", "De kraamzorguren zijn op", "Kraamzorg is te duur"):
        bottleneck = BottleneckFactory(title=title)
        Bottleneck.objects.filter(pk=bottleneck.pk).update(words=words.of(bottleneck))
    both = ["De kraamzorguren zijn op", "Gezinnen krijgen te weinig uren kraamzorg"]

    client = login(member)
    assert sorted(titles(client.get(LIST, {"zoek": "kraamzorguren"}))) == both
    assert sorted(titles(client.get(LIST, {"zoek": "uren kraamzorg"}))) == both


def test_empty_list_says_what_to_do(login, member):
    text = login(member).get(LIST).text

    assert "Er is nog geen knelpunt genoemd" in text
    assert reverse("themetables:bottleneck_create") in text


def test_filter_with_script_gets_the_list_alone(login, member):
    BottleneckFactory(title="Alleen de lijst")

    text = login(member).get(LIST, headers={"HX-Request": "true"}).text

    assert "Alleen de lijst" in text
    assert "<h1" not in text


def test_leader_answers_in_the_list_and_others_do_not(login, leader, member, coalition):
    asked, recognised, dismissed = (BottleneckFactory(title=title) for title in ("Vraag", "Ja", "Nee"))
    BottleneckFactory(title="Voorbij", state=BottleneckState.SOLVED)
    recognising.recognise(recognised, coalition, by=leader, now=timezone.now())
    recognising.dismiss(dismissed, coalition, by=leader, now=timezone.now())
    button = 'formaction="{}"'

    text = login(leader).get(LIST).text
    assert button.format(reverse("themetables:bottleneck_recognise", args=[asked.pk])) in text
    assert text.count("formaction=") == 2  # of the one that is asked: yes and no
    assert "✓ Jullie herkennen dit." in text
    assert "Jullie herkennen dit niet." in text
    assert "formaction=" not in login(member).get(LIST).text


def test_leader_of_two_coalitions_answers_on_the_page_itself(login, leader, coalition):
    other = CoalitionFactory()
    MembershipFactory(circle=other.circle, user=leader, leader=True)
    bottleneck = BottleneckFactory()
    client = login(leader)

    assert "formaction=" not in client.get(LIST).text
    page = client.get(bottleneck.get_absolute_url()).text
    assert f"Wij herkennen dit in {coalition}" in page
    assert f"Wij herkennen dit in {other}" in page


def test_what_plays_nearby_is_what_neighbours_or_many_recognise(login, leader, coalition):
    here = coalition.municipality_places.get().municipality
    type(here).objects.filter(pk=here.pk).update(shape="M0 0l10 0 0 10z")
    next_door = PlaceFactory(municipality__shape="M10 0l0 10 5 0z").coalition
    far = PlaceFactory(municipality__shape="M90 90l5 0 0 5z").coalition
    BottleneckFactory(title="Van de buren", recognised_by=[next_door])
    BottleneckFactory(title="Van ver", recognised_by=[far])
    BottleneckFactory(title="Van velen", recognised_by=[far, *places(2)])
    BottleneckFactory(title="Al herkend", recognised_by=[next_door, coalition])
    BottleneckFactory(title="Al voorbij", recognised_by=[next_door], state=BottleneckState.SOLVED)
    dismissed = BottleneckFactory(title="Niet bij ons", recognised_by=[next_door])
    recognising.dismiss(dismissed, coalition, by=leader, now=timezone.now())

    assert titles(login(leader).get(LIST, {"antwoord": "buurt"})) == ["Van velen", "Van de buren"]


def test_long_list_goes_on_on_a_next_page(login, member):
    coalition = CoalitionFactory()
    for _ in range(26):
        BottleneckFactory(coalition=coalition, recognised_by=[])
    client = login(member)

    assert "Pagina 1 van 2" in client.get(LIST).text
    assert len(titles(client.get(LIST, {"page": 2}))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, member, leader, coalition, django_assert_num_queries, count):
    for _ in range(count):
        bottleneck = BottleneckFactory(at_table=True, pillars=[PillarFactory()])
        for _ in range(count):
            RecognitionFactory(bottleneck=bottleneck, coalition=PlaceFactory().coalition)

    client = login(member)
    client.get(LIST)  # reads the borders, once per process
    # session, user, memberships, municipalities, pillars, tables, how many, the page with who recognises
    with django_assert_num_queries(8):
        client.get(LIST)
    client = login(leader)
    with django_assert_num_queries(10):  # and the own coalition, what it said no to
        client.get(LIST)
