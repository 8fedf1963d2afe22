"""Fields and controls are drawn by us and not by Django's templates; the controls say the same."""

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
    short = forms.CharField(max_length=9, widget=forms.TextInput(attrs={"disabled": False, "data-x": '"&'}))
    empty = forms.IntegerField(required=False)
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField()


def test_a_control_says_the_same_as_that_of_django():
    data = {"one": "2", "more": ["1", "los"], "yes": "true", "short": '<"&>', "long": "<b>\n&", "agreed": "on"}
    ours, theirs = ChoiceForm(data), ChoiceForm(data, renderer=DjangoTemplates())

    assert str(ours["one"]) != str(theirs["one"])  # drawn by ours
    for name in ours.fields:
        assert parse_html(str(ours[name])) == parse_html(str(theirs[name]))


def test_nothing_chosen_yet_is_said_in_dutch():
    text = str(forms.modelform_factory(BuildingBlock, fields=["kind"])()["kind"])

    assert '<option value="" selected>Maak een keuze</option>' in text
    assert "Select an option" not in text


def test_what_people_write_is_escaped_in_label_help_choice_and_fault():
    class AskedForm(forms.Form):
        one = forms.ChoiceField(
            label="<i>vraag", help_text="<i>hulp", choices=[("<i>", [("a", "<i>keuze")])], widget=forms.RadioSelect
        )

    form = AskedForm({})
    form.add_error("one", "<i>fout")

    text = form["one"].as_field_group()
    assert "<i>" not in text
    assert [text.count(f"&lt;i&gt;{word}") for word in ("vraag", "hulp", "keuze", "fout", "</p>")] == [
        2,
        1,
        1,
        1,
        1,
    ]  # the label once more in the fault


def test_limits_are_said_in_plain_words():
    class LimitedForm(forms.Form):
        minutes = forms.IntegerField(min_value=1, max_value=1440)
        text = forms.CharField(min_length=10)

    def said(minutes):
        form = LimitedForm({"minutes": minutes, "text": "kort"})
        return form["minutes"].as_field_group()

    assert "Vul 1 of meer in." in said("0")
    assert "Vul 1.440 of minder in." in said("2000")
    assert "Vul een heel getal in, bijvoorbeeld 20." in said("abc")
    assert "Schrijf minstens 10 tekens." in LimitedForm({"text": "kort"})["text"].as_field_group()
