import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from members.accounts.passwords import TOO_GUESSABLE, GuessablePasswordValidator, known_words, parts
from tests.members.factories import UserFactory


@pytest.mark.parametrize(
    "password",
    [
        "Zomer2026Provincie",
        "Welkom2026!",
        "Welkom2026!!!!",
        "Ljouwert2026Friesland",
        "KansrijkeStart2026!",
        "SúdwestFryslân1985",
        "W3lk0mK4n5rijk3Start",
        "Maandag!Dinsdag!Woensdag!",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop123456",
        "Verloskundige_Friesland_2030",
    ],
)
def test_guessable_password_is_refused_in_words(password):
    with pytest.raises(ValidationError) as refusal:
        GuessablePasswordValidator().validate(password)

    assert refusal.value.messages == [TOO_GUESSABLE]


@pytest.mark.parametrize(
    "password",
    [
        "vlag-orgel-perzik-mist",
        "correct paard batterij nietje",
        "tafellamp groente zwembad tand",
        "xK8#mQ2$vL9!pR" * 8,
    ],
)
def test_good_password_is_accepted(password):
    assert validate_password(password, UserFactory.build()) is None


def test_name_work_and_address_of_their_owner_are_refused():
    person = UserFactory.build(name="Wobbe Hofstrawiersma", organisation="Zuidoosterpraktijk")
    password = "Hofstrawiersma2026Zuidoosterpraktijk"

    with pytest.raises(ValidationError):
        GuessablePasswordValidator().validate(password, person)

    assert GuessablePasswordValidator().validate(password) is None


def test_eleven_characters_are_too_few():
    with pytest.raises(ValidationError) as refusal:
        validate_password("xK8#mQ2$vL9")

    assert "12 tekens" in refusal.value.messages[0]


def test_common_password_is_refused():
    with pytest.raises(ValidationError) as refusal:
        validate_password("administrator")

    assert "te veel mensen" in refusal.value.messages[0]


def test_no_kind_of_character_is_demanded():
    assert validate_password("vlagorgelperzikmist") is None


def test_help_says_what_works():
    assert "vier losse woorden" in GuessablePasswordValidator().get_help_text()


def test_known_word_and_year_count_as_one():
    assert parts("zomer2026ab") == 4


def test_word_list_is_clean():
    assert all(len(word) > 2 and word == word.strip() for word in known_words())
