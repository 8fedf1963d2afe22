"""The sentence below a result, with the words marked."""

import pytest

from library.search.headlines import LENGTHS, READ, headline
from library.search.queries import thing
from tests.library.factories import DocumentFactory
from tests.library.search.asking import found, page, titles
from tests.themetables.factories import BottleneckFactory

KRAAMZORG = [thing([["kraamzorg"]], "kraamzorg")]


def excerpt(text, asked=KRAAMZORG):
    return headline("", "", text, asked).excerpt


def test_text_of_people_is_escaped():
    lines = headline("<b>Kraamzorg</b>", "<i>", "Over <script>kraamzorg</script> & zo.", KRAAMZORG)

    assert lines.title == "&lt;b&gt;<mark>Kraamzorg</mark>&lt;/b&gt;"
    assert lines.about == "&lt;i&gt;"
    assert lines.excerpt == "Over &lt;script&gt;<mark>kraamzorg</mark>&lt;/script&gt; &amp; zo."


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
    result = excerpt(text)

    if shown is not None:
        assert result == shown
    assert len(result) < 400


def test_long_sentence_is_cut_around_the_word():
    result = excerpt("woord " * 60 + "kraamzorg " + "woord " * 60)

    assert result.startswith("… woord")
    assert "<mark>kraamzorg</mark>" in result
    assert result.endswith("woord …")


def test_part_of_a_compound_is_marked_where_no_whole_word_is(index, member):
    BottleneckFactory(title="Zorg in het kraambed", what_happens="...")
    index()

    assert titles(found(member, "kraamzorg")) == ["<mark>Zorg</mark> in het <mark>kraambed</mark>"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zorg is er. Het kraambed niet.", "<mark>Zorg</mark> is er. … Het <mark>kraambed</mark> niet."),
        ("Zorg. Geen zorg in het kraambed.", "Geen <mark>zorg</mark> in het <mark>kraambed</mark>."),
        # The word itself says it: then its parts are only words.
        ("Zorg. Over kraamzorg. Een kraambed.", "Over <mark>kraamzorg</mark>."),
    ],
)
def test_sentences_have_all_parts_of_a_compound(text, shown):
    assert excerpt(text) == shown


def test_of_each_word_is_shown_what_was_found_of_it(index, member):
    BottleneckFactory(
        title="Nu Niet Zwanger",
        what_happens="Een programma voor wie niet zwanger wil. Er is prenatale zorg. We gaan op huisbezoek. Niets.",
    )
    index()

    (row,) = found(member, "prenatale huisbezoekprogramma").rows

    assert row.excerpt == (
        "Een <mark>programma</mark> voor wie niet zwanger wil. … Er is <mark>prenatale</mark> zorg."
        " … We gaan op <mark>huisbezoek</mark>."
    )
    assert row.why == ""


def test_what_stands_in_no_line_says_where_it_was_found(index, member, login):
    document = DocumentFactory(
        network=True, title="Rouw", kind="guide", summary="Over rouw.", version1__name="tranendal.pdf"
    )
    index()

    (row,) = found(member, "rouw handreiking Tranendal").rows

    assert row.about == f"Document, <mark>handreiking</mark>, {document.circle.name}"
    assert row.why == "Gevonden met “Tranendal”: dat staat bij de gemeenten, de naam van het bestand of de link."
    assert "dat staat bij de gemeenten" in page(login(member), zoek="rouw tranendal")
    assert found(member, "rouw").rows[0].why == ""


def test_long_text_is_read_as_far_as_a_page_takes():
    lines = headline("", "", "Niets. " * READ + "Kraamzorg.", KRAAMZORG)

    assert (lines.unseen, lines.is_further) == (("kraamzorg",), True)


def test_of_many_words_not_every_one_has_a_sentence():
    words = ["adem", "buik", "crèche", "duim", "egel"]

    lines = headline("Adem", "", "Adem. Buik. Crèche. Duim. Egel.", [thing([[word]], word) for word in words])

    assert lines.excerpt.count("<mark>") == len(LENGTHS)
    assert (lines.unseen, lines.is_further) == (("duim", "egel"), True)
