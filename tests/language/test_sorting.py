"""The order of names, and finding them by ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sorting import search_key, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [("Súdwest-Fryslân", "sudwest-fryslan"), ("Ôsterwâld", "osterwald"), ("Straße", "strasse"), ("", "")],
)
def test_sort_key_leaves_out_case_and_marks(text, key):
    assert sort_key(text) == key


def test_names_stand_in_the_order_people_expect():
    assert sorted(["Zuid", "appel", "Ôsterwâld", "Noord"], key=sort_key) == ["appel", "Noord", "Ôsterwâld", "Zuid"]


@pytest.mark.parametrize(
    ("stored", "typed"), [("Súd", "suud"), ("Leeuwarden", "leuwarden"), ("Hanna", "hana"), ("Jissum", "JISSUM")]
)
def test_search_key_hears_no_doubled_letter(stored, typed):
    assert search_key(stored) == search_key(typed)


@pytest.mark.parametrize("text", ["1100", "--", "  ", "06 11 22"])
def test_only_letters_are_made_one(text):
    assert search_key(text) == text


@given(st.text(max_size=60))
def test_keys_are_final(text):
    assert sort_key(sort_key(text)) == sort_key(text)
    assert search_key(search_key(text)) == search_key(text)
