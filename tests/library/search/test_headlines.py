"""The sentence below a result, with the words marked."""

import pytest

from library.search.analysis import lexemes
from library.search.headlines import excerpt, marked
from tests.library.search.asking import found, titles
from tests.themetables.factories import BottleneckFactory


def test_text_of_people_is_escaped():
    marks = ask_marks("kraamzorg")

    assert excerpt("Over <script>kraamzorg</script> & zo.", marks) == (
        "Over &lt;script&gt;<mark>kraamzorg</mark>&lt;/script&gt; &amp; zo."
    )
    assert marked("<b>Kraamzorg</b>", marks) == "&lt;b&gt;<mark>Kraamzorg</mark>&lt;/b&gt;"


def ask_marks(word):
    return frozenset(lexemes(word))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Eerst iets. Dan over kraamzorg. Dan niets.", "Dan over <mark>kraamzorg</mark>."),
        ("Niets hierover.", "Niets hierover."),
        ("woord " * 60 + "kraamzorg " + "woord " * 60, None),
        ("kraamzorg" + "x" * 400, None),
        ("x" * 400 + " kraamzorg", None),
        ("", ""),
    ],
)
def test_sentence_is_short_and_has_the_word(text, shown):
    result = excerpt(text, ask_marks("kraamzorg"))

    if shown is not None:
        assert result == shown
    assert len(result) < 400


def test_long_sentence_is_cut_around_the_word():
    result = excerpt("woord " * 60 + "kraamzorg " + "woord " * 60, ask_marks("kraamzorg"))

    assert result.startswith("… woord")
    assert "<mark>kraamzorg</mark>" in result
    assert result.endswith("woord …")


def test_part_of_a_compound_is_marked_where_no_whole_word_is(index, member):
    BottleneckFactory(title="Zorg in het kraambed", what_happens="...")
    index()

    assert titles(found(member, "kraamzorg")) == ["<mark>Zorg</mark> in het <mark>kraambed</mark>"]
