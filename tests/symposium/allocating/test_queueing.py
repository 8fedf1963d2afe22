"""Who missed a wish waits for it, in a fair order, before whoever comes later."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench._seats import broken
from bench.allocation import tiny
from outbox.models import Email
from outbox.reading import read
from symposium.allocating import collecting, queueing
from symposium.allocating.explaining import Explanations
from symposium.allocating.problem import Person, Problem, Session, score
from symposium.allocating.solving import allocate
from symposium.models import Edition, Seat, SeatState, Speaking
from symposium.registering import links
from symposium.seats import choosing, stopping
from tests.symposium.allocating.conftest import NOW
from tests.symposium.allocating.test_running import give
from tests.symposium.factories import RegistrationFactory, SessionFactory, SpeakerFactory
from tests.symposium.seats.build import places, row_of

LATER = NOW + datetime.timedelta(days=1)
FULL, OTHER = Session(1, 1, 1), Session(2, 1, 9)


def test_first_who_has_no_place_then_who_was_disappointed_then_who_is_furthest_off():
    people = (
        Person(1, {1: (1, 2)}),
        Person(2, {1: (1, 2)}),
        Person(3, {1: (1, 2)}, disappointed=1),
        Person(4, {1: (1, 3, 2)}),
        Person(5, {1: (1, 2)}),
    )
    problem = Problem(people, (FULL, OTHER))

    assert queueing.rows(problem, {(1, 1): 1, (2, 1): 2, (3, 1): 2, (4, 1): 2, (5, 1): None}) == {1: [5, 4, 3, 2]}


def test_who_missed_more_first_wishes_goes_before_who_missed_one():
    elsewhere = Session(11, 2, 1), Session(12, 2, 9)
    people = tuple(Person(key, {1: (1, 2), 2: (11, 12)}) for key in (1, 2, 3))
    places = {(1, 1): 1, (2, 1): 2, (3, 1): 2, (1, 2): 12, (2, 2): 11, (3, 2): 12}

    assert queueing.rows(Problem(people, (FULL, OTHER, *elsewhere)), places)[1] == [3, 2]


def test_the_lot_decides_between_who_are_alike_and_stays_the_same():
    people = tuple(Person(key, {1: (1, 2)}) for key in range(9))
    places = {(key, 1): 1 if key == 0 else 2 for key in range(9)}

    rows = {tuple(queueing.rows(Problem(people, (FULL, OTHER), seed), places)[1]) for seed in range(6)}

    assert len(rows) == 6
    assert all(sorted(row) == list(range(1, 9)) for row in rows)


@pytest.mark.parametrize("person", [Person(2, {1: (1, 2)}, settled=frozenset({1})), Person(2, {1: ()}), Person(2)])
def test_who_was_told_before_or_wished_nothing_waits_for_nothing(person):
    assert queueing.rows(Problem((person,), (FULL, OTHER)), {(1, 1): 1, (2, 1): 2}) == {}


def plain(seed):
    """Without what weighs for a workshop as a whole, and not for one person: then every place can be weighed alone."""
    problem = tiny(seed)
    return replace(
        problem,
        people=tuple(replace(one, municipality=None, profession="", earlier={}) for one in problem.people),
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_whoever_waits_missed_it_and_a_place_more_helps_the_first_of_the_row_most(seed, chance):
    problem = plain(seed)
    got = allocate(problem)
    shuffled = list(problem.people)
    chance.shuffle(shuffled)

    rows = queueing.rows(problem, got)

    assert queueing.rows(replace(problem, people=tuple(shuffled)), got) == rows
    full = {one.key: one for one in problem.sessions if list(got.values()).count(one.key) == one.capacity}
    missed = {
        (wishes[0], person.key)
        for person in problem.people
        for slot, wishes in person.wishes.items()
        if wishes and (person.key, slot) in got and got[person.key, slot] != wishes[0] and wishes[0] in full
    }
    assert {(session, person) for session, row in rows.items() for person in row} == missed
    for session, row in rows.items():
        helped = [score(problem, got | {(person, full[session].slot): session}) for person in row]
        assert helped == sorted(helped, reverse=True)


def test_what_is_all_on_offer_was_full_and_goes_on():
    people = (Person(1, {1: (1, 2)}), Person(2, {1: (1,)}, away=frozenset({1})))
    problem = Problem(people, (Session(1, 1, 0, held=1), OTHER))

    why = Explanations(problem, {(1, 1): 2}, {1: "Taal"}).why(1, 1)

    assert why == "Je kreeg je tweede wens. “Taal” was vol: 2 mensen kozen die als eerste, er is 1 plek."
    assert queueing.rows(problem, {(1, 1): 2}) == {1: [1]}


@pytest.fixture
def given_out(fair, wish):
    """Four want to hear about language, for which there are two places; all of them have a place."""
    edition, (language, rest) = fair
    for _ in range(4):
        wish(language, rest)
    give(edition)
    Edition.objects.update(taken=4)
    winners = [seat.registration for seat in Seat.objects.filter(session=language, state=SeatState.CONFIRMED)]
    missed = [seat.registration for seat in Seat.objects.filter(session=language, state=SeatState.WAITING)]
    return edition, winners, missed


def come(edition, **more):
    person = RegistrationFactory(edition=edition, **more)
    Edition.objects.update(taken=edition.registrations.coming().count())
    return person


def words(person):
    return " ".join(read(Email.objects.filter(to=person.email).first().mime).text.split())


@pytest.mark.django_db
def test_who_missed_the_first_wish_waits_before_a_newcomer_and_reads_so(given_out, fair, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    edition, winners, (first, second) = given_out
    language, rest = fair[1]

    newcomer = come(edition)
    choosing.choose(newcomer, language, now=NOW)

    assert row_of(language) == [(1, first.name), (2, second.name), (3, newcomer.name)]
    assert places(second) == {"Taal": "waiting", "Rust": "confirmed"}
    assert broken(edition.pk) == []
    assert "Je staat op de wachtlijst van “Taal”, op plek 2." in words(second)
    assert "Tot dan houd je wat je hebt." in words(second)
    assert "wachtlijst" not in words(winners[0])
    day = client.get(f"/symposium/mijn-dag/{links.token(second)}/").text
    assert "Je staat op plek 2 van 3." in day
    assert "Dit was je eerste wens. Komt er een plek vrij, dan krijg je een mail." in day
    assert "Tot je ja zegt, houd je je plek bij “Rust”." in day
    assert "Hieronder staat wat je kreeg, en waarom." in day
    day = client.get(f"/symposium/mijn-dag/{links.token(newcomer)}/").text
    assert "Kies hieronder wat nog vrij is, of ga op een wachtlijst staan." in day
    assert "wat je kreeg" not in day


@pytest.mark.django_db
def test_an_offer_takes_nothing_until_they_say_yes(given_out, fair):
    edition, (winner, _), (first, second) = given_out
    language, rest = fair[1]

    choosing.leave(winner, language, now=NOW)

    assert places(first) == {"Taal": "offered", "Rust": "confirmed"}
    assert row_of(language) == [(1, second.name)]
    choosing.confirm(first, language, now=NOW)
    assert places(first) == {"Taal": "confirmed"}
    rest.refresh_from_db()
    assert rest.taken == 1
    assert broken(edition.pk) == []


@pytest.mark.django_db
def test_again_puts_nobody_back_and_nobody_before_another(given_out, fair, wish):
    edition, (winner, other), (first, second) = given_out
    language, rest = fair[1]
    choosing.leave(first, language, now=NOW)  # wants to wait no more
    choosing.choose(other, rest, now=NOW)  # nothing comes free for this one, who waits from now on
    newcomer = come(edition)
    choosing.choose(newcomer, language, now=NOW)
    late = wish(language)
    come(edition)
    Email.objects.all().delete()

    give(edition, now=LATER)

    assert row_of(language) == [(1, second.name), (2, newcomer.name), (3, late.name)]
    assert places(other) == {"Taal": "confirmed", "Rust": "waiting"}
    assert places(late) == {"Taal": "waiting"}
    assert [mail.to for mail in Email.objects.all()] == [late.email]
    assert "Nog geen plek" in words(late)
    assert broken(edition.pk) == []


@pytest.mark.django_db
def test_whose_workshop_was_called_off_waits_for_the_best_that_goes_on(fair, wish):
    edition, (language, rest) = fair
    one, *_others = wish(language, rest), wish(rest), wish(rest)
    give(edition)
    Edition.objects.update(taken=3)
    SessionFactory(edition=edition, slot=rest.slot, title="Erbij", capacity=5)
    edition.sessions.filter(pk=language.pk).update(cancelled_at=NOW)
    stopping.stop(language, now=NOW)

    give(edition, now=LATER)

    assert places(one) == {"Erbij": "confirmed", "Rust": "waiting"}
    assert Seat.objects.get(session=rest, registration=one).reason == "Dit was je tweede wens."


@pytest.mark.django_db
def test_what_is_on_offer_counts_as_taken_and_who_gave_back_as_having_wished(given_out):
    edition, (winner, _), _missed = given_out
    language = edition.sessions.get(title="Taal")
    choosing.leave(winner, language, now=NOW)
    come(edition)

    figures = give(edition, now=LATER).figures

    assert figures["sessions"][0] == {
        "title": "Taal", "slot": language.slot_id, "capacity": 2, "taken": 2, "wanted": 4
    }  # fmt: skip
    assert edition.allocations.last().figures["waiting"] == 2


@pytest.mark.django_db
def test_who_turned_out_to_speak_then_keeps_the_place_and_nobody_gets_it_too(given_out):
    """Until they give it back themselves: it stays theirs, and a place is not given out twice."""
    edition, (winner, _), _missed = given_out
    rest = edition.sessions.get(title="Rust")
    speaker = SpeakerFactory(edition=edition, email=winner.email)
    Speaking.objects.create(session=rest, speaker=speaker)
    come(edition)

    allocation = give(edition, now=LATER)

    assert allocation.failure == ""
    assert places(winner) == {"Taal": "confirmed"}
    assert {one.key: (one.capacity, one.held) for one in collecting.collect(edition).sessions} == {
        edition.sessions.get(title="Taal").pk: (1, 1),
        rest.pk: (2, 0),
    }
    assert broken(edition.pk) == []


@pytest.mark.django_db
def test_who_goes_to_another_waiting_list_reads_that_they_left_the_first(given_out, fair, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    edition, _winners, (first, _) = given_out
    third = SessionFactory(edition=edition, slot=fair[1][0].slot, title="Derde", capacity=1)
    choosing.choose(come(edition), third, now=NOW)

    said = client.post(
        f"/symposium/mijn-dag/{links.token(first)}/workshop/", {"session": third.pk, "what": "choose"}, follow=True
    ).text

    assert "Op de wachtlijst van “Taal” sta je niet meer." in said
    assert places(first) == {"Derde": "waiting", "Rust": "confirmed"}
