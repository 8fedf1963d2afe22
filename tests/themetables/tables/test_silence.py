"""A table where nothing happened for sixty days: seen by its lead and the coordinator, in kind words."""

import datetime

import pytest
from django.utils import timezone

from coalitions.activity import last_activity
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from tests.themetables.tables.factories import JoinRequestFactory, ProgressNoteFactory
from themetables.models import TableChange, TablePlan, ThemeTable
from themetables.tables.activity import last_changes
from themetables.tables.waiting import requests_to_join, silent_tables

OVERVIEW = "/thematafels/overzicht/"
DAY = datetime.timedelta(days=1)
KIND = "Het is even stil rond deze tafel"


@pytest.fixture
def now():
    return timezone.now()


def ago(days):
    """So many days back by the calendar, at noon: an hour of summer time is no day."""
    day = timezone.localdate() - days * DAY
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


@pytest.mark.django_db
def test_every_room_of_the_loop_counts(now):
    table = ThemeTableFactory()
    moments = []

    def newest():
        return last_activity([table.circle])[table.circle_id]

    assert newest() is None
    for number, happen in enumerate(
        [
            lambda at: ProgressNoteFactory(table=table, at=at),
            lambda at: TableChange.objects.create(table=table, kind="goal", sentence="x", at=at),
            lambda at: ThemeTable.objects.update(changed_at=at),
        ]
    ):
        happen(now - (10 - number) * DAY)
        moments.append(newest())
    ProgressNoteFactory(table=table, at=now - 100 * DAY)

    assert moments == [now - (10 - number) * DAY for number in range(3)]
    assert newest() == moments[-1]


@pytest.mark.django_db
def test_action_point_of_the_circle_counts_too():
    table = ThemeTableFactory()
    point = ActionPointFactory(circle=table.circle)

    assert last_activity([table.circle])[table.circle_id] == point.changed_at


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_all_tables(django_assert_num_queries, count):
    tables = ThemeTableFactory.create_batch(count)
    for table in tables:
        ProgressNoteFactory(table=table)

    with django_assert_num_queries(1):
        assert len(dict(last_changes([table.circle_id for table in tables]))) == count


