"""Municipalities x building blocks: the page a board reader opens, and the file."""

import csv
import io
import re

import pytest
from django.urls import reverse

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.themetables.blocks.factories import BlockFactory, adopt
from tests.themetables.factories import ThemeTableFactory
from themetables.adoption import matrix

pytestmark = pytest.mark.django_db

URL = reverse("themetables:block_matrix")


def cells(response):
    """The table as text: one list per municipality."""
    rows = re.findall(r"<tr><th.*?</tr>", str(response.context["table"]).partition("<tbody>")[2])
    return [[re.sub("<[^>]*>", "", one) for one in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def place(name, coalition=None):
    return PlaceFactory(municipality__name=name, coalition=coalition or CoalitionFactory())


@pytest.fixture
def board_reader(network):
    return MembershipFactory(circle=network, role="reader").user


def test_board_reader_sees_what_each_municipality_does(login, board_reader, coalition, block):
    other = BlockFactory(title="Zonder antwoord", adopted=True)
    two = place("Achtkarspelen")
    PlaceFactory(municipality__name="Tytsjerksteradiel", coalition=two.coalition)
    place("Vlieland")
    MunicipalityFactory(name="Ameland")
    adopt(block, coalition)
    adopt(block, two.coalition, "adapted")

    response = login(board_reader).get(URL)

    assert [column.title for column in response.context["matrix"].columns] == [block.title, other.title]
    assert cells(response) == [
        ["Achtkarspelen", "◐ aangepast in gebruik", ""],
        ["Ameland", "nog niets gekozen"],
        ["Tytsjerksteradiel", "◐ aangepast in gebruik", ""],
        ["Vlieland", "nog niets gekozen"],
        ["Waadhoeke", "● in gebruik", ""],
    ]
    assert "In 3 van 5 gemeenten is minstens één" in response.text
    assert "Nog niet in Ameland en Vlieland." in response.text
    assert f"{block.title}: 3 van 5" in response.text


def test_difference_in_one_sentence(login, member, coalition, block):
    client = login(member)
    place("Vlieland")
    nobody = client.get(URL).context["matrix"].sentence
    adopt(block, coalition)
    one_left = client.get(URL).context["matrix"].sentence
    adopt(block, place("Ameland").coalition, "not_for_us")
    both_left = client.get(URL).context["matrix"].sentence

    assert nobody == "In 0 van 2 gemeenten is minstens één van deze bouwstenen in gebruik."
    assert one_left.endswith("in gebruik. Nog niet in Vlieland.")
    assert both_left.endswith("Nog niet in Ameland en Vlieland.")


def test_every_municipality_uses_something(login, member, coalition, block):
    adopt(block, coalition)

    assert login(member).get(URL).context["matrix"].sentence.startswith("Elke gemeente")


def test_concepts_without_a_version_and_replaced_ones_are_left_out(login, member, coalition):
    BlockFactory()

    assert "Er zijn nog geen bouwstenen om te kiezen" in login(member).get(URL).text


def test_one_chooses_a_table(login, member, coalition, block):
    BlockFactory(title="Scholing", adopted=True, table=ThemeTableFactory(slug="scholing"))
    client = login(member)

    chosen = client.get(URL, {"tafel": "scholing"}, headers={"HX-Request": "true"})

    assert [column.title for column in chosen.context["matrix"].columns] == ["Scholing"]
    assert chosen.text.lstrip().startswith('<div id="matrix">')
    assert "bestand/xlsx/?tafel=scholing" in chosen.text
    assert "Geen bouwsteen gevonden" in client.get(URL, {"stand": "tested"}).text


def test_name_of_a_block_is_never_html(login, member, coalition):
    adopt(BlockFactory(title="<script>", adopted=True), coalition)

    assert "<script>" not in str(login(member).get(URL).context["table"])


def test_more_blocks_than_anybody_reads_are_counted_per_table(login, member, coalition, monkeypatch):
    monkeypatch.setattr(matrix, "MOST_COLUMNS", 1)
    table = ThemeTableFactory(short_name="Kraamzorg", slug="kraamzorg")
    first, _ = BlockFactory.create_batch(2, adopted=True, table=table)
    BlockFactory(adopted=True, table=ThemeTableFactory(short_name="Scholing"))
    adopt(first, coalition)
    place("Vlieland")

    response = login(member).get(URL)

    assert cells(response) == [["Vlieland", "", ""], ["Waadhoeke", "1 van 2", ""]]
    assert "?tafel=kraamzorg" in response.text
    assert "Kies een tafel om haar bouwstenen te zien." in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_query_count(login, member, django_assert_num_queries, count):
    for _ in range(count):
        adopt(BlockFactory(adopted=True), PlaceFactory().coalition)
    client = login(member)

    # session, user, memberships; tables and pillars of the filters; blocks, answers, places of coalitions, places
    with django_assert_num_queries(9):
        client.get(URL)


def test_file_holds_it_all_and_runs_nothing(login, member, coalition):
    block = BlockFactory(title="=1+1", adopted=True)
    adopt(block, coalition)
    place("Vlieland")

    response = login(member).get(reverse("themetables:block_matrix_download", args=["csv"]))

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Gemeente", "'=1+1"], ["Vlieland", "nog geen antwoord"], ["Waadhoeke", "in gebruik"]]


def test_file_of_an_unknown_kind_is_not_there(login, member):
    client = login(member)

    assert client.get(reverse("themetables:block_matrix_download", args=["pdf"])).status_code == 404
    assert client.get(reverse("themetables:block_matrix_download", args=["xlsx"])).status_code == 200
