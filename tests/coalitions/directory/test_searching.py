"""Who can help with this, here? Looked up in the words of who looks."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalitions.directory.searching import search
from coalitions.models import Organisation
from coalitions.models.kinds import DOMAIN_OF, Domain, Kind
from tests.coalitions.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

LIST = reverse("coalitions:organisation_list")


def names(text):
    return [organisation.name for organisation in search(Organisation.objects.all(), text).organisations]


@pytest.fixture
def hospital():
    return OrganisationFactory(
        name="Frisius MC", kind="hospital", called=["Medisch Centrum Leeuwarden", "Tjongerschans"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "verloskundige",
        "Verloskundigen",
        "verlosk",
        "zwangerschap",
        "huisbezoeken",
        "huisbezoek bij zwangeren",
        "wie kan helpen bij een huisbezoek?",
        "BEZOEK",
        "vaders",
        "vader",
        "KNOV",
        "praktijk de kiem",
        "kiem",
    ],
)
def test_word_is_found_in_any_form_and_in_parts(text):
    OrganisationFactory(
        name="Praktijk De Kiem",
        short_name="KNOV",
        kind="midwives",
        offers="Huisbezoek aan zwangeren.",
        for_whom="Ook vaders",
    )
    OrganisationFactory(name="Iets anders", kind="insurer")

    assert names(text) == ["Praktijk De Kiem"]


@pytest.mark.parametrize("text", ["Tjongerschans", "tjongerscans", "medisch centrum", "Frisius"])
def test_hospital_is_found_by_its_old_names_and_by_names_nearly_right(hospital, text):
    OrganisationFactory(name="Nij Smellinghe", kind="hospital")

    assert names(text) == ["Frisius MC"]


@pytest.mark.parametrize("text", ["Súdwest-Fryslân", "sudwest", "Zuidwest-Friesland", "kraamzorg zuidwest"])
def test_place_counts_under_its_dutch_and_frisian_name(sudwest, text):
    OrganisationFactory(name="Zus en zo", kind="maternity_care", working_in=[sudwest])
    OrganisationFactory(name="Ver weg", kind="insurer")

    assert names(text) == ["Zus en zo"]


def test_what_people_call_it_is_enough():
    OrganisationFactory(name="Gezond Begin", kind="youth_health")

    assert names("consultatiebureau") == ["Gezond Begin"]


def test_nearest_come_first_and_what_has_the_word_in_its_name():
    OrganisationFactory(name="Rijk", level="national", offers="taalhulp")
    OrganisationFactory(name="Provincie", level="province", offers="taalhulp")
    OrganisationFactory(name="Dorp", level="local", offers="taalhulp")
    OrganisationFactory(name="Taalhuis", level="local", offers="taalhulp")
    OrganisationFactory(name="Aan het werk", level="local", offers="taalhulp", closed_on=date(2025, 1, 1))

    assert names("taal") == ["Taalhuis", "Dorp", "Provincie", "Rijk", "Aan het werk"]


def test_without_a_word_everything_that_still_exists_is_there():
    OrganisationFactory(name="Open")
    OrganisationFactory(name="Dicht", closed_on=date(2025, 1, 1))

    assert names("") == names("wie kan mij helpen met") == ["Open"]


def test_too_many_words_find_what_has_some_of_them_and_say_so(hospital):
    result = search(Organisation.objects.all(), "ziekenhuis op de maan")

    assert [organisation.name for organisation in result.organisations] == ["Frisius MC"]
    assert result.is_guess


def test_nothing_like_it_is_nothing(hospital):
    assert names("qqqqqq") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=60))
def test_no_text_breaks_the_search(hospital, text):
    names(text)


@pytest.mark.parametrize("text", ["' or 1=1 --", "a:* & b", "!!!", "%%%", "(((", "a\\'b", "<->", "* * *"])
def test_signs_of_a_query_language_are_only_text(login, member, hospital, text):
    assert login(member).get(LIST, {"zoek": text}).status_code == 200


def test_every_kind_has_a_domain():
    assert set(DOMAIN_OF) == set(Kind)
    assert {kind for domain in Domain for kind in domain.kinds} == set(Kind)


def test_word_stays_found_after_a_change_of_name_and_area(sudwest, elsewhere):
    organisation = OrganisationFactory(name="Oud", working_in=[sudwest])
    organisation.name = "Nieuw"
    organisation.save()
    organisation.municipalities.set([elsewhere])

    Organisation.objects.filter(pk=organisation.pk).reindex()

    assert names("nieuw vlieland") == ["Nieuw"]
    assert not search(Organisation.objects.all(), "sudwest").organisations
