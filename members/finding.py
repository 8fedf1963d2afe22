"""Finding one person of many by what one knows of them: for forms in which somebody is chosen."""

from django import forms
from django.db.models import Q

from language.sorting import search_key

MOST_FOUND = 10


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return f"{person} ({person.work_line})" if person.work_line else str(person)


def found_by(candidates, words):
    """The candidates in whose profile each of these words occurs."""
    wanted = Q()
    for word in search_key(words).split():
        wanted &= Q(search_text__contains=word)
    return list(candidates.filter(wanted)[:MOST_FOUND])
