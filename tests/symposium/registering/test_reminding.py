"""A mail before the day to who comes, and one before the wishes close to who gave none: once."""

import datetime

import pytest

from outbox.models import Email
from outbox.reading import read
from symposium.allocating import wishing
from symposium.models import Edition, SeatState
from symposium.registering import links
from symposium.tasks import remind_visitors
from tests.symposium.factories import RoomFactory, SeatFactory
from tests.symposium.seats.build import NOW, fair_edition, open_edition, somebody, workshops

pytestmark = pytest.mark.django_db
WEEK_BEFORE = datetime.datetime(2027, 2, 4, 8, tzinfo=datetime.UTC)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def reminded(about):
    return list(Email.objects.filter(dedupe_key__startswith=f"symposium-{about}:").values_list("to", flat=True))


def test_who_comes_is_reminded_a_week_before_once(clock):
    edition = open_edition()
    one, other = workshops(edition, 5, 5)
    one.room = RoomFactory(edition=edition, name="Aula")
    one.save()
    anna = somebody(edition)
    SeatFactory(registration=anna, session=one)
    SeatFactory(registration=anna, session=other, state=SeatState.WAITING, position=1)
    Edition.objects.update(capacity=1)
    somebody(edition, "Wacht")
    clock.move_to(WEEK_BEFORE - datetime.timedelta(days=1), tick=False)
    remind_visitors()
    assert reminded("reminder") == []

    # A run was missed, and then it runs twice.
    clock.move_to(WEEK_BEFORE + datetime.timedelta(days=1), tick=False)
    remind_visitors()
    remind_visitors()

    assert reminded("reminder") == [anna.email]
    mail = Email.objects.get(dedupe_key__startswith="symposium-reminder:")
    words = read(mail.mime).text
    assert mail.subject == "Tot donderdag 11 februari: het symposium"
    for part in ("De Proef, Voorbeeldplein 1", f"10.30 tot 11.30 uur: {one.title}, Aula", links.url_of(anna)):
        assert part in words
    assert other.title not in words


def test_who_registers_in_that_week_and_who_reads_it_on_the_day_hears_nothing(clock):
    edition = open_edition()
    clock.move_to(WEEK_BEFORE, tick=False)
    somebody(edition, now=WEEK_BEFORE)
    remind_visitors()
    Edition.objects.update(held_on=WEEK_BEFORE.date())
    remind_visitors()

    assert reminded("reminder") == []


def test_who_gave_no_wishes_hears_that_they_close(clock):
    edition = fair_edition()
    one, other = workshops(edition, 5, 5)
    anna, bea = somebody(edition), somebody(edition, "Bea")
    wishing.keep(bea, {one.slot_id: [other.pk]}, now=NOW)
    clock.move_to(edition.wishes_until - datetime.timedelta(days=3, minutes=1), tick=False)
    remind_visitors()
    assert reminded("wishes-close") == []

    clock.move_to(edition.wishes_until - datetime.timedelta(days=2), tick=False)
    somebody(edition, "Nieuw", now=edition.wishes_until - datetime.timedelta(days=2))
    remind_visitors()
    remind_visitors()

    assert reminded("wishes-close") == [anna.email]
    words = read(Email.objects.get(dedupe_key__startswith="symposium-wishes-close:").mime).text
    assert f"/symposium/mijn-dag/{links.token(anna)}/wensen/" in words
    assert "Dat kan tot maandag 18 januari, 12.00 uur." in words


def test_wishes_that_count_no_more_are_not_asked_for(clock):
    edition = fair_edition()
    somebody(edition)
    Edition.objects.update(programme_published_at=None)

    clock.move_to(edition.wishes_until - datetime.timedelta(days=1), tick=False)
    remind_visitors()

    assert reminded("wishes-close") == []
