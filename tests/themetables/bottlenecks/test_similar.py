"""Which bottlenecks look like a text, and that the set of pairs keeps being found."""

import pytest

from bench import _sets
from bench.similar import fill, judge
from language.words import analyse
from tests.themetables.factories import BottleneckFactory
from themetables.bottlenecks.similar import similar, weights

pytestmark = pytest.mark.django_db

TOLK = "Geen tolk bij het consult. Anderstalige zwangeren komen zonder tolk."


def written(text, **fields):
    return BottleneckFactory(title=text[:120], words=sorted(set(analyse(text))), **fields)


def test_same_trouble_in_other_words_is_found():
    tolk = written("Verloskundigen kunnen geen tolken regelen voor zwangeren die een andere taal spreken.")
    written("De bus naar Dokkum rijdt niet in het weekend.")

    assert similar(TOLK) == [tolk]


def test_most_alike_comes_first():
    near = written("Bij het consult van anderstalige zwangeren is geen tolk.")
    far = written("Voor het consult over borstvoeding is geen tolk, en ouders lezen de folders van het consult niet.")

    assert similar(TOLK) == [near, far]


def test_limit_and_the_one_itself():
    first = written(TOLK)
    second = written(TOLK)

    assert similar(TOLK, limit=1) == [first]
    assert similar(TOLK, exclude=first.pk) == [second]


def test_merged_one_is_not_offered():
    kept = written(TOLK)
    written(TOLK, merged_into=kept)

    assert similar(TOLK) == [kept]


@pytest.mark.parametrize("text", ["", "  ", "de het en", "🙂", "xyzzy"])
def test_text_that_says_nothing_is_like_nothing(text):
    written(TOLK)

    assert similar(text) == []


def test_nothing_is_like_anything_in_an_empty_network():
    assert similar(TOLK) == []


def test_words_that_everybody_uses_make_nothing_alike():
    written("Zwangeren en ouders krijgen zorg van de gemeente.")

    assert similar("Kwetsbare zwangeren weten niet dat de gemeente de bus betaalt naar de tandarts in Dokkum.") == []


def test_part_of_a_compound_counts_less_than_the_word():
    counts = weights("kraamzorguren")

    assert (counts["kraamzorguur"], counts["kraam"]) == (1.0, 0.4)


def test_text_without_end_is_cut():
    assert len(weights(" ".join(f"woord{number}" for number in range(5000)))) < 400


@pytest.mark.parametrize("count", [1, 3])
def test_two_statements_whatever_is_found(django_assert_num_queries, count):
    for _ in range(count):
        written(TOLK)

    with django_assert_num_queries(2):  # the scores, the rows with their coalition and table
        found = similar(TOLK)
        assert [str(one.coalition) + str(one.table) for one in found]

    assert len(found) == count


def test_set_of_pairs_keeps_being_found():
    fill([other for _part, _same, _one, other in _sets.pairs()])

    tuned, held = (judge(part, lambda text: [one.what_happens for one in similar(text)]) for part in ("tune", "held"))

    # The figures of today, with a little room; see also: docs/woorden.md.
    assert tuned.recall >= 0.8
    assert held.recall >= 0.5
    assert tuned.precision >= 0.55
    assert held.precision >= 0.45
