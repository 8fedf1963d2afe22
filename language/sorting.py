"""The order in which Dutch and Frisian names stand in a list.

The embedded PostgreSQL has no ICU and sorts by code point ("Zuid" before "appel"), so every name that is
sorted in the database carries a key beside it.
"""

import re
import unicodedata

from django.db import models


def sort_key(text: str) -> str:
    """Return `text` without case and without marks: "Súdwest-Fryslân" becomes "sudwest-fryslan"."""
    # Twice: taking "𝕬" apart gives a capital, and folding "ŉ" gives something to take apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def search_key(text: str) -> str:
    """Return the sort key with doubled letters made one: both "Súd" and "suud" become "sud".

    A name that was typed by ear is found too.
    """
    return re.sub(r"([^\W\d_])\1+", r"\1", sort_key(text))


class SortKeyField(models.CharField):
    """The sort key of another field of the same row, kept by every save and bulk_create (not by update())."""

    key = staticmethod(sort_key)

    def __init__(self, *, source, **kwargs):
        self.source = source
        super().__init__(**{"max_length": 250, "editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        value = self.key(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class SearchKeyField(SortKeyField):
    """What a search compares: the search key of another field or property of the same row."""

    key = staticmethod(search_key)
