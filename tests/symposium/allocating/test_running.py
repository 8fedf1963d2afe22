import datetime
import email
from email import policy

import pytest

from language import calendars
from members.refused import Refused
from outbox.models import Email
from symposium.allocating import collecting, running, solving
from symposium.models import AllocatedPlace, Mode, Seat, SeatState, Speaking
from symposium.seats import choosing
from symposium.tasks import allocate_places, allocate_waiting
from tests.members.factories import UserFactory
from tests.province.factories import MunicipalityFactory
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    SeatFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)
from tests.symposium.seats.build import in_calendar

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


def give(edition, *, now=NOW, is_trial=False):
    allocation = running.ask(edition, by=None, is_trial=is_trial, now=now)
    running.run(allocation.pk, now=now)
    allocation.refresh_from_db()
    edition.refresh_from_db()
    return allocation


def body(mail):
    return (
        email.message_from_bytes(bytes(mail.mime), policy=policy.default)
        .get_body(("plain",))
        .get_content()
        .replace("\r\n", "\n")
    )


def seats():
    return {seat.registration: seat.session for seat in Seat.objects.filter(state=SeatState.CONFIRMED)}


def test_everybody_gets_a_place_and_one_mail_with_the_why(fair, wish):
    edition, (language, rest) = fair
    people = [wish(language, rest) for _ in range(3)]
    nobody = RegistrationFactory(edition=edition, name="Zonder wensen")

    allocation = give(edition)

    assert allocation.figures["ranks"] == [2, 1, 0]
    assert edition.allocated_at == NOW
    assert set(seats()) == {*people, nobody}
    assert {session.title for person, session in seats().items() if person == nobody} == {"Rust"}
    second = Seat.objects.exclude(registration=nobody).get(session=rest)
    assert (
        second.reason == "Je kreeg je tweede wens. “Taal” was vol: 3 mensen kozen die als eerste, er zijn 2 plekken."
    )
    mails = {mail.to: body(mail) for mail in Email.objects.all()}
    assert set(mails) == {person.email for person in [*people, nobody]}
    assert second.reason in mails[second.registration.email]
    assert "We hadden voor deze ronde geen wensen van je. Je kreeg een plek die nog vrij was." in mails[nobody.email]
    assert "Workshopronde 1, 10.30 tot 11.30 uur\nRust (" in mails[nobody.email]
    assert in_calendar(Email.objects.get(to=nobody.email)) == [calendars.uid("symposium-sessie", rest.pk)]


def test_the_task_may_run_twice(fair, wish):
    edition, (language, rest) = fair
    wish(language, rest)
    allocation = running.ask(edition, by=None, is_trial=False, now=NOW)

    allocate_places(allocation_id=allocation.pk)
    allocate_places(allocation_id=allocation.pk)

    assert Email.objects.count() == 1
    assert Seat.objects.count() == 1


def test_the_timetable_takes_what_waits(fair, wish):
    edition, (language, _rest) = fair
    wish(language)
    running.ask(edition, by=None, is_trial=True, now=NOW)

    allocate_waiting()

    assert edition.allocations.get().figures["ranks"] == [1, 0, 0]


def test_a_trial_counts_and_changes_nothing(fair, wish):
    edition, (language, rest) = fair
    wish(language, rest)

    trial = give(edition, is_trial=True)

    assert trial.figures["first_share"] == 100
    assert not Seat.objects.exists()
    assert not Email.objects.exists()
    assert not AllocatedPlace.objects.exists()
    assert edition.allocated_at is None


def test_the_trial_and_the_real_one_are_the_same(fair, wish):
    edition, (language, rest) = fair
    for _ in range(4):
        wish(language, rest)

    trial, real = give(edition, is_trial=True), give(edition)

    assert trial.figures == real.figures


def test_who_asks_while_one_waits_gets_that_one(fair):
    edition, _sessions = fair

    one = running.ask(edition, by=None, is_trial=True, now=NOW)

    assert running.ask(edition, by=None, is_trial=False, now=NOW) == one


def test_what_cannot_be_given_out(fair):
    edition, sessions = fair
    with pytest.raises(Refused, match="kunnen nog wensen opgeven"):
        running.ask(edition, by=None, is_trial=False, now=NOW - datetime.timedelta(days=2))
    with pytest.raises(Refused, match="nog geen workshops"):
        running.ask(EditionFactory(year=2028, mode=Mode.FAIR, wishes_until=NOW), by=None, is_trial=True, now=NOW)
    with pytest.raises(Refused, match="begonnen of geweest"):
        running.ask(edition, by=None, is_trial=True, now=NOW + datetime.timedelta(days=30))
    with pytest.raises(Refused, match="op volgorde van aanmelden"):
        running.ask(EditionFactory(year=2029), by=None, is_trial=True, now=NOW)


