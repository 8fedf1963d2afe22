"""The coordinator's overview: how every coalition stands, and what they keep about it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils.formats import date_format

from coalitions.models import Joining, SupportNote
from coalitions.overview import views
from coalitions.overview.standing import complete, standings
from coalitions.retention import SUPPORT_NOTE, purge
from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import BudgetFactory, CoalitionFactory, PlaceFactory, UseFactory
from tests.members.factories import MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PAGE = "/overzicht/"


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(coordinator, login):
    """The coordinator, logged in."""
    return login(coordinator)


def place(name, **fields):
    return PlaceFactory(
        coalition__name=name, coalition__slug=name.lower(), municipality__name=name, **fields
    ).coalition


def active(coalition, days):
    return UseFactory(coalition=coalition, changed_at=NOW - timedelta(days=days))


def names(response):
    return [row.coalition.name for row in response.context["page"].object_list]


def test_row_says_how_a_coalition_stands(desk, coordinator):
    coalition = place("Aan Zee".replace(" ", "-"), coalition__phase="forming")
    coalition.phase_changes.create(phase="exploring", since=date(2024, 1, 1), recorded_at=NOW - timedelta(days=99))
    coalition.phase_changes.create(phase="forming", since=date(2025, 2, 1), recorded_at=NOW - timedelta(days=90))
    MembershipFactory(circle=coalition.circle, leader=True, user__name="Leider Eerste")
    MembershipFactory(circle=coalition.circle, leader=True, user__name="Leider Weg", ended=True)
    ActionPointFactory(circle=coalition.circle, due_on=TODAY - timedelta(days=1), changed_at=NOW - timedelta(days=70))
    ActionPointFactory(circle=coalition.circle, due_on=TODAY, changed_at=NOW - timedelta(days=80))
    SupportNote.objects.create(coalition=coalition, text="Geheim", by=coordinator, at=NOW - timedelta(days=3))
    Joining.objects.create(municipality=coalition.municipality_places.get().municipality, tranche=4, year=2022)

    (row,) = complete(standings(coordinator, TODAY), TODAY)

    assert (row.phase_since, row.open_actions, row.late_actions) == (date(2025, 2, 1), 2, 1)
    assert [str(leader) for leader in row.leaders] == ["Leider Eerste"]
    assert (row.silent_days, row.is_silent, row.activity_words) == (70, True, "70 dagen geleden")
    assert (row.tranche_words, row.note_count, row.noted_at) == ("4e tranche (2022)", 1, NOW - timedelta(days=3))
    assert len(row.missing) == 12
    text = " ".join(desk.get(PAGE).text.split())
    assert f'vormen <span class="ks-soft">sinds {date_format(date(2025, 2, 1), "F Y")}</span>' in text
    assert "<strong>1 te laat</strong> van 2" in text
    assert '<span class="ks-badge ks-badge--warning">stil</span> 70 dagen geleden' in text
    assert "Geheim" not in text


@pytest.mark.parametrize(
    ("days", "words", "silent"),
    [(0, "vandaag", False), (1, "gisteren", False), (59, "59 dagen geleden", False), (60, "60 dagen geleden", True)],
)
def test_coalition_is_silent_after_sixty_days(coordinator, days, words, silent):
    active(place("A"), days)

    (row,) = standings(coordinator, TODAY, {"activity"})

    assert (row.activity_words, row.is_silent) == (words, silent)


def test_coalition_in_which_nothing_ever_happened_is_silent(desk):
    place("A")

    text = desk.get(PAGE).text

    assert "nog niets gebeurd" in text
    assert "1 van de 1 coalities is stil" in " ".join(text.split())
    assert 'aria-label="A, stil, nog niets gebeurd; fase nog niet ingevuld"' in text


def test_who_is_on_another_page_and_silent_stands_out_as_well(desk, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 1)
    for name, days in (("A", 1), ("B", 61), ("C", 3)):
        ActionPointFactory(circle=place(name).circle, due_on=TODAY, changed_at=NOW - timedelta(days=days))
    active(place("D"), 3)  # not by its plan
    ActionPointFactory(circle=place("E").circle, due_on=TODAY, changed_at=None)

    text = " ".join(desk.get(PAGE).text.split())

    assert "2 van de 5 coalities zijn stil" in text
    assert 'aria-label="B, stil, 61 dagen geleden; fase nog niet ingevuld"' in text
    assert 'aria-label="C, fase nog niet ingevuld"' in text
    assert 'aria-label="D, fase nog niet ingevuld"' in text
    assert 'aria-label="E, stil, nog niets gebeurd; fase nog niet ingevuld"' in text
    assert '<td data-label="Laatste activiteit">gisteren</td>' in text


def test_filter_on_what_is_late_says_who_is_silent_all_the_same(desk):
    late = place("A")
    ActionPointFactory(circle=late.circle, due_on=TODAY - timedelta(days=1), changed_at=NOW - timedelta(days=1))

    text = " ".join(desk.get(PAGE, {"let_op": "te-laat"}).text.split())

    assert "In alle 1 coalities veranderde" in text
    assert '<td data-label="Laatste activiteit">gisteren</td>' in text


def test_active_coalition_shows_its_phase_on_the_map(desk):
    active(place("A", coalition__phase="running"), 3)

    text = desk.get(PAGE).text

    assert 'ks-map__area--active" href="/overzicht/a/" aria-label="A, uitvoeren"' in text
    assert "In alle 1 coalities veranderde de laatste 60 dagen iets." in " ".join(text.split())


def test_coalition_that_ended_is_not_there(desk):
    place("A")
    place("B", coalition__circle__ended_on=date(2025, 1, 1))

    assert names(desk.get(PAGE)) == ["A"]


def test_every_column_sorts_both_ways(desk, coordinator):
    a, b, c = (place(name, coalition__phase=phase) for name, phase in (("A", "lasting"), ("B", ""), ("C", "forming")))
    active(a, 1), active(b, 30)
    MembershipFactory(circle=b.circle, leader=True)
    ActionPointFactory(circle=c.circle, due_on=TODAY - timedelta(days=1), changed_at=NOW - timedelta(days=50))
    SupportNote.objects.create(coalition=b, text="x", by=coordinator, at=NOW)
    Joining.objects.create(municipality=c.municipality_places.get().municipality, tranche=1)

    found = {order: "".join(names(desk.get(PAGE, {"op": order}))) for order in (
        *("naam", "-naam", "fase", "-fase", "leiders", "-leiders", "activiteit", "-activiteit", "acties", "-acties"),
        *("tranche", "-tranche", "notities", "-notities", "partners", "afspraken"),
    )}  # fmt: skip

    assert found == {
        **{"naam": "ABC", "-naam": "CBA", "fase": "BCA", "-fase": "ACB", "leiders": "ACB", "-leiders": "BAC"},
        **{"activiteit": "CBA", "-activiteit": "ABC", "acties": "ABC", "-acties": "CAB", "tranche": "CAB"},
        **{"-tranche": "ABC", "notities": "ACB", "-notities": "BAC", "partners": "ABC", "afspraken": "ABC"},
    }


def test_heading_turns_the_order_round(desk):
    place("A")

    columns = {column.key: column for column in desk.get(PAGE, {"op": "-acties"}).context["columns"]}

    assert (columns["acties"].aria_sort, columns["acties"].next) == ("descending", "acties")
    assert (columns["naam"].aria_sort, columns["naam"].next) == ("", "naam")
    assert columns["partners"].next == "-partners"
    assert '<th scope="col" aria-sort="ascending"><a href="?op=-naam">' in desk.get(PAGE).text


def test_filters_leave_what_was_asked(desk):
    a, b = place("A", coalition__phase="running"), place("B")
    active(a, 1)
    MembershipFactory(circle=a.circle, leader=True, user__name="Jikke Zoekmij")
    ActionPointFactory(circle=b.circle, due_on=TODAY - timedelta(days=1), changed_at=NOW - timedelta(days=90))
    Joining.objects.create(municipality=a.municipality_places.get().municipality, tranche=2)

    found = {
        query: "".join(names(desk.get(f"{PAGE}?{query}")))
        for query in (
            *("zoek=zoekmij", "zoek=b", "fase=running", "fase=onbekend", "let_op=stil", "let_op=zonder-leider"),
            *("let_op=te-laat", "tranche=2", "tranche=onbekend", "fase=running&let_op=stil", "fase=bestaat-niet"),
        )
    }

    assert found == {
        **{"zoek=zoekmij": "A", "zoek=b": "B", "fase=running": "A", "fase=onbekend": "B", "let_op=stil": "B"},
        **{"let_op=zonder-leider": "B", "let_op=te-laat": "B", "tranche=2": "A", "tranche=onbekend": "B"},
        **{"fase=running&let_op=stil": "", "fase=bestaat-niet": "AB"},
    }
    assert "Geen coalitie gevonden" in desk.get(f"{PAGE}?zoek=x").text
    part = desk.get(f"{PAGE}?zoek=b", headers={"HX-Request": "true"}).text
    assert "<h1>" not in part
    assert 'href="/overzicht/b/"' in part


def test_download_follows_the_filter_and_neutralises(desk):
    coalition = place("=1+1", coalition__phase="forming")
    active(coalition, 2)
    place("B")

    content = desk.get(f"{PAGE}coalities.csv", {"fase": "forming"}).content.decode("utf-8-sig")

    header, row = csv.reader(io.StringIO(content), delimiter=";")
    assert dict(zip(header, row, strict=True)) == {
        "Coalitie": "'=1+1", "Gemeenten": "'=1+1", "Fase": "vormen", "Fase sinds": "", "Coalitieleiders": "",
        "Laatste activiteit": "2026-11-20", "Stil": "nee", "Actiepunten": "0", "Te laat": "0",
        "Afspraken nakijken": "0", "Ontbrekende partners": row[10], "Tranche": "niet ingevuld", "Notities": "0",
    }  # fmt: skip
    assert "zorgverzekeraar" in row[10]
    assert desk.get(f"{PAGE}coalities.xlsx").status_code == 200
    assert desk.get(f"{PAGE}coalities.pdf").status_code == 404


def test_nobody_else_finds_it(login, member, leader):
    coalition = CoalitionFactory(circle=leader.memberships.get().circle, slug="a")
    note = SupportNote.objects.create(coalition=coalition, text="Geheim", at=NOW)
    paths = [PAGE, f"{PAGE}coalities.csv", f"{PAGE}a/", f"{PAGE}a/instappen/", f"{PAGE}a/notities/{note.pk}/weghalen/"]

    for user in (member, leader, UserFactory()):
        client = login(user)
        assert {client.get(path).status_code for path in paths} == {404}
        assert {client.post(path).status_code for path in paths[2:]} == {404}
        assert not SupportNote.objects.visible_to(user)
        assert not SupportNote.objects.editable_by(user)
    assert SupportNote.objects.exists()


def test_coordinator_writes_and_removes_a_note(desk, coordinator):
    place("A")
    assert "Er zijn nog geen notities." in desk.get(f"{PAGE}a/").text

    text = desk.post(f"{PAGE}a/", {"text": "Bellen in **december**."}, follow=True).text

    note = SupportNote.objects.get()
    assert (note.by, note.at, str(note)) == (coordinator, NOW, "Notitie over A van 22-11-2026")
    assert "<strong>december</strong>" in text
    assert desk.post(f"{PAGE}a/", {"text": ""}).context["form"].errors
    remove = f"{PAGE}a/notities/{note.pk}/weghalen/"
    assert "<strong>december</strong>" in desk.get(remove).text
    assert "De notitie is weg." in desk.post(remove, follow=True).text
    assert not SupportNote.objects.exists()


def test_old_notes_are_thrown_away():
    coalition = CoalitionFactory()
    SupportNote.objects.create(coalition=coalition, text="oud", at=NOW - SUPPORT_NOTE - timedelta(days=1))
    kept = SupportNote.objects.create(coalition=coalition, text="nieuw", at=NOW - SUPPORT_NOTE)

    assert purge(NOW)["support_notes"] == 1
    assert SupportNote.objects.get() == kept


def test_when_a_municipality_joined_stays_with_the_municipality(desk):
    coalition = place("A")
    b = PlaceFactory(coalition=coalition, municipality__name="B", municipality__slug="b").municipality
    a = coalition.municipality_places.exclude(municipality=b).get().municipality
    path = f"{PAGE}a/instappen/"

    wrong = desk.post(path, {f"{a.slug}-tranche": "4", f"{a.slug}-year": "1999", "b-tranche": "", "b-year": ""})
    right = desk.post(
        path, {f"{a.slug}-tranche": "4", f"{a.slug}-year": "2022", "b-tranche": "", "b-year": "2021"}, follow=True
    )

    assert "<title>Fout: " in wrong.text
    assert [str(one) for one in Joining.objects.order_by("municipality__name")] == [
        "A: 4e tranche (2022)",
        "B: 2021",
    ]
    assert "4e tranche (2022)" in right.text
    assert "A: 4e tranche (2022), B: 2021" in desk.get(PAGE).text
    assert "4e tranche" in str(Joining(municipality=a, tranche=4))
    assert str(Joining(municipality=b)) == "B: onbekend"
    with pytest.raises(IntegrityError, match="tranche_exists"):
        Joining.objects.filter(municipality=a).update(tranche=7)


def test_coalition_without_municipality_has_nothing_to_fill_in(desk):
    CoalitionFactory(slug="leeg")

    assert "Bij deze coalitie hoort nu geen gemeente." in desk.get(f"{PAGE}leeg/instappen/").text
    assert "niet ingevuld" in desk.get(f"{PAGE}").text


def test_long_list_comes_in_pages(desk):
    for number in range(19):
        CoalitionFactory(name=f"C {number:02}")

    assert names(desk.get(PAGE, {"page": 2})) == ["C 18"]


@pytest.mark.parametrize("count", [1, 3])
def test_overview_query_count(django_assert_num_queries, desk, coordinator, count):
    for number in range(count):
        coalition = place(f"N{number}")
        active(coalition, 5)
        MembershipFactory(circle=coalition.circle, leader=True)
        SupportNote.objects.create(coalition=coalition, text="x", by=coordinator, at=NOW)
        ActionPointFactory(circle=coalition.circle)
        BudgetFactory(coalition=coalition)
    desk.get(PAGE)

    with django_assert_num_queries(QUERIES) as queries:
        desk.get(PAGE)
    assert len(queries) == QUERIES


# session, user, memberships; coalitions, open points, the last activity, map; of the page: leaders,
# places, joinings, phases, notes, agreements, partners
QUERIES = 14
