"""What the database refuses, whoever writes: SQL of its own, past every form and verb."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError
from django.utils import timezone

from members.models.users import Visitor
from symposium.models import (
    AllocatedPlace,
    Allocation,
    Edition,
    Evaluation,
    Mode,
    Presence,
    Registration,
    Seat,
    SeatState,
    Session,
    Speaker,
    Speaking,
    Turnout,
    Wish,
)
from symposium.retention import purge
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    RoomFactory,
    SeatFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def slot(edition):
    return TimeSlotFactory(edition=edition)


@pytest.fixture
def later(edition):
    return TimeSlotFactory(edition=edition, starts=datetime.time(13), ends=datetime.time(14))


def refused(sql, *values):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        told(sql, *values)
    return str(error.value)


def told(sql, *values):
    """Run it, and ask the database what it thinks of it now, not at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def moved(session, slot):
    return "UPDATE symposium_session SET slot_id = %s WHERE id = %s", slot and slot.pk, session.pk


@pytest.mark.parametrize(("starts", "ends"), [("10:00", "10:31"), ("10:45", "11:00"), ("11:29", "12:00")])
def test_slots_share_no_minute(edition, slot, starts, ends):
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeSlotFactory(edition=edition, starts=starts, ends=ends)


def test_slots_that_touch_are_fine_and_other_years_do_not_matter(edition, slot):
    TimeSlotFactory(edition=edition, starts=slot.ends, ends=datetime.time(12))
    TimeSlotFactory(edition=EditionFactory(year=2028), starts=slot.starts, ends=slot.ends)

    assert edition.slots.count() == 2


def test_slot_knows_its_moments_by_the_clock_of_fryslan(edition, slot):
    assert slot.starts_at == datetime.datetime(2027, 2, 11, 9, 30, tzinfo=datetime.UTC)
    assert slot.ends_at - slot.starts_at == datetime.timedelta(hours=1)


def test_form_hears_in_dutch_that_slots_overlap(edition, slot):
    twin = TimeSlotFactory.build(edition=edition)

    with pytest.raises(ValidationError) as error:
        twin.full_clean()

    assert "loopt" in str(error.value)


def test_room_holds_one_session_at_a_time_but_for_what_was_cancelled(edition, slot):
    room = RoomFactory(edition=edition)
    first = SessionFactory(edition=edition, slot=slot, room=room)
    second = SessionFactory(edition=edition, slot=slot)

    claim = "UPDATE symposium_session SET room_id = %s WHERE id = %s"
    assert "one_per_room" in refused(claim, room.pk, second.pk)
    Session.objects.filter(pk=first.pk).update(cancelled_at=timezone.now())
    Session.objects.filter(pk=second.pk).update(room=room)


def test_speaker_is_in_one_session_at_a_time_also_when_one_moves(edition, slot, later):
    speaker = SpeakerFactory(edition=edition)
    here, there = SessionFactory(edition=edition, slot=slot), SessionFactory(edition=edition, slot=later)
    Speaking.objects.create(session=here, speaker=speaker)
    Speaking.objects.create(session=there, speaker=speaker)

    assert "one_at_a_time" in refused(*moved(there, slot))
    unplaced = SessionFactory(edition=edition)
    Speaking.objects.create(session=unplaced, speaker=speaker)
    assert "one_at_a_time" in refused(*moved(unplaced, later))
    Session.objects.filter(pk=here.pk).update(slot=None)
    Session.objects.filter(pk=unplaced.pk).update(slot=slot)
    assert set(speaker.speaking.values_list("session", "slot")) == {
        (here.pk, None),
        (there.pk, later.pk),
        (unplaced.pk, slot.pk),
    }


def test_seat_and_wish_have_the_slot_of_their_session_and_move_along(edition, slot, later):
    session = SessionFactory(edition=edition, slot=slot)
    seat = SeatFactory(session=session, registration__edition=edition)
    wish = Wish.objects.create(registration=seat.registration, session=session, rank=1)

    Seat.objects.filter(pk=seat.pk).update(slot=later)
    Wish.objects.filter(pk=wish.pk).update(slot=later)
    assert [Seat.objects.get().slot, Wish.objects.get().slot] == [slot, slot]
    Session.objects.filter(pk=session.pk).update(slot=later)
    assert [Seat.objects.get().slot, Wish.objects.get().slot] == [later, later]


