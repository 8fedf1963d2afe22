"""Who can help with this, here? Looked up in the words of who looks."""

from datetime import date
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalitions.directory.searching import Fit, search, working_in
from coalitions.models import Organisation
from coalitions.models.kinds import DOMAIN_OF, Domain, Kind
from province.models import Municipality
from tests.coalitions.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

LIST = reverse("coalitions:organisation_list")


def names(text):
    return [organisation.name for organisation in search(Organisation.objects.all(), text).organisations]


def fits(text, organisations=None):
    """Return the names of what is found: [who says it, whose kind helps with it, who has a part of the words]."""
    found = list(search(Organisation.objects.all() if organisations is None else organisations, text).organisations)
    return [[organisation.name for organisation in found if organisation.fit == fit] for fit in Fit]


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
        "huisbezoeken",
        "huisbezoek bij zwangeren",
        "wie kan helpen bij een huisbezoek?",
        "op bezoek aan huis",
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


def test_who_says_it_stands_before_whose_kind_only_helps_with_it():
    OrganisationFactory(name="Ver weg", level="national", kind="knowledge", offers="Hulp bij geldzorgen")
    OrganisationFactory(name="Zegt niets", level="local", kind="welfare")
    OrganisationFactory(name="Bestaat niet meer", kind="welfare", closed_on=date(2025, 1, 1))
    OrganisationFactory(name="Iets anders", kind="insurer")

    assert fits("geldzorgen") == [["Ver weg"], ["Zegt niets"], []]
    assert fits("schulden") == [["Ver weg"], ["Zegt niets"], []]  # another word for it
    assert fits("geldz") == [["Ver weg"], ["Zegt niets"], []]


def test_compound_that_nobody_says_is_sought_by_its_parts():
    OrganisationFactory(name="Schulden", kind="insurer", offers="Hulp bij schulden")
    OrganisationFactory(name="Taal", kind="insurer", offers="Taalmaatjes")

    assert fits("schuldhulp") == [["Schulden"], [], []]
    assert fits("taalles") == [[], [], ["Taal"]]
    OrganisationFactory(name="Zegt het zelf", kind="insurer", offers="Taalles")
    assert fits("taalles") == [["Zegt het zelf"], [], []]


def test_who_has_a_part_of_the_words_stands_below_who_has_all():
    OrganisationFactory(name="Alles", level="national", kind="insurer", offers="Massage en muziek, ook in Sneek")
    OrganisationFactory(name="Eén van drie", kind="insurer", offers="Muziek")
    OrganisationFactory(name="Twee van drie", kind="insurer", level="region", offers="Massage in Sneek")

    assert fits("massage muziek sneek") == [["Alles"], [], ["Twee van drie"]]
    assert fits("massage muziek") == [["Alles"], [], ["Eén van drie", "Twee van drie"]]


def test_kind_helps_with_what_is_not_said():
    OrganisationFactory(name="Zegt waar", kind="welfare", offers="Vakantiekampen")
    OrganisationFactory(name="Zegt niets", kind="welfare")

    assert fits("schulden vakantiekampen") == [[], ["Zegt waar"], []]
    assert fits("sociaal") == [[], ["Zegt niets", "Zegt waar"], []]  # its domain


def test_short_word_is_no_part_of_another_word():
    OrganisationFactory(name="Kliniek", kind="insurer", offers="Ziekenhuis voor vrouwen, betaalt de rekening")
    OrganisationFactory(name="Thuis", kind="insurer", offers="Intake thuis, taalhulp, rouwgroep")

    assert [names(text) for text in ("aan huis", "taal", "rouw", "zieken", "kenhuis")] == [
        ["Thuis"],
        ["Thuis"],
        ["Thuis"],
        ["Kliniek"],
        ["Kliniek"],
    ]


# Real questions to the organisations that the project knows: who says it itself, how many are only of a kind that
# helps with it, and how many have a part of the words.
ASKED = {
    ("geldzorgen", "leeuwarden"): (["FPA-coalitie Financieel Fit Fryslân"], 1, 0),
    ("schulden", "leeuwarden"): (["FPA-coalitie Financieel Fit Fryslân"], 1, 0),
    ("armoede", "smallingerland"): ([], 1, 0),
    ("kraamzorg", "leeuwarden"): (["KraamZus", "VSV Leeuwarden", "Bo Geboortezorg"], 0, 0),
    ("huilbaby", "vlieland"): ([], 8, 0),
    ("taal", "leeuwarden"): (["Stichting Lezen en Schrijven"], 0, 0),
    ("steun aan huis", "leeuwarden"): (["Home-Start Leeuwarden (Humanitas)", "ROS Friesland"], 0, 3),
    ("wie kan helpen met borstvoeding?", "heerenveen"): ([], 15, 0),
    ("rouw", "smallingerland"): ([], 2, 0),
    ("vervoer", "smallingerland"): ([], 4, 0),
    ("psychische klachten", "smallingerland"): (["POP-poli Nij Smellinghe"], 0, 0),
    ("vrijwilligers thuis", "leeuwarden"): (["Home-Start Leeuwarden (Humanitas)"], 0, 4),
    ("vaders", "leeuwarden"): ([], 0, 0),
}


def test_questions_of_the_field_find_who_says_it_first():
    call_command("load_network", data=django_settings.BASE_DIR / "data", stdout=StringIO())

    found = {}
    for question, slug in ASKED:
        said, kind, part = fits(question, working_in(Organisation.objects, Municipality.objects.get(slug=slug)))
        found[question, slug] = said, len(kind), len(part)

    assert found == ASKED


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
    assert fits("ziekenhuis op de maan") == [[], [], ["Frisius MC"]]


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
