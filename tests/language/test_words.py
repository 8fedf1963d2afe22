"""What Dutch words are about: pairs that must meet, and pairs that must not."""

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.dutch_stemmer import DutchStemmer

from language.words import LONGEST_WORD, analyse, analyse_word, likewise, stem

SAME = [
    "kind kinderen",
    "gezin gezinnen",
    "coalitie coalities",
    "zwangerschap zwangerschappen",
    "cursus cursussen",
    "zwangere zwangeren",
    "zwangere zwanger",
    "verwijzing verwijzen",
    "verwijzing doorverwezen",
    "verwees verwijzing",
    "overdracht overgedragen",
    "signalering gesignaleerd",
    "verloskundige verloskundigen",
    "anderstalige anderstaligen",
    "statushouder statushouders",
    "baby baby's",
    "gemeente gemeenten",
    "cliënt client",
    "jgz jeugdgezondheidszorg",
    "lvb beperking",
    "wachtlijst wachttijden",
]
PART = [
    ("kraamzorguren", "kraamzorg"),
    ("kraamzorguren", "uur"),
    ("jeugdgezondheidszorg", "zorg"),
    ("huisartsenpraktijk", "huisarts"),
    ("opvoedingsondersteuning", "opvoeding"),
    ("schuldhulpverlening", "schulden"),
    ("vaderschap", "vaders"),
    ("kinderopvang", "kind"),
    ("speelgroepen", "groep"),
]
DIFFERENT = [
    "gezin zin",
    "gemeente mening",
    "wonen won",
    "moeder moed",
    "signaleren leren",
    "zwanger zwaar",
    "ouder oud",
]


@pytest.mark.parametrize("pair", SAME)
def test_forms_of_one_word_meet(pair):
    one, other = pair.split()

    assert set(analyse_word(one)) & set(analyse_word(other))


@pytest.mark.parametrize(("compound", "part"), PART)
def test_compound_holds_its_parts(compound, part):
    assert analyse_word(part)[0] in analyse_word(compound)


@pytest.mark.parametrize("pair", DIFFERENT)
def test_words_that_look_alike_do_not_meet(pair):
    one, other = pair.split()

    assert not set(analyse_word(one)) & set(analyse_word(other))


def test_text_becomes_what_it_is_about():
    assert analyse("De kraamzorguren van zwangeren zijn 's avonds te weinig (24 uur).") == [
        *("kraamzorguur", "kraamzorg", "kraam", "zorg", "uur"),
        "zwanger",
        "avond",
        "24",
        "uur",
    ]


def test_word_without_end_is_cut():
    assert all(len(word) <= LONGEST_WORD for word in analyse("x" * 5000))


@given(st.text(max_size=300))
def test_any_text_becomes_short_words(text):
    assert all(0 < len(word) <= 2 * LONGEST_WORD for word in analyse(text))


def test_writing_it_in_capitals_changes_nothing():
    assert analyse("WACHTLIJST Bij De Tolk") == analyse("wachtlijst bij de tolk")


@pytest.fixture
def halfway(monkeypatch):
    """Have this done once in the middle of stemming a word, as another thread would."""
    waiting = []
    begin = DutchStemmer._stem

    def interrupted(self):
        if waiting:
            waiting.pop()()
        return begin(self)

    monkeypatch.setattr(DutchStemmer, "_stem", interrupted)
    yield waiting.append
    stem.cache_clear()  # what went wrong is not for other tests


def test_two_threads_do_not_stem_each_others_words(halfway):
    stem.cache_clear()
    halfway(lambda: stem("kinderen"))

    assert stem("verloskundigen") == "verloskund"


def test_without_the_stemmer_of_its_own_a_word_gets_the_stem_of_another(halfway):
    shared = snowballstemmer.stemmer("dutch")
    halfway(lambda: shared.stemWord("kinderen"))

    assert shared.stemWord("verloskundigen") != "verloskund"


def test_words_that_mean_the_same_are_known_from_any_form():
    assert "geldzorgen" in likewise("schulden")
    assert "schuld" in likewise("geldzorgen")
    assert likewise("fiets") == frozenset()
