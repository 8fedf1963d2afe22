"""Refuses passwords that are long and yet easy to guess: "Zomer2026Provincie" for one.

zxcvbn alone gives that one its highest mark: it knows English words and years up to 2019. So first every word
and year that people here would try counts as one character; what is left must still be long enough.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

WORDS = Path(__file__).with_name("password_words.txt")
ENOUGH = 3  # of 4: safe from somebody who tries online and slowly
LONGEST_MEASURED = 72  # zxcvbn refuses more; what comes after only makes a password better
FEWEST_PARTS = 6  # words, years and loose characters together
YEAR = re.compile(r"(19|20)\d\d")
DISGUISES = str.maketrans("013457@$!", "oieastasi")

TOO_GUESSABLE = (
    "Dit wachtwoord is te makkelijk te raden. Gebruik geen seizoenen, plaatsnamen, jaartallen, je eigen naam of "
    "woorden van het netwerk. Beter: vier losse woorden die niets met elkaar te maken hebben."
)


class LengthValidator(MinimumLengthValidator):
    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."


class CommonValidator(CommonPasswordValidator):
    def get_error_message(self):
        return "Dit wachtwoord gebruiken te veel mensen. Kies iets dat niemand anders verzint."


class GuessablePasswordValidator:
    def validate(self, password, user=None):
        words = own_words(user)
        measured = password[:LONGEST_MEASURED]
        if parts(measured, words) < FEWEST_PARTS or zxcvbn(measured, user_inputs=words)["score"] < ENOUGH:
            raise ValidationError(TOO_GUESSABLE, code="password_too_guessable")

    def get_help_text(self):
        return "Gebruik minstens 12 tekens. Goed te onthouden: vier losse woorden achter elkaar."


def parts(password, words=()):
    """Count what a guesser has to put together: a known word or a year is one part, like any other character."""
    rest = YEAR.sub("\N{BULLET}", fold(password)).rstrip("!?.").translate(DISGUISES)
    for word in sorted([*map(fold, words), *known_words()], key=len, reverse=True):
        rest = rest.replace(word, "\N{BULLET}")
    return len(re.sub(r"[^\w\N{BULLET}]|_", "", rest))


def own_words(user):
    """What somebody knows who knows you: your name, where you work, your address."""
    if user is None:
        return []
    text = f"{user.email} {user.name} {user.organisation}"
    return [word for word in re.split(r"[^\w]+", text) if len(word) > 2]


@cache
def known_words():
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple({fold(line) for line in lines if line and not line.startswith("#")})


def fold(text):
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