def test_no_answer_in_time_changes_nothing(fair, wish, monkeypatch):
    edition, (language, rest) = fair
    wish(language, rest)
    monkeypatch.setattr(solving, "TIME_LIMIT", 0)

    allocation = give(edition)

    assert allocation.failure == running.FAILED
    assert not Seat.objects.exists()
    assert edition.allocated_at is None


def test_again_moves_and_mails_only_whose_workshop_was_called_off(fair, wish):
    edition, (language, rest) = fair
    people = [wish(language), wish(rest), wish(rest)]
    give(edition)
    extra = SessionFactory(edition=edition, slot=rest.slot, title="Erbij", capacity=5)
    stayed = seats()
    Email.objects.all().delete()
    Seat.objects.filter(session=language).delete()
    language.cancelled_at, language.taken = NOW, 0
    language.save()

    allocation = give(edition, now=LATER)

    assert seats() == {people[0]: extra, **{person: stayed[person] for person in people[1:]}}
    assert [mail.to for mail in Email.objects.all()] == [people[0].email]
    assert "“Taal” gaat niet door." in body(Email.objects.get())
    assert "Daardoor is er voor jou iets veranderd." in body(Email.objects.get())
    assert allocation.figures["places"] == 3
    assert edition.allocated_at == NOW


def test_again_leaves_alone_who_gave_a_place_back(fair, wish):
    edition, (language, rest) = fair
    person, other = wish(language), wish(rest)
    give(edition)
    choosing.leave(person, language, now=NOW)
    late = RegistrationFactory(edition=edition)

    give(edition, now=LATER)

    assert set(seats()) == {other, late}


def test_more_people_than_places(fair, wish):
    edition, (language, rest) = fair
    people = [wish(language, rest) for _ in range(5)]

    allocation = give(edition)

    left_out = next(person for person in people if person not in seats())
    assert allocation.figures["nowhere"] == 1
    assert AllocatedPlace.objects.get(registration=left_out).session is None
    text = body(Email.objects.get(to=left_out.email))
    assert "Nog geen plek" in text
    assert "meer mensen dan plekken" in text


def test_who_speaks_needs_no_place_then(fair, wish):
    edition, (language, rest) = fair
    by_mail, user = wish(rest, email="spreker@voorbeeld.invalid"), UserFactory()
    by_account = wish(rest, user=user)
    for session, speaker in (
        (language, SpeakerFactory(edition=edition, email=by_mail.email)),
        (language, SpeakerFactory(edition=edition, user=user)),
        (language, SpeakerFactory(edition=edition)),
    ):
        Speaking.objects.create(session=session, speaker=speaker)

    problem = collecting.collect(edition)

    assert {person.key: set(person.away) for person in problem.people} == {
        by_mail.pk: {rest.slot_id},
        by_account.pk: {rest.slot_id},
    }


def test_an_offer_stays_with_who_has_it(fair, wish):
    edition, (language, rest) = fair
    offered, both = wish(language), wish(rest)
    SeatFactory(registration=offered, session=language, state="offered", offered_until=NOW)
    SeatFactory(registration=both, session=language, state="offered", offered_until=NOW)
    SeatFactory(registration=both, session=rest)

    problem = collecting.collect(edition)

    people = {person.key: person for person in problem.people}
    assert people[offered.pk].away == {language.slot_id}
    assert people[both.pk].away == set()
    assert people[both.pk].earlier == {rest.slot_id: rest.pk}
    assert {session.key: session.capacity for session in problem.sessions} == {language.pk: 0, rest.pk: 2}


def test_who_was_disappointed_last_year_weighs_more(fair, wish):
    edition, (language, rest) = fair
    user = UserFactory()
    last = EditionFactory(year=2026, mode=Mode.FAIR, wishes_until=NOW, allocated_at=NOW)
    slot = TimeSlotFactory(edition=last)
    for person, rank in (
        (RegistrationFactory(edition=last, email="jan@voorbeeld.invalid"), 0),
        (RegistrationFactory(edition=last, user=user, email="was@voorbeeld.invalid"), 0),
        (RegistrationFactory(edition=last, email="piet@voorbeeld.invalid"), 2),
    ):
        AllocatedPlace.objects.create(registration=person, slot=slot, rank=rank)
    wish(language, email="jan@voorbeeld.invalid")
    wish(language, email="nu@voorbeeld.invalid", user=user)
    wish(language, email="piet@voorbeeld.invalid", municipality=MunicipalityFactory(), domain="medical")

    problem = collecting.collect(edition)

    assert [person.disappointed for person in problem.people] == [1, 1, 0]
    assert problem.people[2].municipality
    assert problem.people[2].profession == "medical"


@pytest.mark.parametrize("count", [1, 3])
def test_giving_places_asks_the_same_number_of_questions(fair, wish, count, django_assert_num_queries):
    edition, (language, rest) = fair
    for _ in range(count):
        wish(language, rest)

    with django_assert_num_queries(7):  # workshops, people, wishes, speakers, seats, told, last edition
        collecting.collect(edition)
