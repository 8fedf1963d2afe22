"""What the page of a search shows, and that its statements stay the same however much there is."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from library.search import finding, searching
from library.search.analysis import heading, vector
from library.search.models import Entry, Synonyms
from library.search.queries import ask
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PlaceFactory
from tests.community.factories import PostFactory, TopicFactory
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.library.search.asking import ON, found, page, titles
from tests.members.factories import MembershipFactory, UserFactory
from tests.themetables.factories import BottleneckFactory


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("De kraamzorguren van gezinnen", "gezin"),
        ("De kraamzorguren van gezinnen", "kraamzorg"),
        ("Een cliënt met geldzorgen", "client"),
        ("Een brief van Dykstra", "dijkstra"),
        ("Een brief van Dijkstra", "DYKSTRA"),
        ("Verwezen door de huisarts", "verwijzing"),
        ("Wie doet het prenatale huisbezoek?", "PHB"),
        ("Een PHB voor iedereen", "prenatale huisbezoeken"),
        ("Over de LVB", "verstandelijke beperking"),
    ],
)
def test_dutch_is_found_as_people_write_it(index, member, written, asked):
    BottleneckFactory(title=written, what_happens="...")
    Synonyms.objects.create(words="PHB, prenataal huisbezoek")
    index()

    assert found(member, asked).count == 1


def test_every_word_has_to_be_there(index, member):
    BottleneckFactory(title="De tolk komt niet", what_happens="...")
    index()

    assert found(member, "tolk").count == 1
    assert found(member, "tolk kraamzorg").count == 0


def test_best_comes_first_and_what_is_overdue_last(index, member):
    for title, review_on in (("Kraamzorg", ON), ("Kraamzorg nu", None), ("Verslag", None)):
        DocumentFactory(network=True, title=title, summary="Over kraamzorg.", review_on=review_on)
    index()

    results = found(member, "kraamzorg")

    assert titles(results)[0] == "<mark>Kraamzorg</mark> nu"
    assert [row.note for row in results.rows] == ["", "", "moet worden nagekeken"]


def test_everything_is_shown_per_kind_and_a_kind_by_pages(index, member):
    DocumentFactory.create_batch(25, network=True, title="Tolk")
    BottleneckFactory(title="Hier is geen tolk en dat is lastig")
    index()

    everything = found(member, "tolk")
    second = found(member, "tolk", kind="document", number="2")

    assert {(section.label, section.count, len(section.rows)) for section in everything.sections} == {
        ("Documenten", "25", 5),
        ("Knelpunten", "1", 1),
    }
    assert [tab.label for tab in everything.tabs] == ["Alles (26)", "Documenten (25)", "Knelpunten (1)"]
    assert [section.more_url for section in everything.sections if section.more_url] == [
        "/zoeken/?zoek=tolk&soort=document"
    ]
    assert len(second.rows) == 5


def test_kind_without_results_says_so(index, login, member):
    BottleneckFactory(title="Geen tolk")
    index()

    text = page(login(member), zoek="tolk", soort="person")

    assert "Niets gevonden bij deze soort" in text
    assert "Mensen (0)" in text


def test_replies_are_one_result_with_the_best_sentence(index, member):
    topic = TopicFactory(title="Hoe regelen jullie het vervoer?")
    for number, text in ((2, "Met een taxicentrale misschien."), (3, "De taxi. Echt waar!")):
        PostFactory(topic=topic, number=number, text=text)
    other = PostFactory(topic=TopicFactory(title="Iets anders"), number=2, text="Een taxi.")
    index()

    results = found(member, "taxi")

    assert results.count == 2
    assert sorted((row.title, row.excerpt) for row in results.rows) == [
        ("Hoe regelen jullie het vervoer?", "De <mark>taxi</mark>."),
        ("Iets anders", "Een <mark>taxi</mark>."),
    ]
    assert {row.url for row in results.rows} == {
        topic.posts.get(number=3).get_absolute_url(),
        other.get_absolute_url(),
    }


def test_index_keeps_no_copy_of_what_stands_elsewhere_and_shows_it_as_it_is_now(index, member):
    post = PostFactory(topic=TopicFactory(title="Vervoer"), number=2, text="De **taxi** komt altijd te laat.")
    page = PageFactory(version=VersionFactory(document=DocumentFactory(network=True)), text="Een taxi kost geld.")
    index()

    kept = Entry.objects.filter(body_id__isnull=False)
    assert {page.pk, *post.topic.posts.values_list("pk", flat=True)} == set(kept.values_list("body_id", flat=True))
    assert set(kept.values_list("text", flat=True)) == {""}
    type(post).objects.filter(pk=post.pk).update(text="De taxi komt nu op tijd.")
    excerpts = {row.excerpt for section in found(member, "taxi").sections for row in section.rows}
    assert excerpts == {"De <mark>taxi</mark> komt nu op tijd.", "Een <mark>taxi</mark> kost geld."}


def test_text_that_went_since_is_found_and_not_shown(index, member):
    page = PageFactory(version=VersionFactory(document=DocumentFactory(network=True)), text="Een taxi kost geld.")
    index()

    type(page).objects.all().delete()

    assert [row.excerpt for row in found(member, "taxi").rows] == [""]


def test_word_in_the_title_weighs_more_than_one_in_the_text_and_that_more_than_a_part_of_one(index, member):
    for title, text in (("Verslag", "Kraamzorg."), ("Notitie", "Zorg."), ("Kraamzorg", "..."), ("Zorg", "...")):
        DocumentFactory(network=True, title=title, summary=text)
    index()

    assert titles(found(member, "zorg")) == [
        "<mark>Zorg</mark>",
        "<mark>Kraamzorg</mark>",
        "Notitie",
        "Verslag",
    ]


def test_document_that_nobody_described_is_found_with_the_sentence_of_its_best_page(index, member):
    version = VersionFactory(document=DocumentFactory(network=True, title="Draagdoek", version1=None))
    PageFactory(version=version, number=1, text="Zo knoop je een draagdoek.", label="bladzijde 1")
    DocumentFactory(network=True, title="Draagdoek lenen", summary="Bij de bibliotheek.")
    index()

    rows = searching.search(member, "draagdoek", kind="document", on=timezone.localdate()).rows

    assert {(row.title, row.excerpt) for row in rows} == {
        ("<mark>Draagdoek</mark>", "Zo knoop je een <mark>draagdoek</mark>."),
        ("<mark>Draagdoek</mark> lenen", "Bij de bibliotheek."),
    }


def test_document_is_found_once_at_its_best_page(index, member):
    version = VersionFactory(document=DocumentFactory(network=True, version1=None))
    for number, text in ((1, "Iets over rouw en verlies en zorg."), (2, "Rouw.")):
        PageFactory(version=version, number=number, text=text, label=f"bladzijde {number}")
    index()

    results = found(member, "rouw")

    assert (results.count, results.total, len(results.rows)) == (1, "1", 1)
    assert "bladzijde" in results.rows[0].about


@pytest.mark.parametrize(("most", "total"), [(2, "2+"), (4, "3")])
def test_count_is_capped(index, member, monkeypatch, most, total):
    monkeypatch.setattr(finding, "MOST", most)
    monkeypatch.setattr(finding, "RANKED", 2)
    DocumentFactory.create_batch(3, network=True, title="Tolk")
    index()

    results = found(member, "tolk")

    assert results.total == total
    assert len(results.rows) == (2 if most == 2 else 3)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count(index, login, member, django_assert_num_queries, count):
    for number in range(count):
        DocumentFactory(network=True, title=f"Tolk {number}")
        BottleneckFactory(title=f"Geen tolk {number}")
        OrganisationFactory(name=f"Tolk {number}")
    index()
    client = login(member)

    # session, user, memberships; synonyms; how much, of which kinds, what there is; how well it fits, the texts
    with django_assert_num_queries(9):
        text = page(client, zoek="tolk")

    assert f"{count * 3} resultaten" in text


@pytest.mark.parametrize("text", ["", "to", "de", "\0", "%&|!:*'\\", "kraamzorg" * 30])
def test_strange_questions_find_nothing_and_break_nothing(index, login, member, text):
    index()
    client = login(member)

    assert client.get(reverse("library:search", query={"zoek": text})).status_code == 200
    assert client.get(reverse("library:search_suggest", query={"zoek": text})).status_code == 200


def test_signs_of_a_query_are_only_signs(index, member):
    BottleneckFactory(title="Baby's en ouders", what_happens="Wie ziet 'baby''s' & co?")
    index()

    assert found(member, "baby's").count == 1
    assert found(member, "ouders | kraamzorg").count == 0


def test_page_of_a_visitor_says_how_to_find_more(index, client):
    index()

    assert "log in om ook te zoeken" in page(client, zoek="onvindbaar")


def test_empty_and_meaningless_questions_say_what_to_do(index, client):
    assert "Typ een woord, een naam of een afkorting" in page(client)
    assert "Typ een woord dat meer zegt" in page(client, zoek="de van het")


@pytest.mark.django_db
def test_every_text_and_every_question_is_one_that_postgresql_takes():
    signs = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(signs, signs)
    def holds(text, asked):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector(f"{asked}\n{text}"), ask(asked).term])
            assert cursor.fetchone() == (bool(ask(asked)),)  # the question is the title: its words are there
            rank = "SELECT ts_rank(%s::tsvector, %s::tsquery) > 0 AND %s::tsvector @@ %s::tsquery"
            cursor.execute(rank, [heading(asked), ask(asked).either, vector(asked), ask(asked).whole])
            assert cursor.fetchone() == (bool(ask(asked)),)

    holds()


def test_what_went_between_two_statements_is_left_out(index, member):
    BottleneckFactory(title="Geen tolk")
    index()
    question = ask("tolk")
    groups = finding.find(member, question)
    hits = finding.ranked(groups, question, ON)
    Entry.objects.all().delete()

    assert finding.ranked(groups, question, ON) == []
    assert searching.rows_of(hits, question, ON) == {}


def test_people_are_found_by_what_they_show(index, member):
    UserFactory(name="Fenna Blauwvink", shows_first_name_only=True)
    person = UserFactory(name="Grytsje Geheim", expertise="lactatie", shows_first_name_only=True)
    MembershipFactory(user=person)
    index()

    assert titles(found(member, "lactatie")) == ["Grytsje"]
    assert found(member, "Geheim").count == 0


def test_coalition_is_found_by_its_municipality(index, client):
    place = PlaceFactory(coalition=CoalitionFactory(name="Noordoost"), municipality__name="Dantumadiel")
    index()

    assert titles(found(UserFactory(), place.municipality.name)) == ["Noordoost"]
