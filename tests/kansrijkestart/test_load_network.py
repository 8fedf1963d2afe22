"""load_network, on the real data of the project."""

import datetime
import json
import shutil
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from coalitions.directory.editing import REVIEW_AFTER
from coalitions.models import Coalition, CoalitionMunicipality, Intervention, Organisation, StartItem
from coalitions.places import add_places
from members import reviewing
from members.models import Circle
from members.models.reviewable import REMIND_AFTER
from province.models import Municipality, Pillar
from tests.coalitions.factories import OrganisationFactory
from themetables.models import ThemeTable

DATA = settings.BASE_DIR / "data"
TODAY = date(2026, 11, 22)


def load(data=DATA):
    out = StringIO()
    call_command("load_network", data=data, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def copy(tmp_path):
    """A copy of the data that a test may change."""
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.mark.django_db
def test_network_has_18_municipalities_6_tables_and_17_coalitions():
    load()

    assert Municipality.objects.count() == 18
    assert sum(Municipality.objects.values_list("inhabitants", flat=True)) == 654_019
    assert [pillar.name for pillar in Pillar.objects.all()] == [
        "Voor de zwangerschap",
        "Tijdens de zwangerschap",
        "Na de zwangerschap",
    ]
    assert ThemeTable.objects.active().count() == 6
    assert [table.slug for table in ThemeTable.objects.filter(state="closed")] == ["nu-niet-zwanger"]
    assert Coalition.objects.count() == 17
    assert CoalitionMunicipality.objects.current(TODAY).count() == 18
    assert Organisation.objects.count() == 79
    assert Circle.objects.count() == 1 + 17 + 6


@pytest.mark.django_db
def test_achtkarspelen_and_tytsjerksteradiel_are_one_coalition():
    load()

    coalition = Coalition.objects.get(slug="achtkarspelen-en-tytsjerksteradiel")
    add_places([coalition], TODAY)

    assert [place["name"] for place in coalition.places] == ["Achtkarspelen", "Tytsjerksteradiel"]
    assert coalition.circle.name == "Coalitie Achtkarspelen en Tytsjerksteradiel"


@pytest.mark.django_db
def test_former_hospitals_are_former_names():
    load()

    hospital = Organisation.objects.get(name="Frisius MC")

    assert list(hospital.former_names.values_list("name", "until")) == [
        ("Medisch Centrum Leeuwarden (MCL)", date(2025, 1, 1)),
        ("Tjongerschans", date(2025, 1, 1)),
    ]
    assert sorted(hospital.municipalities.values_list("name", flat=True)) == ["Heerenveen", "Leeuwarden"]
    assert not Organisation.objects.filter(name="Tjongerschans").exists()


@pytest.mark.django_db
def test_official_name_is_frisian_where_it_is():
    load()

    names = dict(Municipality.objects.values_list("name", "name_dutch"))

    assert names["Dantumadiel"] == "Dantumadeel"
    assert names["Leeuwarden"] == "Leeuwarden"


@pytest.mark.django_db
def test_second_load_changes_nothing(django_assert_num_queries):
    first = load()

    # savepoint, 14 reads: one per kind of row, and three kinds of links; 3 reads for the search texts;
    # one statement for what nobody was ever asked about
    with django_assert_num_queries(20):
        second = load()

    assert first == "Netwerk: 215 toegevoegd, 0 bijgewerkt."
    assert second == "Netwerk: niets veranderd."


@pytest.mark.django_db
def test_changed_source_is_followed_and_work_of_people_is_kept(copy):
    load()
    Coalition.objects.filter(slug="waadhoeke").update(phase="running", summary="Wij werken samen.")
    ThemeTable.objects.filter(slug="kraamzorg").update(state="closed", closed_reason="Klaar.")
    replace(copy / "municipalities.csv", "46309,2022-01-01", "46999,2027-01-01")
    replace(
        copy / "organisations.csv",
        "Home-Start,,volunteers,region,Leeuwarden,GM0080,",
        "HS,,volunteers,region,,GM0096,",
    )

    said = load(copy)

    assert said == "Netwerk: 0 toegevoegd, 3 bijgewerkt."
    waadhoeke = Municipality.objects.get(name="Waadhoeke")
    assert (waadhoeke.inhabitants, waadhoeke.inhabitants_on) == (46_999, date(2027, 1, 1))
    home_start = Organisation.objects.get(short_name="HS")
    assert home_start.municipalities.filter(name="Vlieland").exists()
    assert Coalition.objects.get(slug="waadhoeke").summary == "Wij werken samen."
    assert ThemeTable.objects.get(slug="kraamzorg").is_closed


@pytest.mark.django_db
def test_interventions_have_pillars_and_words_of_our_own():
    load()

    assert Intervention.objects.count() == 18
    voorzorg = Intervention.objects.get(slug="voorzorg")
    assert [pillar.slug for pillar in voorzorg.pillars.all()] == ["tijdens", "na"]
    assert not Intervention.objects.filter(summary="").exists()
    assert not Intervention.objects.filter(source="").exists()


@pytest.mark.django_db
def test_register_of_interventions_follows_its_source(copy):
    load()
    replace(copy / "interventions.csv", "GIZ-methodiek,GIZ,tijdens;na,", "GIZ-methodiek,GIZ,voor;tijdens;na,")
    replace(copy / "interventions.csv", 'Stichting Centering Nederland,"Ouders', 'Centering,"Ouders')

    said = load(copy)

    assert said == "Netwerk: 0 toegevoegd, 2 bijgewerkt."
    assert Intervention.objects.get(slug="giz").pillars.count() == 3
    assert Intervention.objects.get(slug="centeringouderschap").owner == "Centering"


@pytest.mark.django_db
def test_start_package_is_the_coordinators_after_the_first_load(copy):
    load()
    StartItem.objects.filter(key="profiel").update(title="Vertel wie je bent")
    replace(copy / "startpackage.json", "Lees de pagina van je coalitie", "Lees iets anders")

    said = load(copy)

    assert said == "Netwerk: niets veranderd."
    assert StartItem.objects.get(key="profiel").title == "Vertel wie je bent"
    assert StartItem.objects.get(key="pagina-lezen").title == "Lees de pagina van je coalitie"


@pytest.mark.django_db
def test_organisation_that_people_changed_is_theirs():
    load()
    changed = Organisation.objects.get(slug="carins")
    changed.name, changed.phone, changed.changed_at = "Carins wijkteams", "0512 000000", timezone.now()
    changed.save()
    changed.municipalities.clear()

    assert load() == "Netwerk: niets veranderd."

    changed.refresh_from_db()
    assert (changed.name, changed.phone, changed.municipalities.count()) == ("Carins wijkteams", "0512 000000", 0)


@pytest.mark.django_db
def test_organisation_that_people_added_first_is_not_added_again():
    OrganisationFactory(name="carins", slug="carins-drachten")

    load()

    assert [organisation.slug for organisation in Organisation.objects.filter(sort_name="carins")] == [
        "carins-drachten"
    ]


@pytest.mark.django_db
def test_every_organisation_has_its_kind_and_can_be_searched():
    load()

    assert set(Organisation.objects.filter(name__startswith="Gemeente ").values_list("kind", flat=True)) == {
        "municipality"
    }
    assert Organisation.objects.get(slug="frisius-mc").kind == "hospital"
    assert not Organisation.objects.filter(search_text="").exists()
    assert "tjongerschans" in Organisation.objects.get(slug="frisius-mc").search_names


@pytest.mark.django_db
def test_what_nobody_looks_after_is_asked_of_who_leads_there_after_half_a_year():
    load()
    place = CoalitionMunicipality.objects.get(municipality__slug="leeuwarden")
    later = timezone.localdate() + REVIEW_AFTER + REMIND_AFTER

    late = reviewing.overdue_in([place.coalition.circle_id], later)

    assert "Gemeente Leeuwarden" in {str(due.thing) for due in late}
    assert reviewing.overdue_in([place.coalition.circle_id], later - datetime.timedelta(days=1)) == []


@pytest.mark.django_db
def test_merged_coalitions_stay_merged():
    load()
    merged = Coalition.objects.get(slug="heerenveen")
    place = CoalitionMunicipality.objects.get(municipality__slug="opsterland")
    old = place.coalition
    place.coalition = merged
    place.save()
    circle = old.circle
    old.delete()
    circle.delete()

    said = load()

    assert said == "Netwerk: niets veranderd."
    assert not Coalition.objects.filter(slug="opsterland").exists()


@pytest.mark.django_db(transaction=True)
def test_broken_source_leaves_nothing_half_loaded(copy):
    content = json.loads((copy / "themetables.json").read_text(encoding="utf-8"))
    content["tables"][-1]["closed_reason"] = ""
    (copy / "themetables.json").write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(IntegrityError):
        load(copy)

    assert not Municipality.objects.exists()
    assert not Circle.objects.exists()


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
