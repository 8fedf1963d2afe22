import pytest
from django import forms
from django.template import Context, Template

from coalitions.province_map import Shape
from kansrijkestart.templatetags.portal import faults

MAP = (
    "{% load portal %}{% province_map shapes=shapes legend=legend view_box='0 0 1 1' title='Kaart' "
    "description='Uitleg' table_caption='Tabel' state_heading='' %}"
)


def draw(label):
    shape = Shape("Ameland", "M0 0z", "/coalities/ameland/", "active", label)
    return Template(MAP).render(Context({"shapes": (shape,), "legend": ()}))


def test_map_is_drawn_anew_when_what_it_shows_changes():
    first, second, again = draw("vormen"), draw("borgen"), draw("vormen")

    assert "Ameland, vormen" in first
    assert "Ameland, borgen" in second
    assert again == first


def test_map_escapes_what_it_shows():
    assert "<script>" not in draw("<script>")


class NameForm(forms.Form):
    name = forms.CharField(label="Naam", max_length=1000)

    def clean_name(self):
        raise forms.ValidationError(["Zo heet niemand.", "Echt niet."])


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("", ["Vul dit nog in: Naam"]),
        ("a" * 1001, ["Dit zijn 1.001 tekens. Maak er hoogstens 1.000 van."]),
        ("a\0b", ["Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."]),
        ("Piet", ["Zo heet niemand.", "Echt niet."]),
    ],
)
def test_faults_speak_plainly(name, sentences):
    assert faults(NameForm({"name": name})["name"]) == sentences


class ColourForm(forms.Form):
    colour = forms.ChoiceField(label="Kleur", choices=[("blue", "blauw")])
    colours = forms.MultipleChoiceField(
        label="Kleuren", choices=[("blue", "blauw")], error_messages={"invalid_choice": "Geel hebben we niet."}
    )


def test_choice_that_is_gone_is_told_plainly_unless_the_form_has_its_own_words():
    form = ColourForm({"colour": "yellow", "colours": ["yellow"]})

    assert faults(form["colour"]) == ["Deze keuze is er niet (meer). Kies iets anders."]
    assert faults(form["colours"]) == ["Geel hebben we niet."]
