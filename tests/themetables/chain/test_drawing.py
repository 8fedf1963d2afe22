"""The picture and the list say the same, and nothing runs out of its box."""

import pytest

from tests.templates.page import Page
from themetables.chain.drawing import NARROW, WIDE, draw, narrow, wide
from themetables.chain.links import Chain, Kind, Link, Station

LONG = "Kraamzorgindicatieprotocolwijzigingsvoorstel"


def chain(**links):
    return Chain(tuple(Station(kind, tuple(links.get(kind.name.lower(), ()))) for kind in Kind))


def full():
    table = (Kind.TABLE, 1)
    return chain(
        bottleneck=[Link(Kind.BOTTLENECK, n, f"Knelpunt {n}", "open", f"/k/{n}/") for n in (1, 2)],
        table=[Link(Kind.TABLE, 1, "Kraamzorg", "actief", "/t/", ((Kind.BOTTLENECK, 1), (Kind.BOTTLENECK, 2)), True)],
        # No plan and no decision: the block comes straight from the table.
        block=[Link(Kind.BLOCK, 1, "Handreiking", "", "/b/", (table,))],
        adoption=[
            Link(Kind.ADOPTION, "in_use", "8 coalities", "gebruiken het", "/a/", ((Kind.BLOCK, 1),), False, True)
        ],
    )


def test_list_and_both_pictures_hold_the_same_links():
    page = Page(draw(full(), "De keten"))

    links = [(link.attrs["href"], link.attrs.get("aria-label")) for link in page.all("a")]
    spoken = [(url, words) for url, words in links if words]
    read = [url for url, words in links if not words]
    assert spoken[:5] == spoken[5:]
    assert [url for url, _ in spoken[:5]] == read
    assert spoken[2] == ("/t/", "Thematafel: Kraamzorg, actief, je bent hier")
    assert [svg.attrs["aria-label"] for svg in page.all("svg")] == ["De keten", "De keten"]


def test_list_says_where_each_link_comes_from_and_what_is_missing():
    page = Page(draw(full(), "De keten"))

    items = [" ".join(item.text.split()) for item in page.all("li")]
    assert "Kraamzorg, actief (je bent hier). Komt uit: Knelpunt 1; Knelpunt 2." in items
    assert "Tafelplan: nog geen plan." in items
    assert "Handreiking. Komt uit: Kraamzorg." in items


def test_origin_that_is_folded_away_is_left_out():
    found = chain(plan=[Link(Kind.PLAN, 1, "Plan", "concept", "/p/", ((Kind.TABLE, 7),))])

    assert "Komt uit" not in draw(found, "De keten")
    assert wide(found).lines == ()


@pytest.mark.parametrize(("picture", "measures"), [(wide, WIDE), (narrow, NARROW)])
def test_boxes_stand_free_of_each_other_and_inside_the_picture(picture, measures):
    drawn = picture(full())

    for box in drawn.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        assert all(box.y < words.y < box.y + box.height for words in box.words)
    for one in drawn.boxes:
        for other in drawn.boxes:
            if one is not other and one.x == other.x:
                assert one.y + one.height < other.y or other.y + other.height < one.y


@pytest.mark.parametrize(("picture", "measures"), [(wide, WIDE), (narrow, NARROW)])
def test_long_word_breaks_with_a_hyphen_and_a_long_name_ends(picture, measures):
    drawn = picture(chain(table=[Link(Kind.TABLE, 1, f"{LONG} {'en nog wat ' * 20}", "actief", "/t/")]))

    lines = [words.text for box in drawn.boxes if box.link for words in box.words]
    assert len(lines) == 5
    assert lines[0].endswith("-")
    assert lines[3].endswith("…")
    assert all(len(line) <= measures.label_letters for line in lines)


def test_line_runs_behind_the_stations_that_were_skipped():
    lines = wide(full()).lines

    assert len(lines) == 4  # two bottlenecks, the block, who uses it
    assert lines[2].startswith(f"M{2 * WIDE.box + 28} ")


def test_what_people_wrote_is_text_in_the_picture():
    html = draw(chain(table=[Link(Kind.TABLE, 1, "<b>Tafel</b>", "&", "/t/?a=1&b=2")]), '"<i>')

    assert "<b>" not in html
    assert "<i>" not in html
    assert 'href="/t/?a=1&amp;b=2"' in html
