"""The directory as a file: safe to open, and the same when it is read in again."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from coalitions.directory import exporting, importing
from coalitions.models import FormerName, Organisation
from language.sheets import FORMULA
from tests.coalitions.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def export(client, kind="csv", **query):
    return client.get(reverse("coalitions:organisation_export", args=[kind]), query)


def rows_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_export_holds_what_was_searched(login, member, sudwest, elsewhere):
    organisation = OrganisationFactory(
        name="Zus",
        slug="zus",
        kind="maternity_care",
        level="region",
        phone="058 1234567",
        offers="twee\nregels",
        reviewed_on=date(2026, 5, 1),
        working_in=[elsewhere, sudwest],
    )
    FormerName.objects.create(organisation=organisation, name="Oud", until=date(2025, 1, 1))
    OrganisationFactory(name="Anders", kind="insurer")

    response = export(login(member), soort="maternity_care")

    header, row = rows_of(response.content)
    assert header[:6] == ["kenmerk", "naam", "korte naam", "soort", "werkt", "gemeenten"]
    assert dict(zip(header, row, strict=True)) == {
        "kenmerk": "zus",
        "naam": "Zus",
        "korte naam": "",
        "soort": "kraamzorg",
        "werkt": "regionaal",
        "gemeenten": "heel Fryslân",
        "werkgebied": "",
        "biedt": "twee\nregels",
        "voor wie": "",
        "omschrijving": "",
        "telefoon": "058 1234567",
        "website": "",
        "vraag naar": "",
        "vroegere namen": "Oud | 1-1-2025",
        "opmerking": "",
        "gestopt op": "",
        "domein": "Medisch",
        "nagekeken op": "1-5-2026",
    }
    assert response["Content-Disposition"] == 'attachment; filename="sociale-kaart.csv"'


def test_export_is_a_workbook_too(login, member):
    OrganisationFactory(name="Zus", phone="+31 58 1234567")

    sheet = load_workbook(io.BytesIO(export(login(member), "xlsx").content)).active

    rows = list(sheet.values)
    assert rows[0][1] == "naam"
    assert (rows[1][1], rows[1][10]) == ("Zus", "'+31 58 1234567")


def test_other_kinds_of_files_are_not_there(login, member):
    assert export(login(member), "pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_export_query_count(login, member, django_assert_num_queries, sudwest, count):
    OrganisationFactory.create_batch(count, working_in=[sudwest])
    client = login(member)

    # session, user, memberships, number of municipalities, organisations, their old names and municipalities
    with django_assert_num_queries(7):
        export(client)


words = st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=40)
cells = st.one_of(
    words, st.sampled_from(["=1+1", "+31 58", "-x", "@SUM(A1)", "'=x", " =x", "＝1", "a;b", 'a"b', "a\nb"])
)
one_line = cells.filter(lambda cell: "\n" not in cell)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=one_line, offers=cells, note=one_line)
def test_no_cell_is_a_formula_and_nothing_changes_on_the_way_back(member, name, offers, note):
    """S18: whatever people wrote, Excel runs nothing, and the same file read in again proposes no other text."""
    Organisation.objects.all().delete()
    OrganisationFactory(
        name=f"{name} naam", slug="een", level="national", offers=offers, note=note, area=name, called=["Vroeger"]
    )

    content = exporting.export_of(Organisation.objects.all(), "csv").content

    header, row = rows_of(content)
    assert [cell for cell in [*header, *row] if FORMULA.match(cell)] == []
    draft = importing.upload(content, name="x.csv", by=member, now=timezone.now())
    (line,) = importing.plan(draft).lines
    now = Organisation.objects.get()
    for field, old, new in line.differences:
        assert " ".join(new.split()) == " ".join(old.split()), field
    if line.faults:
        assert any(
            getattr(now, field).strip(" '").startswith(("=", "@")) for field in ("name", "offers", "note", "area")
        )
