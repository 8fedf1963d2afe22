"""A select is drawn by us and not by Django's templates; it says the same."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from themetables.models import BuildingBlock

CHOICES = [
    ("", "Kies"),
    ("Groepen & zo", [(1, "Eén"), (2, '<"Twee">')]),
    ("los", "Los"),
]


class ChoiceForm(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, help_text="Kies maar.")
    more = forms.MultipleChoiceField(choices=CHOICES[1:], required=False)
    yes = forms.NullBooleanField()


def test_a_select_says_the_same_as_that_of_django():
    data = {"one": "2", "more": ["1", "los"], "yes": "true"}
    ours, theirs = ChoiceForm(data), ChoiceForm(data, renderer=DjangoTemplates())

    assert str(ours["one"]) != str(theirs["one"])  # drawn by ours
    for name in ("one", "more", "yes"):
        assert parse_html(str(ours[name])) == parse_html(str(theirs[name]))


def test_nothing_chosen_yet_is_said_in_dutch():
    text = str(forms.modelform_factory(BuildingBlock, fields=["kind"])()["kind"])

    assert '<option value="" selected>Maak een keuze</option>' in text
    assert "Select an option" not in text
