from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.members.factories import MembershipFactory
from tests.themetables.factories import BottleneckFactory, PillarFactory, ThemeTableFactory
from tests.themetables.plans.factories import DecisionMeetingFactory
from tests.themetables.tables.factories import ProgressNoteFactory
from themetables.models import TablePlan

pytestmark = pytest.mark.django_db

LIST = "/thematafels/"


@pytest.fixture
def pillars():
    moments = ("Voor", "Tijdens", "Na")
    return [
        PillarFactory(name=f"{moment} de zwangerschap", position=position)
        for position, moment in enumerate(moments, start=1)
    ]


def test_tables_stand_under_their_pillars(client, pillars):
    _, during, after = pillars
    ThemeTableFactory(short_name="Later", pillars=[after])
    ThemeTableFactory(short_name="Beide", pillars=[during, after])
    ThemeTableFactory(short_name="Vroeger", pillars=[during])
    ThemeTableFactory(short_name="Allebei", pillars=[during, after])
    ThemeTableFactory(short_name="Los")

    response = client.get(LIST)

    assert [(heading, [str(table) for table in tables]) for heading, tables in response.context["groups"]] == [
        ("Nog geen pijler", ["Los"]),
        ("Tijdens de zwangerschap", ["Vroeger"]),
        ("Tijdens en na de zwangerschap", ["Allebei", "Beide"]),
        ("Na de zwangerschap", ["Later"]),
    ]


def test_closed_table_stands_apart_with_its_reason(client):
    ThemeTableFactory(closed=True, short_name="Oud")

    response = client.get(LIST)

    assert response.context["groups"] == []
    assert "Gestopte tafels" in response.text
    assert "Het werk is klaar." in response.text
    assert "Er zijn nu geen thematafels" in response.text


def test_visitor_reads_no_names(client):
    table = ThemeTableFactory()
    MembershipFactory(circle=table.circle, leader=True, user__name="Trekker Geheim")
    MembershipFactory(circle=table.circle, user__name="Lid Geheim")

    for path in (LIST, table.get_absolute_url()):
        assert "Geheim" not in client.get(path).text


def test_member_sees_leads_and_members(login, member):
    table = ThemeTableFactory()
    MembershipFactory(circle=table.circle, leader=True, user__name="Anna Achternaam", user__shows_first_name_only=True)
    MembershipFactory(circle=table.circle, leader=True, user__name="Bram Bekend")
    MembershipFactory(circle=table.circle, user__name="Lid Bekend")
    MembershipFactory(circle=table.circle, ended=True, user__name="Ver Trokken")
    MembershipFactory(circle=table.circle, user__is_active=False, user__name="Nooit Meer")
    client = login(member)

    listed, page = client.get(LIST).text, client.get(table.get_absolute_url())

    assert "Trekkers: " in listed
    assert "Bram Bekend" in listed
    assert "Achternaam" not in listed + page.text
    assert [str(person) for person in page.context["table"].leaders] == ["Anna", "Bram Bekend"]
    assert [str(person) for person in page.context["table"].members] == ["Lid Bekend"]


def test_member_sees_where_the_network_decides_about_the_table(login, member, client):
    table, closed, today = ThemeTableFactory(), ThemeTableFactory(closed=True), timezone.localdate()
    DecisionMeetingFactory(title="Was gisteren", held_on=today - timedelta(days=1))
    DecisionMeetingFactory(title="Is vandaag", held_on=today, place="Leeuwarden")

    assert "Is vandaag" not in client.get(table.get_absolute_url()).text
    login(member)
    text = client.get(table.get_absolute_url()).text
    assert f"Is vandaag</a>, {date_format(today, 'l j F Y')}, Leeuwarden" in text
    assert "Was gisteren" not in text
    assert "Is vandaag" not in client.get(closed.get_absolute_url()).text


def test_people_of_a_closed_table_are_shown_to_nobody(login, member):
    table = ThemeTableFactory(closed=True)
    MembershipFactory(circle=table.circle, leader=True, user__name="Trekker Geheim")
    client = login(member)

    for path in (LIST, table.get_absolute_url()):
        assert "Geheim" not in client.get(path).text
    assert "Deze tafel is gestopt" in client.get(table.get_absolute_url()).text


