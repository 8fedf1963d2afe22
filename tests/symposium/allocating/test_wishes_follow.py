"""A workshop that people wished moves, or does not go on: no wish is lost in silence, and ranks have no gaps."""

import datetime

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.refused import Refused
from outbox.models import Email
from outbox.reading import read
from symposium import tasks
from symposium.allocating import wishing
from symposium.models import Edition, Mode, RegistrationState, Session, Wish
from symposium.programme import placing
from symposium.registering import joining
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import EditionFactory, RegistrationFactory, SessionFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db
BEFORE = NOW - datetime.timedelta(days=3)
LATER = {"title": "Ronde 2", "starts": datetime.time(13), "ends": datetime.time(14)}


@pytest.fixture
def later(fair):
    """A second round, with three workshops."""
    slot = TimeSlotFactory(edition=fair[0], **LATER)
    return slot, [SessionFactory(edition=fair[0], slot=slot, title=title) for title in ("Eten", "Slapen", "Spelen")]


def wishes(person):
    found = person.wishes.order_by("slot__starts", "rank").values_list("slot__title", "rank", "session__title")
    return [f"{slot} {rank} {title}" for slot, rank, title in found]


def is_sound():
    """What the database thinks of it now, not at the end of the transaction; and no rank is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    ranks = {}
    for wish in Wish.objects.select_related("session").order_by("rank"):
        assert wish.slot_id == wish.session.slot_id
        ranks.setdefault((wish.registration_id, wish.slot_id), []).append(wish.rank)
    assert all(found == list(range(1, len(found) + 1)) and len(found) <= 3 for found in ranks.values())
    return True


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (BEFORE, "Veranderen kan tot dinsdag 19 januari, 13.00 uur."),
        (NOW, "Wensen veranderen kan niet meer. We verdelen nu de plekken"),
    ],
)
def test_a_wish_goes_along_behind_those_of_that_round_and_its_person_hears_so(
    client, login, coordinator, fair, later, wish, when, said
):
    _edition, (language, rest) = fair
    slot, (food, sleep, _play) = later
    person, only = wish(language, rest), wish(language)
    wish(rest)
    gone = wish(language, state=RegistrationState.CANCELLED, cancelled_at=BEFORE)
    wish(language, email="")
    for rank, session in enumerate((food, sleep), 1):
        person.wishes.create(session=session, slot=slot, rank=rank)

    with time_machine.travel(when, tick=False):
        login(coordinator)
        page = client.post(f"/symposium/sessie/{language.pk}/plaatsen/", {"slot": slot.pk, "room": ""}, follow=True)
        assert "gaat er een mail naar 2 mensen" in page.text
    with time_machine.travel(when + datetime.timedelta(minutes=10), tick=False):
        tasks.tell_of_another_day()

    assert "“Taal” staat nu in Ronde 2." in page.text
    assert is_sound()
    assert wishes(person) == ["Workshopronde 1 1 Rust", "Ronde 2 1 Eten", "Ronde 2 2 Slapen", "Ronde 2 3 Taal"]
    assert wishes(only) == wishes(gone) == ["Ronde 2 1 Taal"]
    assert {mail.to for mail in Email.objects.all()} == {person.email, only.email}
    mail = Email.objects.get(to=person.email)
    assert mail.subject == "Een van je wensen is op een ander moment: Taal"
    words = " ".join(read(mail.mime).text.split())
    assert "nu van 13.00 tot 14.00 uur (Ronde 2), niet meer van 10.30 tot 11.30 uur." in words
    assert said in words


def test_put_back_before_anybody_heard_every_wish_is_what_it_was(coordinator, fair, later, wish):
    _edition, (language, rest) = fair
    slot, (food, *_) = later
    first, second = wish(language, rest), wish(rest, language)
    first.wishes.create(session=food, slot=slot, rank=1)
    before = wishes(first), wishes(second)

    was = language.slot
    placing.place(language, slot, None, by=coordinator, now=BEFORE)
    assert wishes(first) == ["Workshopronde 1 1 Rust", "Ronde 2 1 Eten", "Ronde 2 2 Taal"]
    placing.place(language, was, None, by=coordinator, now=BEFORE)

    assert is_sound()
    assert (wishes(first), wishes(second)) == before
    with time_machine.travel(BEFORE + datetime.timedelta(minutes=10), tick=False):
        tasks.tell_of_another_day()
    assert not Email.objects.exists()


def test_a_wish_more_than_one_can_give_keeps_it_where_it_is(client, login, coordinator, fair, later, wish):
    _edition, (language, _rest) = fair
    slot, sessions = later
    full = [wish(language), wish(language)]
    for person in full:
        for rank, session in enumerate(sessions, 1):
            person.wishes.create(session=session, slot=slot, rank=rank)
    login(coordinator)
    path, place = f"/symposium/sessie/{language.pk}/plaatsen/", {"slot": slot.pk, "room": ""}

    many = client.post(path, place).text
    full.pop().wishes.filter(session=sessions[0]).delete()
    one = client.post(path, place).text

    assert "2 mensen gaven “Taal” op als wens en hebben in “Ronde 2” al 3 andere wensen." in many
    assert "Iemand gaf “Taal” op als wens en heeft in “Ronde 2” al 3 andere wensen." in one
    language.refresh_from_db()
    assert language.slot != slot
    assert not Email.objects.exists()


def test_when_places_are_given_wishes_stop_nothing_and_mail_nobody(coordinator, fair, later, wish):
    edition, (language, rest) = fair
    slot, sessions = later
    person = wish(language, rest)
    for rank, session in enumerate(sessions, 1):
        person.wishes.create(session=session, slot=slot, rank=rank)
    Edition.objects.update(allocated_at=NOW)

    placing.place(language, slot, None, by=coordinator, now=NOW)
    placing.call_off(rest, by=coordinator, now=NOW)

    assert is_sound()
    assert wishes(person) == ["Workshopronde 1 1 Rust", "Ronde 2 1 Eten", "Ronde 2 2 Slapen", "Ronde 2 3 Spelen"]
    assert not Email.objects.exists()
    # What does not go on can be thrown away, or taken out, whoever wished it once.
    placing.take_out(rest, by=coordinator, now=NOW)
    placing.remove(rest, now=NOW)
    assert wishes(person) == ["Ronde 2 1 Eten", "Ronde 2 2 Slapen", "Ronde 2 3 Spelen"]


@pytest.mark.parametrize(
    ("when", "people", "told", "said"),
    [
        (BEFORE, 1, "1 mens gaf hem op als wens.", "Kies iets anders tot dinsdag 19 januari, 13.00 uur."),
        (NOW, 2, "2 mensen gaven hem op als wens.", "We verdelen de plekken met je andere wensen"),
    ],
)
def test_what_does_not_go_on_is_told_to_who_wished_it(
    client, login, coordinator, fair, wish, when, people, told, said
):
    _edition, (language, rest) = fair
    wished = [wish(language, rest) for _ in range(people)]

    with time_machine.travel(when, tick=False):
        login(coordinator)
        page = client.post(f"/symposium/sessie/{language.pk}/gaat-niet-door/", follow=True)

        assert told in page.text
        assert "Niemand had er een plek." not in page.text
        assert is_sound()
        assert [wishes(person) for person in wished] == [["Workshopronde 1 1 Rust"]] * people
        assert {mail.to for mail in Email.objects.all()} == {person.email for person in wished}
        words = " ".join(read(Email.objects.first().mime).text.split())
        assert "Die workshop gaat niet door. Je andere wensen blijven staan" in words
        assert said in words
        assert "/wensen/" in words
        # And it can be thrown away now.
        client.post(f"/symposium/sessie/{language.pk}/weggooien/")
    assert not Session.objects.filter(pk=language.pk).exists()


def test_after_the_day_nobody_hears_of_it(coordinator, fair, later, wish):
    _edition, (language, _rest) = fair
    wish(language)

    placing.place(language, later[0], None, by=coordinator, now=datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC))

    assert not Email.objects.exists()


def test_wishes_for_what_just_moved_are_not_kept(client, fair, later, coordinator):
    edition, (language, rest) = fair
    person = RegistrationFactory(edition=edition)
    asked = {rest.slot_id: [language.pk, rest.pk]}
    placing.place(language, later[0], None, by=coordinator, now=BEFORE)

    with pytest.raises(Refused, match="Het programma is net veranderd"):
        wishing.keep(person, asked, now=BEFORE)

    assert wishes(person) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wish"), st.integers(0, 2), st.integers(0, 1), st.permutations(range(6))),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 1)),
        st.tuples(st.just("stop"), st.integers(0, 5)),
        st.tuples(st.just("leave"), st.integers(0, 2)),
    ),
    min_size=8,
    max_size=25,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(steps=STEPS)
def test_whatever_moves_or_stops_ranks_have_no_gaps(coordinator, steps):
    Edition.objects.filter(year=2027).delete()
    edition = EditionFactory(mode=Mode.FAIR, wishes_until=NOW)
    slots = [TimeSlotFactory(edition=edition), TimeSlotFactory(edition=edition, **LATER)]
    sessions = [SessionFactory(edition=edition, slot=slots[number % 2]) for number in range(6)]
    people = RegistrationFactory.create_batch(3, edition=edition)
    Edition.objects.update(taken=3)
    for what, which, *how in steps:
        try:
            if what == "wish":
                slot, order = slots[how[0]], how[1]
                there = [sessions[number] for number in order]
                for session in there:
                    session.refresh_from_db()
                asked = [one.pk for one in there if one.slot_id == slot.pk and not one.is_cancelled][:3]
                wishing.keep(people[which], {slot.pk: asked}, now=BEFORE)
            elif what == "move":
                placing.place(sessions[which], slots[how[0]], None, by=coordinator, now=BEFORE)
            elif what == "stop":
                placing.call_off(sessions[which], by=coordinator, now=BEFORE)
            else:
                joining.cancel(people[which], now=BEFORE)
        except Refused:
            pass
        assert is_sound()
    assert not Wish.objects.exclude(session__cancelled_at=None).exists()
