"""Words and spellings that are proposed, and what was searched and not found."""

import pytest
from django.urls import reverse
from django.utils import timezone

from library.search import suggesting
from library.search.models import Missed
from tests.library.factories import DocumentFactory
from tests.library.search.asking import found, page, titles
from tests.themetables.factories import BottleneckFactory


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_take_three_statements(index, login, member, django_assert_num_queries, count):
    DocumentFactory.create_batch(count, network=True, title="Tolkentelefoon")
    index()
    client = login(member)

    with django_assert_num_queries(6):  # session, user, memberships; how much, of which kinds, what begins so
        text = client.get(reverse("library:search_suggest", query={"zoek": "tolk"})).content.decode()

    assert text.count("/bibliotheek/") == count


def test_suggestions_are_titles_and_words(index, member):
    DocumentFactory(network=True, title="De tolkentelefoon helpt")
    DocumentFactory(network=True, title="Tolkenboek")
    index()

    suggestions = suggesting.suggest(member, "tolk")

    assert [title for _url, title, _kind in suggestions.titles] == ["Tolkenboek", "De tolkentelefoon helpt"]
    assert suggestions.words == ["tolkenboek", "tolkentelefoon"]
    assert suggesting.suggest(member, "de tolk").count == 4
    assert suggesting.suggest(member, "boek tolkent").count == 0


def test_slip_of_the_pen_is_proposed(index, login, member):
    BottleneckFactory(title="Kraamzorg is te duur")
    index()

    assert 'zoek=kraamzorg">kraamzorg</a>?' in page(login(member), zoek="kraamzrog")
    assert found(member, "kraamzrog duur").instead.meant == ["kraamzorg duur"]
    assert found(member, "duuur kraamzrog").instead.meant == ["duur kraamzorg"]


def test_words_that_only_do_not_stand_together_are_no_slips(index, member):
    for title in ("Kraamzorg", "Huisarts"):
        BottleneckFactory(title=title)
    index()

    assert found(member, "kraamzorg huisarts").instead.meant == []


def test_word_that_somebody_may_not_see_is_not_proposed(index, member, coordinator):
    DocumentFactory(title="Kruisbessenjam")  # of a circle of others
    index()

    assert found(coordinator, "kruisbesenjam").instead.meant == ["kruisbessenjam"]
    assert found(member, "kruisbesenjam").instead.meant == []


def test_no_more_than_three_spellings_are_proposed(index, member):
    for ending in "ablmoru":
        BottleneckFactory(title=f"Blauwvinkstaart{ending}")
    index()

    assert len(found(member, "blauwvinkstaartz").instead.meant) == 3


def test_search_without_result_is_counted_without_a_name(index, login, member):
    index()
    client = login(member)
    url = reverse("library:search_missed")

    client.post(url, {"zoek": " Draagdoek "})
    answer = client.post(url, {"zoek": "draagdoek"}, follow=True).content.decode()
    quiet = client.post(url, {"zoek": "draagdoek"}, headers={"HX-Request": "true"})

    assert "De aanjager ziet dat hiernaar gezocht is" in answer
    assert quiet.status_code == 204
    assert list(Missed.objects.values_list("query", "count", "last_on")) == [("draagdoek", 3, timezone.localdate())]


@pytest.mark.parametrize(
    "text", ["ab", "de van het", "x" * 150, "cliënt Jansen is zwanger", "bsn 111222333", "geen tolk"]
)
def test_what_says_too_little_or_too_much_is_not_kept(index, login, member, text):
    BottleneckFactory(title="Geen tolk")
    index()

    answer = login(member).post(reverse("library:search_missed"), {"zoek": text}, follow=True).content.decode()

    assert "Dit hebben we niet bewaard" in answer
    assert not Missed.objects.exists()


def test_of_a_compound_its_parts_are_offered_and_not_a_word_that_begins_the_same(index, member, login):
    BottleneckFactory(title="Armoede op het eiland")
    BottleneckFactory(title="De kinderarts komt niet")
    index()

    instead = found(member, "kinderarmoede").instead

    assert (instead.parts, instead.meant) == (["armoede", "kind"], [])
    assert "Over een deel hiervan is er wel iets" in page(login(member), zoek="kinderarmoede")


def test_compound_is_found_by_its_parts_in_any_form(index, member):
    BottleneckFactory(title="Armoede bij kinderen")
    BottleneckFactory(title="Een arts voor kinderen")
    BottleneckFactory(title="Elk kwartaal")
    index()

    assert titles(found(member, "kinderarmoede")) == ["<mark>Armoede</mark> bij <mark>kinderen</mark>"]
    assert titles(found(member, "taal")) == []
    assert titles(found(member, "kinderarts")) == ["Een <mark>arts</mark> voor <mark>kinderen</mark>"]
