"""From each link of the loop one walks to all the others, and no further."""

import datetime

import pytest

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import CircleFactory
from tests.themetables.chain import loop
from tests.themetables.factories import ThemeTableFactory
from themetables.chain.collecting import collect
from themetables.chain.links import Kind

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
THINGS = ("bottleneck", "table", "plan", "decision", "block", "adoption")


@pytest.fixture
def whole(network):
    """A loop, and beside it another one that must never show."""
    loop.whole_loop(recognitions=3, adoptions=1)
    made = loop.whole_loop()
    made.adoption = made.adoptions[0]
    return made


@pytest.mark.parametrize("name", THINGS)
def test_every_link_leads_to_the_whole_chain(whole, member, name):
    chain = collect(getattr(whole, name), member, TODAY)

    assert loop.links(chain) == {
        "knelpunt": [("Ouders zien af van kraamzorg", "bouwsteen geleverd, herkend in 0 gemeenten")],
        "thematafel": [("Kraamzorg", "actief")],
        "tafelplan": [("Plan 2026", "ingediend")],
        "besluit": [("Doorgaan", "9 december 2025")],
        "bouwsteen": [("Handreiking kraamzorg", "vastgesteld, sinds april 2026")],
        "gebruik": [(one.coalition.name, "gebruikt het") for one in whole.adoptions],
    }
    here = [(link.kind, link.key) for station in chain.stations for link in station.links if link.is_here]
    assert here == [(list(Kind)[THINGS.index(name)], getattr(whole, name).pk)]
    assert chain.reached == 6


@pytest.mark.parametrize("name", THINGS)
def test_links_say_what_they_came_out_of(whole, member, name):
    chain = collect(getattr(whole, name), member, TODAY)

    names = chain.names
    origins = [[names[key] for key in link.comes_from] for station in chain.stations for link in station.links]
    assert origins == [
        [],
        ["Ouders zien af van kraamzorg"],
        ["Kraamzorg"],
        ["Plan 2026"],
        ["Doorgaan"],
        ["Handreiking kraamzorg"],
        ["Handreiking kraamzorg"],
    ]


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("size", [1, 3])
def test_chain_asks_as_much_for_a_long_one_as_for_a_short_one(network, member, django_assert_num_queries, name, size):
    whole = loop.whole_loop(recognitions=40 * size, adoptions=size)
    for year in range(2026 - size, 2026):
        loop.decision(whole.table, loop.plan(whole.table, whole.bottleneck, year=year), on=datetime.date(year, 12, 1))
    for number in range(size):
        loop.block(whole.table, loop.bottleneck(f"Knelpunt {number}", table=whole.table))
    whole.adoption = whole.adoptions[0]
    thing = getattr(whole, name)
    assert member.is_member  # their memberships are read once per request

    # bottlenecks, table, plans, decisions, blocks, answers by state, answers by name
    with django_assert_num_queries(7):
        collect(thing, member, TODAY)


def test_bottleneck_nobody_took_up_is_a_chain_of_one(network, member):
    one = loop.bottleneck()

    chain = collect(one, member, TODAY)

    assert [len(station.links) for station in chain.stations] == [1, 0, 0, 0, 0, 0]
    assert chain.reached == 1


def test_recognitions_are_counted_in_municipalities_of_the_day(network, member):
    one = loop.bottleneck()
    together = CoalitionFactory()
    PlaceFactory.create_batch(2, coalition=together)
    PlaceFactory(coalition=together, until=datetime.date(2026, 1, 1))
    loop.recognise(one, together, *CoalitionFactory.create_batch(40))

    (link,) = collect(one, member, TODAY).stations[0].links

    assert link.detail == "open, herkend in 2 gemeenten"


def test_merged_bottleneck_shows_the_chain_of_what_it_became(whole, member):
    merged = loop.bottleneck("Dubbel", merged_into=whole.bottleneck)

    chain = collect(merged, member, TODAY)

    assert [link.label for link in chain.stations[0].links] == ["Ouders zien af van kraamzorg"]
    assert chain.reached == 6


def test_many_bottlenecks_become_a_number(network, member):
    table = ThemeTableFactory()
    for number in range(40):
        loop.bottleneck(f"Knelpunt {number}", table=table, municipality_count=number)

    stations = collect(table, member, TODAY).stations

    assert [link.label for link in stations[0].links] == [
        *("Knelpunt 39", "Knelpunt 38", "Knelpunt 37", "Knelpunt 36", "en nog 36 knelpunten")
    ]
    assert stations[0].links[-1].is_folded
    assert stations[0].links[-1].url == f"/knelpunten/?tafel={table.slug}"
    assert len(stations[1].links[0].comes_from) == 5


def test_one_more_is_said_in_the_singular(network, member):
    table = ThemeTableFactory()
    for number in range(5):
        loop.bottleneck(f"Knelpunt {number}", table=table)
        loop.decision(table, loop.plan(table, year=2020 + number), on=datetime.date(2019 + number, 12, 1))
        loop.block(table, published_at=None)

    stations = collect(table, member, TODAY).stations

    assert [[link.label for link in station.links if link.is_folded] for station in stations] == [
        *(["en nog 1 knelpunt"], [], ["en nog 1 eerder plan"], ["en nog 1 eerder besluit"], ["en nog 1 bouwsteen"], [])
    ]
    # What came first is folded; of the rest the oldest comes first.
    assert [link.label for link in stations[2].links[1:]] == ["Plan 2021", "Plan 2022", "Plan 2023", "Plan 2024"]