def test_nobody_sits_in_two_workshops_at_once_also_when_one_moves(edition, slot, later):
    here, there = SessionFactory(edition=edition, slot=slot), SessionFactory(edition=edition, slot=later)
    somebody = RegistrationFactory(edition=edition)
    SeatFactory(session=here, registration=somebody)
    SeatFactory(session=there, registration=somebody)

    assert "one_at_a_time" in refused(*moved(there, slot))
    assert "null" in refused(*moved(there, None))
    beside = SessionFactory(edition=edition, slot=slot)
    SeatFactory(session=beside, registration=somebody, state=SeatState.WAITING, position=1)
    promote = "UPDATE symposium_seat SET state = 'confirmed', position = NULL WHERE session_id = %s"
    assert "one_at_a_time" in refused(promote, beside.pk)


def test_workshop_without_a_slot_has_no_seats(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(session=SessionFactory(edition=edition), registration__edition=edition)


def test_slot_room_and_speaker_that_are_used_stay(edition, slot):
    room, speaker = RoomFactory(edition=edition), SpeakerFactory(edition=edition)
    Speaking.objects.create(session=SessionFactory(edition=edition, slot=slot, room=room), speaker=speaker)

    for used in (slot, room, speaker):
        with pytest.raises(RestrictedError):
            used.delete()


def test_session_is_not_overbooked_and_only_a_workshop_has_seats(edition):
    workshop = SessionFactory(edition=edition, capacity=2)
    plenary = SessionFactory(edition=edition, plenary=True)

    fill = "UPDATE symposium_session SET taken = %s WHERE id = %s"
    assert "overbooked" in refused(fill, 3, workshop.pk)
    assert "has_seats" in refused(fill, 1, plenary.pk)
    assert "has_seats" in refused("UPDATE symposium_session SET capacity = NULL WHERE id = %s", workshop.pk)


def test_day_is_not_overbooked_and_registration_opens_before_it_closes(edition):
    Edition.objects.update(capacity=10)

    assert "holds_who_come" in refused("UPDATE symposium_edition SET taken = 11")
    assert "opens_before" in refused(
        "UPDATE symposium_edition SET registration_opens_at = now(), registration_closes_at = now()"
    )
    assert "last_day" in refused("UPDATE symposium_edition SET mode = 'fair'")


@pytest.mark.parametrize("table", ["seat", "registration"])
def test_waiting_and_offers_have_what_belongs_to_them(edition, slot, table):
    SeatFactory(session=SessionFactory(edition=edition, slot=slot), registration__edition=edition)

    set_to = f"UPDATE symposium_{table} SET "
    assert "waits_in_a_row" in refused(set_to + "state = 'waiting'")
    assert "waits_in_a_row" in refused(set_to + "position = 1")
    assert "offer_ends" in refused(set_to + "state = 'offered'")
    assert "offer_ends" in refused(set_to + "offered_until = now()")


def test_two_people_never_wait_in_the_same_place_but_may_swap(edition, slot):
    session = SessionFactory(edition=edition, slot=slot)
    first, second = (
        SeatFactory(session=session, registration__edition=edition, state=SeatState.WAITING, position=position)
        for position in (1, 2)
    )

    assert "position" in refused("UPDATE symposium_seat SET position = 1")
    told("UPDATE symposium_seat SET position = 3 - position")
    assert list(session.seats.order_by("position")) == [second, first]


def test_one_registration_per_address_in_lower_case(edition):
    somebody = RegistrationFactory(edition=edition)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(edition=edition, email=somebody.email)
    RegistrationFactory.create_batch(2, edition=edition, email="")
    assert "lower_case" in refused("UPDATE symposium_registration SET email = 'Hoofd@voorbeeld.invalid'")
    assert "cancelled_at" in refused("UPDATE symposium_registration SET state = 'cancelled'")


def test_somebody_is_at_the_door_once_and_in_a_session_once(edition, slot):
    somebody, session = RegistrationFactory(edition=edition), SessionFactory(edition=edition, slot=slot)
    at = {"registration": somebody, "scanned_at": timezone.now(), "received_at": timezone.now()}
    Presence.objects.create(**at)
    Presence.objects.create(**at, session=session)

    for twice in ({}, {"session": session}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Presence.objects.create(**at, **twice)


def test_tickets_say_nothing_and_differ(edition):
    tickets = {RegistrationFactory(edition=edition).ticket for _ in range(20)}

    assert len(tickets) == 20
    assert {len(ticket) for ticket in tickets} == {16}


def test_registration_is_seen_by_its_own_member_and_the_coordinator(edition, member, coordinator):
    own = RegistrationFactory(edition=edition, user=member)
    RegistrationFactory(edition=edition)

    assert list(Registration.objects.visible_to(member)) == [own]
    assert Registration.objects.editable_by(coordinator).count() == 2
    assert not Registration.objects.visible_to(Visitor()).exists()
    assert list(Registration.objects.coming().filter(user=member)) == [own]


def test_programme_is_for_everybody_and_what_waits_for_a_place_is_not(edition, slot, member, coordinator):
    placed, waiting = SessionFactory(edition=edition, slot=slot), SessionFactory(edition=edition)

    assert list(Session.objects.visible_to(member)) == [placed]
    assert set(Session.objects.workshops().editable_by(coordinator)) == {placed, waiting}
    assert not Session.objects.editable_by(member).exists()


def test_registration_is_open_between_its_moments():
    now = timezone.now()
    hour = datetime.timedelta(hours=1)
    edition = EditionFactory(registration_opens_at=now, mode=Mode.FAIR, wishes_until=now + hour)

    assert edition.is_fair
    assert edition.takes_registrations(now)
    assert not edition.takes_registrations(now - hour)
    edition.registration_closes_at = now + hour
    assert edition.takes_registrations(now)
    assert not edition.takes_registrations(now + hour)
    assert not EditionFactory(year=2028).takes_registrations(now)
    assert not EditionFactory.build(draft=True, registration_opens_at=now).takes_registrations(now)


def test_words_of_the_programme_stand_for_themselves(edition, slot):
    room, session = RoomFactory(edition=edition, name="Oranjezaal"), SessionFactory(edition=edition, slot=slot)
    speaking = Speaking(speaker=Speaker(name="Sanne"), session=session)
    registration = RegistrationFactory(edition=edition, name="Bo")
    seat = SeatFactory(registration=registration, session=session)

    assert [str(one) for one in (room, slot, session)] == ["Oranjezaal", "Workshopronde 1", session.title]
    assert str(speaking) == f"Sanne: {session.title}"
    assert {str(seat), str(Wish(registration=registration, session=session))} == {f"Bo: {session.title}"}
    assert str(Presence(registration=registration)) == "Bo"
    allocation, other = Allocation(edition=edition, is_trial=True), Allocation(edition=edition)
    assert [str(allocation), str(other)] == ["Symposium 2027: proef", "Symposium 2027: verdeling"]
    assert str(AllocatedPlace(registration=registration, session=session)) == f"Bo: {session.title}"
    assert str(Evaluation(edition=session.edition)) == "Evaluatie van Symposium 2027"
    assert str(Turnout(edition=session.edition, came=30)) == "Symposium 2027: 30"
    assert session.is_workshop
    assert not session.is_cancelled


def test_what_is_past_its_time_goes(edition, slot):
    held = datetime.datetime(2027, 2, 11, 12, tzinfo=datetime.UTC)
    day = datetime.timedelta(days=1)
    registration = RegistrationFactory(edition=edition, diet="geen noten", access_needs="een lift", created_at=held)
    speaker = SpeakerFactory(edition=edition, email="sanne@voorbeeld.invalid", needs="een beamer")
    SeatFactory(registration=registration, session=SessionFactory(edition=edition, slot=slot))

    assert not any(purge(held + 14 * day).values())
    assert purge(held + 15 * day)["symposium_needs"] == 1
    registration.refresh_from_db()
    assert (registration.diet, registration.access_needs) == ("", "")
    assert purge(held + 61 * day)["symposium_speakers"] == 1
    speaker.refresh_from_db()
    assert (speaker.name, speaker.email, speaker.needs) == (speaker.name, "", "")
    assert purge(held + 732 * day)["symposium_registrations"] > 0
    assert not Registration.objects.exists()
    assert not any(purge(held + 733 * day).values())