def test_table_without_people_says_so(login, member):
    table = ThemeTableFactory()
    client = login(member)

    text = client.get(table.get_absolute_url()).text

    assert "Deze tafel heeft nu geen trekker. De aanjager zoekt iemand." in text
    assert "Er zitten nog geen andere mensen aan deze tafel." in text
    assert "De tafel heeft hier nog niets over zichzelf geschreven." in text
    assert "Deze tafel heeft nu geen trekker." in client.get(LIST).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, member, client, django_assert_num_queries, count):
    for table in ThemeTableFactory.create_batch(count, pillars=[PillarFactory()]):
        MembershipFactory.create_batch(count, circle=table.circle, leader=True)

    with django_assert_num_queries(2):  # tables, pillars
        client.get(LIST)
    login(member)
    with django_assert_num_queries(6):  # session, user, memberships, tables, pillars, people
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, member, client, django_assert_num_queries, count):
    table = ThemeTableFactory(pillars=PillarFactory.create_batch(count))
    MembershipFactory.create_batch(count, circle=table.circle, leader=True)
    ProgressNoteFactory.create_batch(count, table=table)
    for _ in range(count):
        BottleneckFactory(state="taken_up", table=table)

    # table, pillars, whether the circle is of a coalition; building blocks, documents
    with django_assert_num_queries(5):
        client.get(table.get_absolute_url())
    login(member)
    # session, user, memberships; people, bottlenecks, plans, what rooms say (documents), meetings, decisions, notes,
    # my request, the chain, conversations
    with django_assert_num_queries(24):
        client.get(table.get_absolute_url())
    client.force_login(MembershipFactory(circle=table.circle, leader=True).user)
    # not my request; the work agenda, the last activity, and how many want to join
    with django_assert_num_queries(26):
        client.get(table.get_absolute_url())


def test_unknown_table_is_not_there(client):
    assert client.get(reverse("themetables:table_detail", args=["weg"])).status_code == 404


def test_table_closes_with_a_reason():
    with pytest.raises(IntegrityError, match="closed_with_reason"):
        ThemeTableFactory(closed=True, closed_reason="")


def test_active_table_has_a_circle():
    with pytest.raises(IntegrityError, match="active_has_circle"):
        ThemeTableFactory(circle=None)


def test_table_that_stopped_long_ago_has_a_page_without_a_circle(client):
    table = ThemeTableFactory(closed=True, circle=None)

    assert "Het werk is klaar." in client.get(table.get_absolute_url()).text


def test_leader_may_edit_their_table_and_nobody_else(login, member, coordinator):
    table = ThemeTableFactory()
    ThemeTableFactory()
    leader = MembershipFactory(circle=table.circle, leader=True).user
    tables = type(table).objects

    assert [list(tables.editable_by(user)) for user in (leader, member)] == [[table], []]
    assert tables.editable_by(coordinator).count() == tables.active().count() == 2


def test_circle_is_found_by_who_may_see_it(client, member, coordinator):
    table = ThemeTableFactory()
    link = f'href="{table.circle.get_absolute_url()}"'
    assert link not in client.get(table.get_absolute_url()).text

    for user, finds in [
        (member, False),
        (MembershipFactory(circle=table.circle).user, True),
        (MembershipFactory(circle=table.circle, leader=True).user, True),
        (coordinator, True),
    ]:
        client.force_login(user)
        assert (link in client.get(table.get_absolute_url()).text) == finds


def test_table_that_stopped_before_this_portal_has_no_rooms(login, coordinator):
    table = ThemeTableFactory(closed=True, circle=None)

    assert "ks-tabs" not in login(coordinator).get(table.get_absolute_url()).text


def test_plan_of_the_table_is_on_its_page(login, member):
    table = ThemeTableFactory()
    year = timezone.localdate().year
    client = login(member)
    assert f"Er is nog geen plan voor {year} of later." in client.get(table.get_absolute_url()).text

    TablePlan.objects.create(table=table, year=year - 1, submitted_at=timezone.now(), **FILLED_IN)
    TablePlan.objects.create(table=table, year=year, submitted_at=timezone.now(), **FILLED_IN)
    TablePlan.objects.create(table=table, year=year + 1)

    assert [plan.year for plan in client.get(table.get_absolute_url()).context["plans"]] == [year]


FILLED_IN = {"reason": "a", "goal": "b", "delivers": "c", "planning": "d"}