@pytest.mark.parametrize(
    ("many", "expected"),
    [
        (4, [("C0", "gebruikt het"), ("C1", "gebruikt het"), ("C2", "gebruikt het"), ("C3", "gebruikt het")]),
        (12, [("12 coalities", "gebruiken het")]),
    ],
)
def test_many_answers_become_a_number(network, member, many, expected):
    made = loop.block(ThemeTableFactory())
    for number in range(many):
        loop.adopt(made, CoalitionFactory(name=f"C{number}"))

    links = collect(made, member, TODAY).stations[5].links

    assert [(link.label, link.detail) for link in links] == expected


def test_answers_are_folded_per_answer_and_lead_to_the_block(network, member):
    made = loop.block(ThemeTableFactory())
    for state, number in (("not_for_us", 1), ("in_use", 3), ("adapted", 2), ("not_yet", 1)):
        for _ in range(number):
            loop.adopt(made, CoalitionFactory(), state)

    links = collect(made, member, TODAY).stations[5].links

    assert [(link.label, link.detail) for link in links] == [
        ("3 coalities", "gebruiken het"),
        ("2 coalities", "pasten het aan"),
        ("1 coalitie", "nog niet"),
        ("1 coalitie", "niet voor hen"),
    ]
    assert {link.url for link in links} == {f"{made.get_absolute_url()}#waar"}


def test_answer_one_came_from_stays_apart(network, member):
    made = loop.block(ThemeTableFactory())
    adoptions = [loop.adopt(made, CoalitionFactory()) for _ in range(6)]

    links = collect(adoptions[5], member, TODAY).stations[5].links

    assert [(link.label, link.is_here) for link in links] == [
        (adoptions[5].coalition.name, True),
        ("5 coalities", False),
    ]


def test_answer_one_came_from_is_not_counted_again_when_it_was_the_only_one(network, member):
    made = loop.block(ThemeTableFactory())
    adapted = loop.adopt(made, CoalitionFactory(), "adapted")
    for _ in range(4):
        loop.adopt(made, CoalitionFactory())

    links = collect(adapted, member, TODAY).stations[5].links

    assert [(link.label, link.detail) for link in links] == [
        (adapted.coalition.name, "paste het aan"),
        ("4 coalities", "gebruiken het"),
    ]


def test_answers_to_several_blocks_are_counted_in_times(network, member):
    table, coalition = ThemeTableFactory(), CoalitionFactory()
    blocks = [loop.block(table), loop.block(table, title="Scholing")]
    for made in blocks:
        for _ in range(2):
            loop.adopt(made, CoalitionFactory())
        loop.adopt(made, coalition, "not_yet")

    links = collect(table, member, TODAY).stations[5].links

    assert [(link.label, link.detail, len(link.comes_from)) for link in links] == [
        ("4 keer", "in gebruik", 2),
        ("2 keer", "nog niet", 2),
    ]


def test_coalition_that_went_on_as_part_of_another_is_not_counted(network, member):
    made = loop.block(ThemeTableFactory())
    ended = CoalitionFactory(circle=CircleFactory(ended_on=datetime.date(2026, 1, 1)))
    loop.adopt(made, ended)

    assert collect(made, member, TODAY).stations[5].links == ()


def test_plan_without_bottlenecks_has_no_block(network, member):
    table = ThemeTableFactory()
    loop.block(table, loop.bottleneck(table=table))

    assert [len(one.links) for one in collect(loop.plan(table), member, TODAY).stations] == [0, 1, 1, 0, 0, 0]


def test_decision_about_a_new_table_has_no_plan(network, member):
    table = ThemeTableFactory()
    made = loop.block(table, loop.bottleneck(table=table))
    new = loop.decision(table, outcome="new")
    loop.decision(table, on=datetime.date(2024, 12, 1))

    stations = collect(new, member, TODAY).stations

    assert [len(one.links) for one in stations] == [1, 1, 0, 1, 1, 0]
    assert stations[3].links[0].comes_from == ((Kind.TABLE, table.pk),)
    assert stations[4].links[0].label == made.title


def test_corrected_decision_shows_only_to_who_stands_on_it(whole, member):
    correction = loop.decision(whole.table, whole.plan, outcome="stop", corrects=whole.decision)

    assert loop.links(collect(whole.table, member, TODAY))["besluit"] == [("Stoppen", "9 december 2025")]
    assert loop.links(collect(correction, member, TODAY))["besluit"] == [("Stoppen", "9 december 2025")]
    assert [label for label, _ in loop.links(collect(whole.decision, member, TODAY))["besluit"]] == [
        *("Doorgaan", "Stoppen")
    ]


def test_block_comes_out_of_the_decision_that_held_when_it_was_published(network, member):
    table = ThemeTableFactory()
    for year in (2024, 2025):
        loop.decision(table, on=datetime.date(year, 12, 1))
    early = loop.block(table, title="Vroeg", published_at=loop.moment(2024, 6, 1))
    middle = loop.block(table, title="Midden", published_at=loop.moment(2025, 6, 1))
    late = loop.block(table, title="Nog niet", published_at=None)

    stations = collect(table, member, TODAY).stations

    names = {(link.kind, link.key): (link.kind, link.detail) for one in stations for link in one.links}
    assert {link.label: names[link.comes_from[0]] for link in stations[4].links} == {
        early.title: (Kind.TABLE, "actief"),
        middle.title: (Kind.DECISION, "1 december 2024"),
        late.title: (Kind.DECISION, "1 december 2025"),
    }
    assert stations[4].links[-1].detail == "concept"


def test_draft_of_a_plan_is_a_matter_of_the_table(network, member):
    table = ThemeTableFactory()
    loop.plan(table, submitted_at=None)

    assert collect(table, member, TODAY).stations[2].links == ()


def test_closed_table_says_so(network, member):
    assert collect(ThemeTableFactory(closed=True), member, TODAY).stations[1].links[0].detail == "gestopt"
