import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.difference import GONE, MOST_PAIRS, NEW, SAME, Piece, difference, new_side, old_side


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("gelijk", "gelijk", [Piece(SAME, "gelijk")]),
        ("", "nieuw", [Piece(NEW, "nieuw")]),
        ("weg", "", [Piece(GONE, "weg")]),
        (
            "De gemeente belt.",
            "De kraamzorg belt.",
            [Piece(SAME, "De "), Piece(GONE, "gemeente"), Piece(NEW, "kraamzorg"), Piece(SAME, " belt.")],
        ),
        ("een\r\ntwee", "een\ntwee", [Piece(SAME, "een\ntwee")]),
    ],
)
def test_difference_is_told_in_words(old, new, pieces):
    assert difference(old, new) == pieces


@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_both_texts_can_be_read_back_from_the_pieces(old, new):
    pieces = difference(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == new


def test_change_is_said_to_who_listens():
    pieces = difference("wij bellen", "wij mailen")

    assert "wij <del>" in old_side(pieces)
    assert re.sub("<[^>]*>", "", old_side(pieces)) == "wij [weg: bellen]"
    assert re.sub("<[^>]*>", "", new_side(pieces)) == "wij [erbij: mailen]"


def test_what_people_wrote_is_never_html():
    pieces = difference("<b>oud</b>", "<script>nieuw</script>")

    assert "<b>" not in old_side(pieces)
    assert "&lt;" in old_side(pieces)
    assert "<script>" not in new_side(pieces)


def test_line_ends_stay_and_white_space_is_not_marked():
    pieces = difference("een twee", "een\ntwee")

    assert new_side(pieces) == "een<br>twee"


def test_text_made_to_be_slow_counts_as_another_text():
    old, new = "a " * 5000, "a b " * 5000
    assert old.count("a") * new.count("a") > MOST_PAIRS

    start = time.process_time()
    pieces = difference(old, new)

    assert time.process_time() - start < 5
    assert [piece.kind for piece in pieces] == [GONE, NEW]
