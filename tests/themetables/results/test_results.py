"""Wat leverde het op: every number on the page comes from rows, and a page without rows says why."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.templates.page import Page
from tests.themetables.chain import loop
from tests.themetables.chain.loop import moment
from tests.themetables.factories import ThemeTableFactory
from themetables.models import BottleneckState
from themetables.results.counting import Bar, blocks_by_use, bottlenecks_by_state, time_to_block
from themetables.results.periods import over_time
from themetables.results.places import differences
from themetables.results.words import conclusion, how_long

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def page(client):
    response = client.get("/opbrengst/")
    assert response.status_code == 200
    return response


# Counting


def test_every_state_is_there_and_merged_ones_are_not(network, member):
    table = ThemeTableFactory()
    kept = loop.bottleneck()
    loop.bottleneck(merged_into=kept)
    loop.bottleneck(table=table)
    loop.bottleneck(table=table)

    bars = bottlenecks_by_state(member)

    assert [(bar.label, bar.number, bar.share) for bar in bars] == [
        ("open", 1, 50),
        ("op de agenda", 0, 0),
        ("opgepakt door tafel", 0, 0),
        ("bouwsteen geleverd", 2, 100),
        ("opgelost", 0, 0),
        ("niet opgepakt", 0, 0),
    ]


def test_time_runs_from_naming_to_the_first_version_that_helps(network, member):
    table = ThemeTableFactory()
    for published in ((2025, 2, 10), (2025, 7, 20), (2026, 4, 6)):
        one = loop.bottleneck(table=table, named_at=moment(2025, 1, 1))
        made = loop.block(table, one, published_at=moment(*published))
        loop.version(made, moment(2026, 11, 1), number=2)
    # A block that was there already is no answer to what somebody named later.
    loop.block(table, loop.bottleneck(table=table, named_at=moment(2026, 5, 1)), published_at=moment(2026, 1, 1))
    # And a concept is no block yet.
    loop.block(table, loop.bottleneck(table=table), published_at=None)

    found = time_to_block(member)

    assert (found.number, found.shortest, found.median, found.longest) == (3, 40, 200, 460)
    assert found.words == ["6 weken", "29 weken", "1 jaar en 14 weken"]


def test_there_is_no_time_without_a_block(network, member):
    loop.bottleneck()

    assert time_to_block(member) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 dagen"),
        (1, "1 dag"),
        (13, "13 dagen"),
        (14, "2 weken"),
        (360, "51 weken"),
        (364, "1 jaar"),
        (371, "1 jaar en 1 week"),
        (800, "2 jaar en 10 weken"),
    ],
)
def test_time_is_said_in_plain_words(days, words):
    assert how_long(days) == words


def test_blocks_are_counted_over_the_coalitions_of_today(network, member):
    table = ThemeTableFactory()
    known, new = loop.block(table, title="Bekend"), loop.block(table, title="Nieuw")
    loop.block(table, title="Concept", published_at=None)
    coalitions = CoalitionFactory.create_batch(4)
    ended = CoalitionFactory(circle=CircleFactory(ended_on=datetime.date(2026, 1, 1)))
    for coalition, state in zip([*coalitions[:3], ended], ("in_use", "adapted", "not_for_us", "in_use"), strict=True):
        loop.adopt(known, coalition, state)

    found, coalition_count = blocks_by_use(member, TODAY)

    assert coalition_count == 4
    assert [(use.block, [number for _, number in use.counts], use.unanswered, use.share) for use in found] == [
        (known, [1, 1, 0, 1], 1, 50),
        (new, [0, 0, 0, 0], 4, 0),
    ]


# Differences


def test_municipalities_stand_in_a_band_around_the_middle_and_by_the_alphabet(network, member):
    blocks = [loop.block(ThemeTableFactory(), title=f"B{number}") for number in range(6)]
    for name, using in (("Ameland", 0), ("Harlingen", 2), ("Leeuwarden", 2), ("Terschelling", 3), ("Vlieland", 6)):
        coalition = CoalitionFactory(name=name)
        PlaceFactory(coalition=coalition, municipality=MunicipalityFactory(name=name))
        for made in blocks[:using]:
            loop.adopt(made, coalition)
    MunicipalityFactory(name="Achtkarspelen")

    found = differences(member, TODAY)

    assert [(place.name, place.using, place.band) for place in found.places] == [
        ("Achtkarspelen", 0, "nog geen coalitie"),
        ("Ameland", 0, "minder dan de meeste"),
        ("Harlingen", 2, "zoals de meeste"),
        ("Leeuwarden", 2, "zoals de meeste"),
        ("Terschelling", 3, "zoals de meeste"),
        ("Vlieland", 6, "meer dan de meeste"),
    ]
    assert (found.low, found.high, found.least, found.most) == (2, 3, 0, 6)
    assert [shape.state_label for shape in found.map["shapes"]][-1] == "6 bouwstenen in gebruik, meer dan de meeste"


def test_what_a_coalition_does_counts_for_each_of_its_municipalities(network, member):
    coalition = CoalitionFactory()
    PlaceFactory.create_batch(2, coalition=coalition)
    loop.adopt(loop.block(ThemeTableFactory()), coalition)
    loop.adopt(loop.block(ThemeTableFactory()), coalition, "not_yet")
    loop.recognise(loop.bottleneck(), coalition)
    loop.recognise(loop.bottleneck(merged_into=loop.bottleneck()), coalition)

    found = differences(member, TODAY)

    assert [(place.using, place.recognised) for place in found.places] == [(1, 1), (1, 1)]


def test_one_municipality_is_its_own_middle(network, member):
    PlaceFactory()

    assert [place.band for place in differences(member, TODAY).places] == ["zoals de meeste"]


# Over time


def test_quarters_follow_each_other_without_a_gap(network, member):
    table = ThemeTableFactory()
    one = loop.bottleneck(named_at=moment(2026, 1, 31))
    loop.bottleneck(named_at=moment(2026, 3, 31), merged_into=one)
    made = loop.block(table, published_at=moment(2026, 7, 1))
    loop.version(made, moment(2026, 10, 1), number=2)
    loop.adopt(made, CoalitionFactory(), since=datetime.date(2026, 8, 1))
    loop.adopt(made, CoalitionFactory(), "not_yet", since=datetime.date(2026, 8, 1))

    found = over_time(member, "kwartaal", TODAY)

    assert [period.label for period in found.periods] == [f"{n}e kwartaal 2026" for n in (1, 2, 3, 4)]
    assert [series.numbers for series in found.series] == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 0, 1, 0)]
    assert [period.short for period, _ in found.rows] == ["4/26", "3/26", "2/26", "1/26"]


def test_years_are_counted_too_and_the_far_past_is_left_out(network, member):
    for year in (2001, 2020, 2026):
        loop.bottleneck(named_at=moment(year, 1, 1))

    found = over_time(member, "jaar", TODAY)

    assert [period.label for period in found.periods] == [str(year) for year in range(2019, 2027)]
    assert found.series[0].numbers == (0, 1, 0, 0, 0, 0, 0, 1)
    assert found.series[0].total == 2


def test_moment_counts_in_the_quarter_of_the_wall_clock(network, member):
    # Half past midnight in Fryslân is still the day before in UTC.
    night = moment(2026, 10, 1, 0, 30)
    loop.bottleneck(named_at=night)
    loop.block(ThemeTableFactory(), published_at=night)

    found = over_time(member, "kwartaal", TODAY)

    assert [period.label for period in found.periods] == ["4e kwartaal 2026"]
    assert [series.total for series in found.series] == [1, 1, 0]


def test_columns_stay_inside_the_chart_and_names_have_room(network, member):
    for month in (1, 4, 7, 10):
        for year in (2024, 2025, 2026):
            for _ in range(month):
                loop.bottleneck(named_at=moment(year, month, 2))

    columns = over_time(member, "kwartaal", TODAY).series[0].columns

    assert len(columns) == 12
    assert all(one.x >= 0 and one.x + one.width <= 320 and one.y >= 20 for one in columns)
    assert [one.label for one in columns if one.label] == ["2/24", "4/24", "2/25", "4/25", "2/26", "4/26"]


# The page


def test_page_says_what_there_is(login, member, network):
    whole = loop.whole_loop(recognitions=3, adoptions=3)
    PlaceFactory(coalition=whole.coalitions[0])
    client = login(member)

    html = page(client).text

    words = " ".join(Page(html).texts("p"))
    assert "Coalities noemden 1 knelpunt. De thematafels maakten er 1 bouwsteen bij" in words
    assert "coalities werken er 3 keer mee" in words
    assert "Bij 1 van de 1 is er een bouwsteen of een oplossing, aan 0 wordt gewerkt, en 0 wachten nog." in words
    assert "1 jaar en 4 weken" in html
    assert "Dit is geen wedstrijd" in html
    assert f'href="{whole.block.get_absolute_url()}"' in html
    assert "Print deze pagina" in html


def test_bottlenecks_without_a_block_say_what_comes(login, member, network):
    loop.bottleneck()

    words = " ".join(Page(page(login(member)).text).texts("p"))

    assert "Coalities noemden 1 knelpunt. Er is nog geen bouwsteen." in words
    assert "Er is nog geen bouwsteen gemaakt voor een knelpunt." in words
    assert "Nog geen coalitie werkt met een bouwsteen." in words


def test_empty_network_says_where_it_begins(login, member, network):
    html = page(login(member)).text

    assert "Er is nog niets om te tellen" in html
    assert "Download" not in html


def test_board_reader_opens_it_and_a_stranger_does_not(login, client, network, stranger):
    reader = MembershipFactory(circle=network, role="reader").user

    assert login(reader).get("/opbrengst/").status_code == 200
    assert login(stranger).get("/opbrengst/").status_code == 404


@pytest.mark.parametrize(
    ("query", "current"), [("", "Per kwartaal"), ("?per=jaar", "Per jaar"), ("?per=eeuw", "Per kwartaal")]
)
def test_link_chooses_how_to_count(login, member, network, query, current):
    loop.bottleneck()

    html = login(member).get(f"/opbrengst/{query}").text

    chosen = [link.text for link in Page(html).all("a", aria_current="page") if link.text.startswith("Per ")]
    assert chosen == [current]


@pytest.mark.parametrize("size", [1, 3])
def test_page_asks_as_much_whatever_there_is(login, member, network, size, django_assert_num_queries):
    for _ in range(size):
        whole = loop.whole_loop(recognitions=size, adoptions=size)
        PlaceFactory(coalition=whole.coalitions[0])
    client = login(member)

    # session, user, memberships; states; time; coalitions, answers, blocks; blocks and bottlenecks per coalition,
    # places, municipalities; named, published, begun
    with django_assert_num_queries(15):
        page(client)


def test_everything_on_the_page_is_in_the_file(login, member, network):
    whole = loop.whole_loop(recognitions=1, adoptions=2)
    PlaceFactory(coalition=whole.coalitions[0], municipality=MunicipalityFactory(name="Ameland"))
    client = login(member)

    response = client.get("/opbrengst/opbrengst.xlsx?per=jaar")

    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[0] == ("Onderdeel", "Waarvan", "Wat", "Aantal")
    assert ("Knelpunten", "alle gemeenten", "bouwsteen geleverd", 1) in rows
    assert ("Van knelpunt naar bouwsteen", "1 knelpunten", "mediaan in dagen", 393) in rows
    assert ("Bouwstenen", "Handreiking kraamzorg", "gebruiken we", 2) in rows
    assert ("Bouwstenen", "Handreiking kraamzorg", "nog geen antwoord", 0) in rows
    assert ("Gemeenten", "Ameland", "bouwstenen in gebruik", 1) in rows
    assert ("In de tijd", "2026", "Coalities die met een bouwsteen begonnen", 2) in rows


def test_file_without_a_block_has_no_time(login, member, network):
    rows = login(member).get("/opbrengst/opbrengst.csv").content.decode("utf-8-sig")

    assert "Van knelpunt naar bouwsteen" not in rows


def test_file_of_another_kind_is_not_there(login, member, network):
    assert login(member).get("/opbrengst/opbrengst.docx").status_code == 404


def test_conclusion_counts_every_state_once():
    bars = [Bar(state, number, 0, "") for number, state in enumerate(BottleneckState, start=1)]

    # 1 open, 2 on the agenda, 3 taken up, 4 delivered, 5 solved, 6 turned down
    assert conclusion(bars) == (
        "Bij 9 van de 21 is er een bouwsteen of een oplossing, aan 3 wordt gewerkt, en 3 wachten nog."
    )
    bars = [Bar(state, int(state == BottleneckState.OPEN), 0, "") for state in BottleneckState]
    assert conclusion(bars).endswith("en 1 wacht nog.")
