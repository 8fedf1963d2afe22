"""The list, the board and the timeline: the same rows, the same filter, the same number of queries."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionPoint
from members.models import Circle
from province.models import Pillar
from tests.actions.factories import ActionPointFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime.datetime(2027, 3, 17, 9, tzinfo=datetime.UTC)
LIST, BOARD, TIMELINE = (f"/werkagenda/coalitie-dorp/{view}" for view in ("", "bord/", "tijdlijn/"))


@pytest.fixture
def pillars(db):
    return [
        Pillar.objects.create(slug=slug, name=name, position=number)
        for number, (slug, name) in enumerate([("voor", "Voor de zwangerschap"), ("na", "Na de zwangerschap")])
    ]


@pytest.fixture
def plan(circle, lead, pillars):
    """One of each kind, around a Wednesday in March."""

    def add(what, day, **fields):
        fields = {"owner": lead} | fields
        return ActionPointFactory(circle=circle, what=what, due_on=datetime.date(*day), **fields)

    with time_machine.travel(WEDNESDAY, tick=False):
        return {
            "later": add("Later", (2027, 6, 1), pillar=pillars[0], how="Met **stappen**", with_whom="JGZ"),
            "late": add("Te laat", (2027, 3, 1), started=True),
            "today": add("Vandaag", (2027, 3, 17), pillar=pillars[1]),
            "sunday": add("Zondag", (2027, 3, 21), owner=None),
            "monday": add("Maandag", (2027, 3, 22), owner=MembershipFactory(circle=circle).user),
            "done": add("Gedaan", (2027, 2, 1), done=True),
            "dropped": add("Losgelaten", (2026, 12, 1), dropped=True),
        }


@pytest.fixture
def get(login, lead):
    def _get(url, user=None, **headers):
        with time_machine.travel(WEDNESDAY, tick=False):
            return login(user or lead).get(url, headers=headers)

    return _get


def grouped(response):
    return [(group.title, [point.what for point in group.points]) for group in response.context["groups"]]


def shown(response):
    return sorted(point.what for point in response.context["page"].object_list)


def test_list_shows_late_and_this_week_first_then_by_month_then_what_is_over(plan, get):
    response = get(LIST)

    assert grouped(response) == [
        ("Te laat", ["Te laat"]),
        ("Deze week", ["Vandaag", "Zondag"]),
        ("Maart 2027", ["Maandag"]),
        ("Juni 2027", ["Later"]),
        ("Klaar", ["Gedaan"]),
        ("Vervallen", ["Losgelaten"]),
    ]
    assert "7 actiepunten." in response.text
    assert "Met stappen" in response.text
    assert "nog niemand" in response.text
    assert "Het werkt." in response.text
    assert "Niet meer nodig." in response.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "Gedaan Later Losgelaten Maandag Te laat Vandaag Zondag"),
        ("stand=open", "Later Maandag Te laat Vandaag Zondag"),
        ("stand=te-laat", "Te laat"),
        ("stand=nog-niet", "Later Maandag Vandaag Zondag"),
        ("stand=bezig", "Te laat"),
        ("stand=klaar", "Gedaan"),
        ("stand=vervallen", "Losgelaten"),
        ("wie=niemand", "Zondag"),
        ("wie=ik&stand=open", "Later Te laat Vandaag"),
        ("pijler=na", "Vandaag"),
        ("jaar=2026", "Losgelaten"),
        ("zoek=stappen", "Later"),
        ("zoek=jgz+LATER", "Later"),
        ("zoek=bestaat-niet", ""),
        # What no filter knows is as if it was not there.
        ("stand=onzin&wie=99999&jaar=1066&pijler=onzin", "Gedaan Later Losgelaten Maandag Te laat Vandaag Zondag"),
    ],
)
def test_filters_on_the_list_and_the_board(plan, get, query, found):
    for url in (LIST, BOARD):
        assert " ".join(shown(get(f"{url}?{query}"))) == found


def test_filter_on_a_person(plan, get):
    assert shown(get(f"{LIST}?wie={plan['monday'].owner_id}")) == ["Maandag"]


def test_filter_stays_in_the_links_between_the_views_and_to_the_files(plan, get):
    for url in (LIST, BOARD, TIMELINE):
        response = get(f"{url}?stand=open&wie=ik&jaar=2027&page=1&stand2=x")

        links = [view.url for view in response.context["views"]]
        assert links == [f"{one}?stand=open&wie=ik&jaar=2027" for one in (LIST, BOARD, TIMELINE)]
        for file in ("werkagenda.xlsx", "werkagenda.ics", "jaarplan/", "jaarplan.pdf"):
            assert f'href="{LIST}{file}?stand=open&amp;wie=ik&amp;jaar=2027"' in response.text


def test_filter_that_is_folded_away_opens_when_it_is_used(plan, get):
    assert not get(f"{LIST}?zoek=later").context["filter"].uses_more
    assert get(f"{LIST}?wie=ik").context["filter"].uses_more


def test_changed_filter_asks_for_the_results_alone(plan, get):
    for url in (LIST, BOARD, TIMELINE):
        text = get(f"{url}?stand=open", **{"HX-Request": "true"}).text

        assert 'id="actiepunten"' in text
        assert "<html" not in text


def test_board_has_a_column_per_state_with_buttons_for_who_may_press_them(plan, get, partner):
    response = get(BOARD)

    columns = response.context["columns"]
    assert [(column.state, len(column.points)) for column in columns] == [
        ("todo", 4),
        ("doing", 1),
        ("done", 1),
        ("dropped", 1),
    ]
    assert response.text.count('value="begin"') == 4
    assert response.text.count('name="zet" value="terug"') == 1
    assert response.text.count('value="heropen"') == 2
    assert f'value="{BOARD}"' in response.text

    assert 'name="zet"' not in get(BOARD, user=partner).text


def test_timeline_has_a_year_of_months_and_a_cell_per_pillar(plan, get):
    response = get(TIMELINE)

    months = response.context["months"]
    march = [(name, [point.what for point in points]) for name, points in months[2].cells]
    assert len(months) == 12
    assert march == [
        ("Voor de zwangerschap", []),
        ("Na de zwangerschap", ["Vandaag"]),
        ("Alle pijlers", ["Te laat", "Zondag", "Maandag"]),
    ]
    assert [month.is_now for month in months] == [False, False, True] + [False] * 9
    assert "2027: 6 actiepunten" in response.text
    assert f'href="{TIMELINE}?jaar=2026"' in response.text or 'href="?jaar=2026"' in response.text
    assert "2026: 1 actiepunt" in get(f"{TIMELINE}?jaar=2026").text


def test_timeline_of_a_year_without_anything(circle, get):
    ActionPointFactory(circle=circle, due_on=datetime.date(2028, 1, 1))

    response = get(TIMELINE)

    assert "Voor dit jaar staat er niets" in response.text
    assert [view for view in response.context["other_years"]] == [2028]


def test_empty_plan_says_how_to_begin(circle, get):
    for url in (LIST, BOARD, TIMELINE):
        text = get(f"{url}?stand=open").text

        assert "De werkagenda is nog leeg" in text
        assert "ks-filters" not in text


def test_empty_answer_says_how_to_go_on(plan, get):
    for url in (LIST, BOARD):
        assert "Geen actiepunten gevonden" in get(f"{url}?zoek=bestaat-niet").text


def test_long_plan_comes_in_pages_that_keep_the_filter(circle, lead, get):
    ActionPointFactory.create_batch(61, circle=circle, owner=lead)

    response = get(f"{LIST}?stand=open")

    assert len(response.context["page"].object_list) == 60
    assert "stand=open&amp;page=2" in response.text
    assert len(get(f"{LIST}?stand=open&page=2").context["page"].object_list) == 1


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize(
    ("url", "queries"),
    [
        # session, user, memberships, circle; owners, years and pillars of the filter; count, rows, which may change
        (LIST, 10),
        (BOARD, 10),
        # the first seven; rows, pillars of the columns
        (TIMELINE, 9),
    ],
)
def test_query_count(circle, lead, pillars, login, django_assert_num_queries, count, url, queries):
    today = timezone.localdate()
    for number in range(count):
        ActionPointFactory(
            circle=circle,
            pillar=pillars[number % 2],
            due_on=today,
            owner=MembershipFactory(circle=circle).user,
            done=number % 3 == 2,
        )
    client = login(lead)

    with django_assert_num_queries(queries):
        response = client.get(url)

    assert response.text.count("/werkagenda/coalitie-dorp/") >= count


def test_own_points_of_all_circles(partner, circle, get):
    other = CircleFactory(table=True, name="Tafel Kraamzorg")
    MembershipFactory(circle=other, user=partner)
    ActionPointFactory(circle=circle, owner=partner, what="Hier", due_on=datetime.date(2027, 3, 1))
    ActionPointFactory(circle=other, owner=partner, what="Daar", due_on=datetime.date(2027, 3, 18))
    ActionPointFactory(owner=partner, what="Bij een kring die ik verliet")
    ActionPointFactory(circle=circle, what="Van een ander")

    response = get("/mijn-actiepunten/", user=partner)

    assert grouped(response) == [("Te laat", ["Hier"]), ("Deze week", ["Daar"])]
    assert "Tafel Kraamzorg" in response.text
    assert 'id="te-laat"' in response.text
    assert 'id="deze-week"' in response.text


def test_without_points_of_their_own_somebody_reads_where_to_look(partner, get):
    assert "Je hebt geen actiepunten" in get("/mijn-actiepunten/", user=partner).text


@pytest.mark.parametrize("count", [1, 3, 60])
def test_query_count_of_own_points(partner, circle, login, django_assert_num_queries, count):
    ActionPointFactory.create_batch(count, circle=circle, owner=partner)
    client = login(partner)

    with django_assert_num_queries(5):  # session, user, memberships, count, points
        client.get("/mijn-actiepunten/")


def test_plan_does_not_exist_for_who_only_reads_along(reader, network, get):
    ActionPoint.objects.all().delete()

    assert get("/werkagenda/netwerk/", user=reader).status_code == 404


def test_plan_of_a_circle_that_ended_is_read_and_changed_by_nobody(login, coordinator, circle):
    over = ActionPointFactory(circle=circle, done=True)
    today = timezone.localdate()
    Circle.objects.filter(pk=circle.pk).update(ended_on=today)
    client = login(coordinator)
    create = reverse("actions:point_create", args=[circle.slug])

    text = client.get(reverse("actions:point_list", args=[circle.slug])).text
    assert over.what in text
    assert "Deze kring bestaat niet meer" in text
    assert create not in text
    assert client.post(create, {"what": "Toch nog iets", "due_on": today}).status_code == 403
    assert client.get(reverse("actions:point_edit", args=[circle.slug, over.pk])).status_code == 403

    over.delete()
    empty = client.get(reverse("actions:point_list", args=[circle.slug])).text
    assert "Hier staan geen actiepunten" in empty
    assert create not in empty


def test_plan_of_a_circle_that_is_going_to_end_is_kept_until_then(login, coordinator, circle):
    Circle.objects.filter(pk=circle.pk).update(ended_on=timezone.localdate() + datetime.timedelta(days=1))

    text = login(coordinator).get(reverse("actions:point_list", args=[circle.slug])).text

    assert reverse("actions:point_create", args=[circle.slug]) in text
    assert "bestaat niet meer" not in text
