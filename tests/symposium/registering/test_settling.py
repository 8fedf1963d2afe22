"""Settings of registering that cannot be are said at their field; what is kept says how it stands."""

import datetime

import pytest
import time_machine

from symposium.models import Edition, Mode
from symposium.registering import settling
from symposium.seats import choosing
from tests.symposium.factories import EditionFactory
from tests.symposium.seats.build import NOW, fair_edition, open_edition, somebody, workshops

pytestmark = pytest.mark.django_db
PAGE = "/symposium/2027/aanmelden-instellen/"
TOLD = {
    "registration_opens_at": "2027-01-04T09:00",
    "registration_closes_at": "2027-02-01T17:00",
    "capacity": "",
    "mode": "first_come",
    "wishes_until": "",
    "offer_hours": "24",
}
FAIR = {"mode": "fair", "wishes_until": "2027-02-03T17:00"}
LATE = "Het symposium begint op 11 februari 2027 om 9.30 uur. Kies een moment daarvoor."
CLOSED = "Bewaard. Aanmelden is gesloten."


@pytest.fixture
def post(login, coordinator):
    def send(**changes):
        with time_machine.travel(NOW, tick=False):
            return login(coordinator).post(PAGE, TOLD | changes, follow=True)

    return send


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"registration_opens_at": "2027-02-11T09:30", "registration_closes_at": ""}, "registration_opens_at", LATE),
        ({"registration_closes_at": "2027-02-12T09:00"}, "registration_closes_at", LATE),
        (
            {"registration_closes_at": "2027-01-04T09:00"},
            "registration_closes_at",
            "Aanmelden moet later sluiten dan het opengaat.",
        ),
        (FAIR | {"wishes_until": ""}, "wishes_until", "Vul in tot wanneer iedereen wensen kan opgeven."),
        (FAIR | {"wishes_until": "2027-02-11T12:00"}, "wishes_until", LATE),
        (
            FAIR | {"wishes_until": "2027-01-04T09:00"},
            "wishes_until",
            "Dan is aanmelden nog niet open. Kies een moment daarna.",
        ),
    ],
)
def test_an_order_that_cannot_be_is_said_at_its_field_and_keeps_what_was_typed(post, changes, field, sentence):
    edition = open_edition()

    page = post(**changes)

    assert page.context["form"].errors == {field: [sentence]}
    assert f'value="{(TOLD | changes)[field]}"' in page.text or not changes[field]
    assert Edition.objects.get().registration_opens_at == edition.registration_opens_at


@pytest.mark.parametrize("changes", [FAIR, FAIR | {"registration_opens_at": ""}, {"registration_closes_at": ""}])
def test_an_order_that_can_be_is_kept(post, changes):
    open_edition()

    post(**changes)

    assert Edition.objects.get().offer_hours == 24


def test_wishes_that_no_clock_shows_are_said_once(post):
    open_edition()

    assert list(post(**FAIR | {"wishes_until": "morgen"}).context["form"].errors) == ["wishes_until"]


@pytest.mark.parametrize(("people", "who"), [(1, "1 mens"), (2, "2 mensen")])
def test_who_wished_or_chose_keeps_the_way_places_are_given(post, people, who):
    fair, plain = fair_edition(), open_edition(year=2028)
    (wished,), (chosen,) = workshops(fair, 5), workshops(plain, 5)
    for number in range(people):
        person = somebody(fair, f"Wens{number}")
        person.wishes.create(session=wished, slot=wished.slot, rank=1)
        choosing.choose(somebody(plain, f"Kies{number}"), chosen, now=NOW)

    errors = post().context["form"].errors
    assert list(errors) == ["mode"]
    assert errors["mode"][0].startswith(who)
    ((field, sentence),) = settling.wrong(plain, {"mode": Mode.FAIR, "wishes_until": NOW})
    assert (field, sentence.startswith(who)) == ("mode", True)
    Edition.objects.update(allocated_at=NOW)
    assert post().context["form"].errors == {"mode": ["De plekken zijn al verdeeld. Dat verandert niet meer."]}


def test_as_long_as_nobody_chose_it_can_change(post):
    fair_edition()

    post()
    post(**FAIR)
    post()

    assert Edition.objects.get().mode == Mode.FIRST_COME


@pytest.mark.parametrize(
    ("changes", "now", "sentence"),
    [
        ({"published_at": None}, NOW, "Bewaard. Aanmelden kan pas als het symposium gepubliceerd is."),
        ({"registration_opens_at": None}, NOW, "Bewaard. Aanmelden kan nog niet: kies daarvoor eerst een moment."),
        (
            {"registration_opens_at": NOW},
            NOW - datetime.timedelta(days=1),
            "Bewaard. Aanmelden gaat open op 11 januari 2027 om 12.00 uur.",
        ),
        ({"registration_opens_at": NOW}, NOW, "Bewaard. Zo kan iedereen zich nu aanmelden."),
        ({"registration_opens_at": NOW}, NOW + datetime.timedelta(days=40), CLOSED),
        (
            {"registration_opens_at": NOW, "registration_closes_at": NOW + datetime.timedelta(days=1)},
            NOW + datetime.timedelta(days=2),
            CLOSED,
        ),
    ],
)
def test_what_is_kept_says_whether_one_can_register(changes, now, sentence):
    assert settling.said(EditionFactory(**changes), now) == sentence
