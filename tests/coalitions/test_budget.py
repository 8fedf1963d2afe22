"""SPUK money: who sees it, how amounts are read, and what the differences are."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coalitions.budget.money import parse_euros
from coalitions.models import Budget
from coalitions.models.budget import Line
from language.templatetags.text import thousands
from members.rooms import Room, rooms_of
from tests.coalitions.factories import BudgetFactory, CoalitionFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/coalities/a/geld/"
EDIT = "/coalities/a/geld/2026/"
OVERVIEW = "/overzicht/geld/"


@pytest.fixture
def today():
    with time_machine.travel(date(2026, 11, 22), tick=False):
        yield


@pytest.fixture
def coalition(leader):
    return CoalitionFactory(circle=leader.memberships.get().circle, slug="a", name="Aan Zee")


@pytest.fixture
def reader(network):
    return MembershipFactory(circle=network, role="reader").user


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        ("12500", 12_500),
        ("12.500", 12_500),
        ("€ 12.500,00", 12_500),
        ("€12.500,-", 12_500),
        ("12 500", 12_500),
        ("12\u00a0500,--", 12_500),
        ("EUR 12.500", 12_500),
        ("Euro 1.250.000", 1_250_000),
        ("12500,=", 12_500),
        ("99.999.999", 99_999_999),
    ],
)
def test_amount_is_read_as_people_write_it(text, euros):
    assert parse_euros(text) == euros


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("veel", "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."),
        ("12.5000", "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."),
        ("12..500", "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."),
        ("٣٤", "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."),
        ("1e3", "Vul een bedrag in hele euro's in, bijvoorbeeld 12.500."),
        ("12.500,50", "Rond af op hele euro's: schrijf geen centen."),
        ("12,5", "Rond af op hele euro's: schrijf geen centen."),
        ("12.50", "Rond af op hele euro's: schrijf geen centen."),
        ("12,500", "Zet een punt tussen de duizendtallen, geen komma: 12.500."),
        ("-5", "Een bedrag is nul of meer. Schrijf het zonder minteken."),
        ("€ -5", "Een bedrag is nul of meer. Schrijf het zonder minteken."),
        ("100.000.000", "Dit bedrag is te groot. Vul hoogstens 99.999.999 in."),
        ("9" * 5_000, "Dit bedrag is te groot. Vul hoogstens 99.999.999 in."),
    ],
)
def test_amount_that_is_unclear_is_asked_again_with_what_to_do(text, fault):
    with pytest.raises(ValidationError) as caught:
        parse_euros(text)

    assert caught.value.messages == [fault]


@given(st.integers(min_value=0, max_value=99_999_999))
def test_every_amount_that_we_write_is_read_back(amount):
    for text in (str(amount), thousands(amount), f"€ {thousands(amount)},00", f"{thousands(amount)},-"):
        assert parse_euros(text) == amount


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    try:
        amount = parse_euros(text)
    except ValidationError:
        return
    assert amount is None or 0 <= amount <= 99_999_999


def test_difference_needs_both_halves():
    assert Line("x", 5, 3).left == 2
    assert Line("x", None, 3).left is None
    assert Line("x", 5, None).left is None


def test_sum_says_when_a_half_is_missing():
    whole = BudgetFactory.build(coalition_planned=10, coalition_spent=12, regional_planned=5, regional_spent=5)
    half = BudgetFactory.build(coalition_planned=10, coalition_spent=12, regional_planned=5)

    assert (whole.total.planned, whole.total.spent, whole.total.left) == (15, 17, -2)
    assert (half.total.planned, half.total.spent, half.total.left) == (15, 12, None)
    assert BudgetFactory.build().total == Line("Samen", None, None)


def test_database_refuses_a_second_row_and_a_year_before_the_spuk():
    budget = BudgetFactory(year=2026)
    assert str(budget) == f"SPUK 2026 van {budget.coalition}"

    with pytest.raises(IntegrityError, match="one_per_year"):
        BudgetFactory(coalition=budget.coalition, year=2026)


def test_database_refuses_a_year_before_the_spuk():
    with pytest.raises(IntegrityError, match="year_of_the_spuk"):
        BudgetFactory(year=2022)


def test_leader_fills_in_a_year(login, leader, coalition):
    client = login(leader)
    text = client.get(LIST).text
    assert "Er is nog geen jaar ingevuld" in text
    assert "de coalitie, interventies en regionale afspraken" in text

    response = client.post(
        EDIT,
        {
            "coalition_planned": "€ 12.500,00",
            "coalition_spent": "9.000",
            "interventions_planned": "20000",
            "interventions_spent": "20.500",
            "interventions_note": "Een training extra.",
            "regional_planned": "4.000",
            "regional_spent": "4000",
        },
        follow=True,
    )

    budget = Budget.objects.get()
    assert (budget.coalition, budget.year, budget.version, budget.changed_by) == (coalition, 2026, 1, leader)
    assert "De bedragen van 2026 zijn bewaard." in response.text
    assert 'data-label="Verschil">€ 3.500 over</td>' in response.text
    assert 'data-label="Verschil">€ 500 te veel uitgegeven</td>' in response.text
    assert 'data-label="Verschil">precies op</td>' in response.text
    assert "<strong>€ 36.500</strong>" in response.text
    assert "<strong>€ 3.000 over</strong>" in response.text
    assert "Een training extra." in response.text
    assert 'value="12.500"' in client.get(EDIT).text


def test_empty_amount_is_not_nothing(login, leader, coalition):
    text = login(leader).post(EDIT, {"coalition_planned": "0"}, follow=True).text

    assert "€ 0</td>" in text
    assert "niet ingevuld</td>" in text
    assert 'data-label="Verschil">nog niet te zeggen</td>' in text
    assert Budget.objects.get().coalition_spent is None


def test_wrong_amount_is_said_at_its_field_and_kept(login, leader, coalition):
    response = login(leader).post(EDIT, {"coalition_planned": "12,500", "coalition_note": "Mijn uitleg"})

    assert response.context["form"].errors == {
        "coalition_planned": ["Zet een punt tussen de duizendtallen, geen komma: 12.500."]
    }
    assert 'value="12,500"' in response.text
    assert "Mijn uitleg" in response.text
    assert not Budget.objects.exists()


def test_two_people_who_fill_in_one_year_both_keep_it(login, leader, coalition):
    client = login(leader)
    client.post(EDIT, {"coalition_planned": "100"})
    seen = client.get(EDIT).context["form"]["seen_version"].value()
    Budget.objects.update(coalition_planned=200)

    form = client.post(EDIT, {"coalition_planned": "300", "seen_version": seen}).context["form"]

    assert list(form.conflict.clashes) == ["coalition_planned"]
    assert form["coalition_planned"].value() == "300"
    assert Budget.objects.get().coalition_planned == 200


def test_saving_the_same_again_makes_no_version(login, leader, coalition):
    client = login(leader)
    client.post(EDIT, {"coalition_planned": "12.500"})
    seen = client.get(EDIT).context["form"]["seen_version"].value()

    client.post(EDIT, {"coalition_planned": "€ 12500", "seen_version": seen})

    assert Budget.objects.get().version == 1


@pytest.mark.parametrize("year", [2022, 2028])
def test_year_is_one_of_the_spuk_until_next_year(login, leader, coalition, year):
    assert login(leader).get(f"/coalities/a/geld/{year}/").status_code == 404


def test_years_that_are_not_there_are_offered(login, leader, coalition):
    BudgetFactory(coalition=coalition, year=2026)

    assert login(leader).get(LIST).context["missing"] == [2027, 2025]


def test_who_may_not_see_money_finds_nothing(login, client, member, leader, coalition):
    BudgetFactory(coalition=coalition)
    partner = MembershipFactory(circle=coalition.circle).user
    elsewhere = MembershipFactory(leader=True).user

    for user in (member, partner, elsewhere):
        client = login(user)
        assert {client.get(path).status_code for path in (LIST, EDIT, f"{LIST}spuk.csv", OVERVIEW)} == {404}
        assert "Geld" not in [room.label for room in rooms_of(coalition.circle, user)]
    assert Room("Geld", LIST) in rooms_of(coalition.circle, leader)
    assert "Geld" not in [room.label for room in rooms_of(CircleFactory(table=True), leader)]
    assert set(Budget.objects.visible_to(leader)) == {Budget.objects.get()}
    assert not Budget.objects.visible_to(elsewhere)
    assert not Budget.objects.editable_by(elsewhere)


def test_board_reader_reads_and_changes_nothing(login, reader, coalition):
    client = login(reader)
    assert "De coalitieleiders vullen dit in." in client.get(LIST).text
    BudgetFactory(coalition=coalition, coalition_planned=5_000)

    text = client.get(LIST).text

    assert "€ 5.000" in text
    assert EDIT not in text
    assert client.post(EDIT, {"coalition_planned": "1"}).status_code == 403
    assert client.get(OVERVIEW).status_code == 200
    assert f'href="{OVERVIEW}"' in client.get("/").text
    assert not Budget.objects.editable_by(reader)


def test_coordinator_edits_every_coalition(login, coordinator, coalition):
    assert login(coordinator).post(EDIT, {"coalition_planned": "1"}).status_code == 302
    assert Budget.objects.editable_by(coordinator).count() == 1


def test_overview_adds_up_a_year(login, coordinator, coalition):
    BudgetFactory(coalition=coalition, coalition_planned=1_000, coalition_spent=400, regional_planned=50)
    BudgetFactory(coalition__name="Bos", coalition_planned=2_000, coalition_spent=2_600, regional_spent=70)
    BudgetFactory(coalition=coalition, year=2025, coalition_planned=9_999)
    CoalitionFactory(name="Leeg")
    CoalitionFactory(name="Opgegaan", circle__ended_on=date(2025, 1, 1))

    response = login(coordinator).get(OVERVIEW)

    lines = {label: (line.planned, line.spent, line.left) for label, line in response.context["sums"]}
    assert list(lines.values()) == [(3_000, 3_000, 0), (None, None, None), (50, 70, None), (3_050, 3_070, None)]
    assert "In 2026 hebben 2 van de 3 coalities iets ingevuld." in response.text
    assert "€ 400 van € 1.000" in response.text
    assert "€ 50 begroot" in response.text
    assert "€ 70 uitgegeven" in response.text
    assert "nog niet ingevuld" in response.text
    assert "Opgegaan" not in response.text


def test_overview_of_another_year(login, coordinator, coalition):
    BudgetFactory(coalition=coalition, year=2025, coalition_planned=9_999)
    client = login(coordinator)

    assert "€ 9.999" in client.get(OVERVIEW, {"jaar": "2025"}, headers={"HX-Request": "true"}).text
    assert "In 2026 hebben 0 van de 1 coalities" in client.get(OVERVIEW, {"jaar": "1999"}).text


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_download_neutralises_what_looks_like_a_formula(login, leader, coalition):
    BudgetFactory(coalition=coalition, coalition_planned=10, coalition_spent=12, coalition_note="=1+1")

    found = rows(login(leader).get(f"{LIST}spuk.csv"))

    assert found[0][:3] == ["Coalitie", "Jaar", "Onderdeel"]
    assert found[1] == [
        *("Aan Zee", "2026", "De coalitie vormen, versterken en behouden", "10", "12"),
        *("-2", "€ 2 te veel uitgegeven", "'=1+1"),
    ]
    assert found[4][2:5] == ["Samen", "10", "12"]


def test_download_of_all_coalitions(login, coordinator, coalition):
    BudgetFactory(coalition=coalition)
    BudgetFactory(coalition__name="Bos")
    BudgetFactory(year=2025)
    client = login(coordinator)

    assert [row[0] for row in rows(client.get(f"{OVERVIEW}spuk.csv"))[1::4]] == ["Aan Zee", "Bos"]
    assert client.get(f"{OVERVIEW}spuk.xlsx")["Content-Disposition"] == 'attachment; filename="spuk-2026.xlsx"'
    assert client.get(f"{OVERVIEW}spuk.pdf").status_code == 404


def test_addresses_are_what_they_say():
    assert reverse("coalitions:budget_list", args=["a"]) == LIST
    assert reverse("coalitions:budget_overview") == OVERVIEW


@pytest.mark.parametrize("count", [1, 3])
def test_overview_query_count(django_assert_num_queries, login, coordinator, count):
    BudgetFactory.create_batch(count)
    client = login(coordinator)

    with django_assert_num_queries(7):  # session, user, memberships, count, sums, coalitions, budgets
        client.get(OVERVIEW)


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(django_assert_num_queries, login, leader, coalition, count):
    for year in range(2024, 2024 + count):
        BudgetFactory(coalition=coalition, year=year, changed_by=leader)
    client = login(leader)

    with django_assert_num_queries(5):  # session, user, memberships, coalition, budgets with who changed them
        client.get(LIST)


def test_overview_stands_on_pages_and_adds_up_all_of_them(login, coordinator):
    for number in range(21):
        BudgetFactory(coalition__name=f"C{number:02}", year=2025, coalition_planned=10, coalition_spent=None)
    desk = login(coordinator)

    first, second, beyond = (desk.get(OVERVIEW, {"jaar": 2025, "page": page}) for page in ("1", "2", "99"))

    assert [len(page.context["rows"]) for page in (first, second, beyond)] == [20, 1, 1]
    assert "jaar=2025" in first.text.split('rel="next"')[1].split(">")[0]
    for page in (first, second):
        assert page.context["filled"] == 21
        parts = dict(page.context["sums"])
        assert parts["Samen"].is_partial
        assert parts["Samen"].planned >= 210


@pytest.mark.parametrize(("ended_on", "filled"), [(date(2026, 1, 1), 1), (date(2026, 1, 2), 2)])
def test_overview_of_a_year_has_the_coalitions_that_were_there_in_it(login, coordinator, coalition, ended_on, filled):
    """Somebody who went on in another one in May spent money of the province until then."""
    BudgetFactory(coalition=coalition, year=2026)
    gone = BudgetFactory(year=2026).coalition
    gone.circle.ended_on = ended_on
    gone.circle.save()

    response = login(coordinator).get(OVERVIEW)

    assert response.context["filled"] == filled