@pytest.mark.parametrize(("days", "is_silent"), [(0, False), (1, False), (59, False), (60, True)])
def test_table_is_silent_after_sixty_days(client, table, lead, sitter, member, coordinator, days, is_silent):
    ProgressNoteFactory(table=table, at=ago(days))

    for user, sees in [(lead, is_silent), (coordinator, is_silent), (sitter, False), (member, False)]:
        client.force_login(user)
        assert (KIND in client.get(table.get_absolute_url()).text) is sees
    client.force_login(coordinator)
    words = {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen geleden")
    assert words in client.get(OVERVIEW).text
    assert [row.is_silent for row in client.get(OVERVIEW).context["rows"]] == [is_silent]


def test_start_page_of_the_lead_asks_kindly(login, table, lead):
    text = login(lead).get("/").text

    assert "Het is even stil rond thematafel Kraamzorg. Vertel in een paar zinnen hoe het gaat." in text

    ProgressNoteFactory(table=table)
    assert "even stil" not in login(lead).get("/").text


def test_start_page_of_the_coordinator_counts_them(coordinator, table):
    on = timezone.localdate()
    [(sentence, url)] = silent_tables(coordinator, on)
    assert sentence == "Eén thematafel is al 60 dagen stil. Vraag waar je mee kunt helpen."
    assert url == "/thematafels/overzicht/?stil=ja"

    ThemeTableFactory()
    ThemeTableFactory(closed=True)
    [(sentence, _)] = silent_tables(coordinator, on)
    assert sentence.startswith("2 thematafels zijn")

    for table in ThemeTable.objects.all():
        ProgressNoteFactory(table=table)
    assert list(silent_tables(coordinator, on)) == []


def test_requests_wait_for_who_leads_and_for_the_coordinator_where_nobody_does(coordinator, table, lead, sitter):
    on = timezone.localdate()
    orphan = ThemeTableFactory(short_name="Wees")
    JoinRequestFactory(table=orphan)
    JoinRequestFactory.create_batch(2, table=table)

    assert list(requests_to_join(lead, on)) == [
        (
            "2 mensen willen meedoen aan thematafel Kraamzorg. Laat weten of dat kan.",
            "/thematafels/kraamzorg/aanvragen/",
        )
    ]
    assert [sentence for sentence, _ in requests_to_join(coordinator, on)] == [
        "1 persoon wil meedoen aan thematafel Wees. Laat weten of dat kan."
    ]
    assert list(requests_to_join(sitter, on)) == list(silent_tables(sitter, on)) == []


def test_coordinator_who_leads_a_table_sees_its_requests(coordinator, table):
    MembershipFactory(circle=table.circle, user=coordinator, leader=True)
    JoinRequestFactory(table=table)

    assert len(list(requests_to_join(coordinator, timezone.localdate()))) == 1


def test_overview_says_how_every_table_stands(login, coordinator, table, lead, sitter):
    ThemeTableFactory(short_name="Rustig", circle__slug="rustig")
    ThemeTableFactory(closed=True, short_name="Gestopt")
    ProgressNoteFactory(table=table)
    BottleneckFactory(state="taken_up", table=table)
    for state in ("delivered", "solved"):
        BottleneckFactory(state=state, table=table)
    JoinRequestFactory(table=table)
    TablePlan.objects.create(table=table, year=timezone.localdate().year)
    client = login(coordinator)

    busy, quiet = client.get(OVERVIEW).context["rows"]

    assert (str(busy.table), busy.leaders, busy.member_count) == ("Kraamzorg", [lead], 2)
    assert (busy.open_bottlenecks, busy.waiting_requests, busy.plan.year) == (1, 1, timezone.localdate().year)
    assert (quiet.leaders, quiet.plan, quiet.activity_words) == ([], None, "nog niets gebeurd")
    assert (busy.helped_bottlenecks, quiet.helped_bottlenecks) == (2, 0)
    text = client.get(OVERVIEW).text
    assert "1 in werk, 2 geholpen" in text
    assert "Van de 2 tafels is er 1 stil" in text
    assert "geen trekker" in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"stil": "ja"}, ["Stil"]),
        ({"stil": "nee"}, ["Druk"]),
        ({"stil": "misschien"}, ["Druk", "Stil"]),
        ({}, ["Druk", "Stil"]),
    ],
)
def test_filter_on_silence(login, coordinator, query, names):
    ProgressNoteFactory(table__short_name="Druk")
    ThemeTableFactory(short_name="Stil")

    page = login(coordinator).get(OVERVIEW, query)

    assert [str(row.table) for row in page.context["rows"]] == names


def test_nothing_found_says_so_and_only_the_list_comes_back(login, coordinator):
    ProgressNoteFactory()
    client = login(coordinator)

    part = client.get(OVERVIEW, {"stil": "ja"}, headers={"HX-Request": "true"})

    assert "Geen tafel gevonden" in part.text
    assert "<h1>" not in part.text
    assert "De laatste 60 dagen gebeurde er aan elke tafel iets." in client.get(OVERVIEW, {"stil": "ja"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_overview_query_count(login, coordinator, django_assert_num_queries, count):
    for table in ThemeTableFactory.create_batch(count):
        MembershipFactory.create_batch(count, circle=table.circle, leader=True)
        BottleneckFactory(state="taken_up", table=table)
        JoinRequestFactory(table=table)
        TablePlan.objects.create(table=table, year=timezone.localdate().year)
    client = login(coordinator)
    client.get(OVERVIEW)

    # session, user, memberships; tables, the last activity; people, bottlenecks, requests, plans
    with django_assert_num_queries(9):
        client.get(OVERVIEW)
