"""The agenda on the day: whose turn it is, the clock, the button, the big screen."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import calling
from meetings.day import running
from meetings.models import Turn
from meetings.moments import ZONE
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, TurnFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db
TEN = datetime.datetime(2026, 12, 3, 10, 0, tzinfo=ZONE)


def at(minutes):
    return TEN + datetime.timedelta(minutes=minutes)


@pytest.fixture
def meeting(circle):
    return MeetingFactory(
        circle=circle, day=TEN.date(), starts=datetime.time(10, 0), ends=datetime.time(11, 0), place="Zaal 1"
    )


@pytest.fixture
def items(meeting):
    return [AgendaItemFactory(meeting=meeting, title=title, minutes=20) for title in ("Een", "Twee", "Drie")]


def told(found):
    return [(line.item.title, line.state, f"{line.begins:%H.%M}", line.shift) for line in found.lines]


def page(meeting, part="vandaag"):
    return f"{meeting.get_absolute_url()}{part}/"


def test_before_it_begins_the_plan_stands(meeting, items):
    found = running.of(meeting, now=at(-30))

    assert told(found) == [("Een", "next", "10.00", 0), ("Twee", "later", "10.20", 0), ("Drie", "later", "10.40", 0)]
    assert (found.now, found.next, found.has_begun, found.is_done, found.seen) == (None, items[0], False, False, 0)


def test_running_late_moves_what_comes(meeting, items):
    turn = running.turn_to(meeting, items[0], seen=0, now=at(5))

    found = running.of(meeting, now=at(30))

    assert told(found) == [("Een", "now", "10.05", 5), ("Twee", "next", "10.30", 10), ("Drie", "later", "10.50", 10)]
    assert (found.clock_words, found.left_words) == ("We lopen 10 minuten uit.", "5 minuten over de tijd.")
    assert found.seen == turn.pk
    assert f"{found.ends:%H.%M}" == "11.10"


def test_running_early_and_on_time_in_words(meeting, items):
    first = running.turn_to(meeting, items[0], seen=0, now=at(0))
    assert running.of(meeting, now=at(19)).left_words == "Nog 1 minuut."
    assert running.of(meeting, now=at(10)).left_words == "Nog 10 minuten."
    assert running.of(meeting, now=at(21)).left_words == "1 minuut over de tijd."
    assert running.of(meeting, now=at(21)).clock_words == "We liggen op schema."
    running.turn_to(meeting, items[1], seen=first.pk, now=at(10))

    assert running.of(meeting, now=at(10)).clock_words == "We lopen 10 minuten voor."
    assert running.Running([], None, True, at(0), 1, None).clock_words == "We liggen op schema."


def test_one_minute_is_one_minute():
    words = running.Running([], None, True, at(0), 3, None).clock_words

    assert words == "We lopen 3 minuten uit."


def test_meeting_ends_and_says_when(meeting, items):
    seen = 0
    for number, item in enumerate(items):
        seen = running.turn_to(meeting, item, seen=seen, now=at(number * 10)).pk
    assert running.of(meeting, now=at(25)).next is None

    assert running.turn_to(meeting, None, seen=seen, now=at(31)) is None

    found = running.of(meeting, now=at(50))
    assert (found.is_done, f"{found.ends:%H.%M}", found.clock_words) == (True, "10.31", "We lopen 29 minuten voor.")
    assert [line.state for line in found.lines] == ["done", "done", "done"]


def test_what_was_jumped_over_is_skipped_and_can_be_done_after_all(meeting, items):
    last = running.turn_to(meeting, items[2], seen=0, now=at(0))
    assert [line.state for line in running.of(meeting, now=at(1)).lines] == ["skipped", "skipped", "now"]

    running.turn_to(meeting, items[0], seen=last.pk, now=at(2))

    assert [line.state for line in running.of(meeting, now=at(3)).lines] == ["now", "next", "later"]


def test_after_the_end_nothing_comes_next(meeting, items):
    turn = running.turn_to(meeting, items[0], seen=0, now=at(0))
    running.turn_to(meeting, None, seen=turn.pk, now=at(9))

    assert [line.state for line in running.of(meeting, now=at(10)).lines] == ["done", "later", "later"]


def test_clock_that_is_put_back_ends_a_turn_when_it_began(meeting, items):
    turn = running.turn_to(meeting, items[0], seen=0, now=at(5))

    running.turn_to(meeting, items[1], seen=turn.pk, now=at(4))

    turn.refresh_from_db()
    assert turn.ended_at == turn.begun_at


def test_chair_moves_the_agenda_by_a_button(login, lead, partner, meeting, items):
    client = login(lead)
    text = client.get(page(meeting)).text
    assert "Begin: Een" in text
    assert "Nog niet begonnen" in text

    text = client.post(f"{page(meeting)}verder/", {"item": items[0].pk, "seen": 0}, follow=True).text
    assert "Nu aan de beurt" in text
    assert "Volgende: Twee" in text
    assert "Doe dit nu" in text

    for item in (*items[1:], None):
        seen = running.open_turn(meeting).pk
        text = client.post(
            f"{page(meeting)}verder/", {"item": item.pk if item else "", "seen": seen}, follow=True
        ).text
    assert "De agenda is klaar" in text
    assert "Ga hiernaar terug" in text
    assert "Ga hiernaar terug" not in login(partner).get(page(meeting)).text
    assert Turn.objects.count() == 3


def test_last_item_is_followed_by_the_end(login, lead, meeting, items):
    TurnFactory(item=items[2])

    assert "Rond de bijeenkomst af" in login(lead).get(page(meeting)).text


def test_second_press_moves_nothing(login, lead, meeting, items):
    TurnFactory(item=items[0])

    response = login(lead).post(f"{page(meeting)}verder/", {"item": items[0].pk, "seen": 0}, follow=True)

    assert "Iemand anders ging al verder." in response.text
    assert Turn.objects.count() == 1


def test_item_of_elsewhere_gets_no_turn(login, lead, meeting, items):
    other = AgendaItemFactory()

    response = login(lead).post(f"{page(meeting)}verder/", {"item": other.pk, "seen": 0}, follow=True)

    assert "Dit agendapunt staat er niet meer." in response.text
    assert not Turn.objects.exists()


def test_pages_say_when_there_is_nothing_to_run(login, partner, circle):
    empty, off = MeetingFactory(circle=circle), MeetingFactory(circle=circle, cancelled=True)

    assert "Er staat nog niets op de agenda" in login(partner).get(page(empty)).text
    assert "Welkom" in login(partner).get(page(empty, "scherm")).text
    assert "Deze bijeenkomst gaat niet door" in login(partner).get(page(off)).text
    assert "Deze bijeenkomst gaat niet door" in login(partner).get(page(off, "scherm")).text


def test_big_screen_of_a_day_that_passed_announces_nothing(login, partner, circle):
    meeting = MeetingFactory(circle=circle, past=True)
    AgendaItemFactory(meeting=meeting)

    text = login(partner).get(page(meeting, "scherm")).text

    assert "We beginnen" not in text
    assert "Bedankt voor jullie komst" in text


def test_big_screen_shows_now_and_next_and_nothing_secret(login, partner, meeting, items):
    meeting.online_url = "https://overleg.invalid/geheim"
    meeting.save()
    client = login(partner)
    assert "We beginnen om 10.00 uur" in client.get(page(meeting, "scherm")).text
    turn = TurnFactory(item=items[1])
    text = client.get(page(meeting, "scherm")).text

    for part in (
        "Twee",
        "Drie",
        'data-ks-follow="10"',
        '<noscript><meta http-equiv="refresh" content="30"></noscript>',
    ):
        assert part in text
    assert "geheim" not in text
    assert str(partner) not in text
    Turn.objects.filter(pk=turn.pk).delete()
    turn = TurnFactory(item=items[2])
    assert "Dit is het laatste punt." in client.get(page(meeting, "scherm")).text
    running.turn_to(meeting, None, seen=turn.pk, now=timezone.now())
    assert "Bedankt voor jullie komst" in client.get(page(meeting, "scherm")).text


def test_meeting_of_today_leads_to_the_agenda_that_runs(login, partner, lead, circle):
    today, gone = MeetingFactory(circle=circle, days=0), MeetingFactory(circle=circle, past=True)

    assert page(today) in login(partner).get(today.get_absolute_url()).text
    assert page(gone) not in login(partner).get(gone.get_absolute_url()).text
    assert "Wie is er?" in login(lead).get(today.get_absolute_url()).text
    assert "Wie was er?" in login(lead).get(gone.get_absolute_url()).text


def test_database_refuses_two_turns_at_a_time(meeting, items):
    TurnFactory(item=items[0])

    with pytest.raises(IntegrityError, match="meetings_turn_one_at_a_time"), transaction.atomic():
        TurnFactory(item=items[1])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("part", ["vandaag", "scherm"])
def test_running_agenda_query_count(login, lead, meeting, django_assert_num_queries, count, part):
    for _ in range(count):
        item = AgendaItemFactory(meeting=meeting, presenter=lead)
    TurnFactory(item=item)
    client = login(lead)

    # session, user, memberships; meeting, its guests; agenda, turns; on the page also whether it may be moved
    with django_assert_num_queries(8 if part == "vandaag" else 7):
        client.get(page(meeting, part))


def two_at_once(meeting, items, meeting_point):
    meeting_point(running, "open_turn")
    turn = TurnFactory(item=items[0])
    now = timezone.now()
    return at_once(*[lambda: running.turn_to(meeting, items[1], seen=turn.pk, now=now)] * 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_move_one_item(meeting, items, meeting_point):
    outcomes = two_at_once(meeting, items, meeting_point)

    assert kinds(outcomes) == ["Refused", "Turn"]
    assert running.of(meeting, now=timezone.now()).now == items[1]
    assert Turn.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_who_press_at_once_collide(meeting, items, meeting_point, monkeypatch):
    monkeypatch.setattr(calling, "locked", lambda meeting: meeting)

    assert kinds(two_at_once(meeting, items, meeting_point)) == ["DatabaseError", "Turn"]
