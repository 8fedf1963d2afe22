import pytest
from django import forms

from province.fields import PlaceField
from province.models import Municipality
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


class PlaceForm(forms.Form):
    gemeente = PlaceField(label="Waar?", required=False, empty_label="Overal")


def test_every_municipality_can_be_chosen_and_the_chosen_one_stands_there():
    MunicipalityFactory(name="Dantumadiel", slug="dantumadiel")
    MunicipalityFactory(name="'s-Hertogen & <Bos>", slug="bos")

    html = str(PlaceForm({"gemeente": "dantumadiel"})["gemeente"])

    assert html == (
        '<select name="gemeente" id="id_gemeente"><option value="">Overal</option>'
        '<option value="bos">&#x27;s-Hertogen &amp; &lt;Bos&gt;</option>'
        '<option value="dantumadiel" selected>Dantumadiel</option></select>'
    )


def test_what_is_chosen_is_a_municipality():
    place = MunicipalityFactory(slug="dantumadiel")
    form = PlaceForm({"gemeente": "dantumadiel"})

    assert form.is_valid()
    assert form.cleaned_data["gemeente"] == place


def test_an_unknown_municipality_is_refused():
    assert not PlaceForm({"gemeente": "nergens"}).is_valid()


def test_a_field_may_have_its_own_places_and_no_empty_choice():
    MunicipalityFactory(slug="terschelling", name="Terschelling", is_island=True)
    MunicipalityFactory(slug="ameland", name="Ameland")
    islands = Municipality.objects.filter(is_island=True)

    html = str(PlaceField(queryset=islands, empty_label=None).widget.render("place", None))

    assert html == '<select name="place"><option value="terschelling">Terschelling</option></select>'


def test_a_municipality_with_a_new_name_stands_there_at_once():
    place = MunicipalityFactory(slug="fryslan", name="Oud")
    assert ">Oud<" in str(PlaceForm()["gemeente"])

    Municipality.objects.filter(pk=place.pk).update(name="Nieuw")

    assert ">Nieuw<" in str(PlaceForm()["gemeente"])


@pytest.mark.parametrize("count", [1, 3])
def test_drawing_the_places_is_one_statement(django_assert_num_queries, count):
    MunicipalityFactory.create_batch(count)

    with django_assert_num_queries(1):
        str(PlaceForm()["gemeente"])
