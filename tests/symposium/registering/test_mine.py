"""Somebody's own day, by the link in their mail."""

from email import message_from_bytes, policy

import pytest
import time_machine as clock

from outbox.models import Email
from outbox.reading import read
from symposium.entrance import tickets
from symposium.models import Registration, RegistrationState, SeatState, Speaking
from symposium.models.registrations import new_ticket
from symposium.programme import placing
from symposium.registering import joining, links
from symposium.seats import choosing, coordinating
from tests.members.factories import UserFactory
from tests.symposium.factories import RegistrationFactory, RoomFactory, SeatFactory, SessionFactory, SpeakerFactory
from tests.symposium.seats.build import (
    NOW,
    fair_edition,
    fill,
    hours,
    open_edition,
    places,
    somebody,
    workshops,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]
CONFIRMED, OFFERED, WAITING = SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING


@pytest.fixture
def edition():
    return open_edition()


def page(person, more=""):
    return f"/symposium/mijn-dag/{links.token(person)}/{more}"


def press(client, person, session, what="choose"):
    return client.post(page(person, "workshop/"), {"session": session.pk, "what": what}, follow=True)


def test_the_link_opens_the_day_of_one_person_and_keeps_it_from_others(client, edition):
    person = somebody(edition, "Fenna", organisation="Kraamzorg", function="verpleegkundige")

    response = client.get(page(person))

    for words in ("Fenna", "verpleegkundige, Kraamzorg", "Er zijn nog geen workshops om te kiezen"):
        assert words in response.text
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")


@pytest.mark.parametrize("forged", ["x", "1", "1-", "1-xxxx", "²-x", "9" * 30 + "-x", "404-x"])
def test_a_link_that_is_not_ours_says_what_to_do(client, forged):
    RegistrationFactory()

    response = client.get(f"/symposium/mijn-dag/{forged}/")

    assert response.status_code == 404
    assert "Deze link werkt niet" in response.text
    assert "Link kwijt? Vul je e-mailadres in" in response.text
    assert "Deze link werkt niet" in client.get(f"/symposium/ticket/{forged}/").text


def test_with_another_ticket_the_old_link_opens_nothing(client):
    old = page(RegistrationFactory())

    Registration.objects.update(ticket=new_ticket())

    assert client.get(old).status_code == 404


def test_somebody_chooses_swaps_and_gives_back(client, edition):
    one, two = workshops(edition, 5, 5)
    one.room = RoomFactory(edition=edition, name="Aula")
    one.save()
    person = somebody(edition)
    assert "Nog 5 van 5 plekken vrij" in client.get(page(person)).text
    said = client.get(page(person)).text
    assert "Aula" in said
    for path in ("/symposium/2027/programma/", "/symposium/2027/"):
        assert f'href="{path}"' in said

    assert f"Je hebt een plek bij “{one.title}”" in press(client, person, one).text
    press(client, person, two)
    assert places(person) == {two.title: CONFIRMED}
    assert "Je staat niet meer bij" in press(client, person, two, "leave").text

    assert places(person) == {}


def test_one_reads_what_a_workshop_is_about_without_leaving(client, edition):
    one, other = workshops(edition, 5, 5)
    person = somebody(edition)
    assert "Waar het over gaat" not in client.get(page(person)).text
    one.summary = "We **oefenen** samen."
    one.save()
    other.meant_for = "verloskundigen"
    other.save()

    said = client.get(page(person)).text

    assert said.count("Waar het over gaat") == 2
    assert "<strong>oefenen</strong>" in said
    assert "Voor wie: verloskundigen" in said
    assert f"/programma/{one.pk}/" not in said


def test_the_waiting_list_shows_where_one_stands(client, edition):
    (one,) = workshops(edition, 1)
    fill(one, 2)
    person = somebody(edition)
    assert "Er staat 1 mens op de wachtlijst." in client.get(page(person)).text

    said = press(client, person, one).text

    assert "Je staat op de wachtlijst, op plek 2." in said
    assert "Je staat op plek 2 van 2." in said
    assert "Er staan 2 mensen op de wachtlijst." in client.get(page(somebody(edition, "Bea"))).text


def test_what_does_not_go_on_is_said_in_its_round(client, edition):
    off, other = workshops(edition, 5, 5)
    person = somebody(edition)
    choosing.choose(person, off, now=NOW)

    placing.call_off(off, by=UserFactory(), now=NOW)

    said = f"“{off.title}” gaat niet door."
    assert f"{said} Koos je die? Kies dan een andere workshop." in client.get(page(person)).text
    choosing.choose(person, other, now=NOW)
    assert f"{said}</p>" in client.get(page(person)).text


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (1, "1 plek wacht nog op het antwoord van een ander."),
        (2, "2 plekken wachten nog op het antwoord van anderen."),
    ],
)
def test_a_place_that_is_offered_is_nobody_elses_and_says_so(client, edition, held, said):
    (one,) = workshops(edition, 2)
    leaving = fill(one, 2 + held)[:held]
    for person in leaving:
        choosing.leave(person, one, now=NOW)

    page_of_another = client.get(page(somebody(edition, "Bea"))).text

    assert said in page_of_another
    assert "plekken vrij" not in page_of_another


def test_an_offer_is_confirmed_with_a_button_and_says_what_is_given_up(client, edition):
    one, other = workshops(edition, 1, 5)
    (first,) = fill(one)
    person = somebody(edition)
    for session in (other, one):
        choosing.choose(person, session, now=NOW)
    choosing.leave(first, one, now=NOW)

    assert f"Dan geef je je plek bij “{other.title}” terug." in client.get(page(person)).text
    assert places(person)[one.title] == OFFERED  # looking confirms nothing
    with clock.travel(person.seats.get(session=one).offered_until, tick=False):
        late = client.get(page(person)).text
        assert "De tijd om ja te zeggen is voorbij. De plek gaat naar wie na jou kwam." in late
        assert f"je plek bij {one.title}" not in late  # no button

    press(client, person, one, "confirm")

    assert places(person) == {one.title: CONFIRMED}


def test_what_cannot_be_is_said(client, edition):
    (one,) = workshops(edition, 5)
    person = somebody(edition)

    assert "is voorbij" in press(client, person, one, "confirm").text
    assert "Deze workshop is er niet" in press(client, person, SessionFactory(edition=open_edition(year=2028))).text
    assert "Deze workshop is er niet" in press(client, person, one, "steal").text


def test_a_place_for_the_day_that_came_free(client, edition):
    coordinating.resize_day(edition, 1, now=NOW)
    first, person = somebody(edition, "Bea"), somebody(edition)
    assert "Je staat op plek <strong>1</strong>" in client.get(page(person)).text
    joining.cancel(first, now=NOW)
    assert "Er is een plek voor je vrij" in client.get(page(person)).text
    person.refresh_from_db()
    with clock.travel(person.offered_until, tick=False):
        late = client.get(page(person)).text
        assert "De tijd om ja te zeggen is voorbij" in late
        assert "Ja, ik kom" not in late

    assert "Fijn dat je komt." in client.post(page(person, "plek/"), follow=True).text
    joining.cancel(person, now=NOW)
    assert "is voorbij" in client.post(page(person, "plek/"), follow=True).text


def test_somebody_stays_away_and_can_come_back(client, edition):
    person = somebody(edition)
    asked = client.get(page(person, "afmelden/")).text
    assert "Wil je je afmelden?" in asked
    assert "dan sluit je achteraan" in asked

    said = client.post(page(person, "afmelden/"), follow=True).text

    assert "Je bent afgemeld" in said
    assert "Meld je opnieuw aan" in said
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert client.get(page(person, "gegevens/")).url == page(person)
    edition.registration_closes_at = NOW
    edition.save()
    assert "Meld je opnieuw aan" not in client.get(page(person)).text


def test_who_stays_away_after_closing_is_not_promised_to_come_back(client, edition):
    person = somebody(edition)
    edition.registration_closes_at = NOW
    edition.save(update_fields=["registration_closes_at"])

    asked = client.get(page(person, "afmelden/")).text
    assert "je kunt daarna niet meer terugkomen" in asked
    assert "achteraan" not in asked
    client.post(page(person, "afmelden/"))

    words = read(Email.objects.latest("pk").mime).text
    assert "Aanmelden is gesloten." in words
    assert "opnieuw aanmelden" not in words


def test_place_in_a_full_workshop_is_asked_for_before_it_is_given_back(client, edition):
    full, roomy = workshops(edition, 1, 5)
    (person,) = fill(full)

    asked = press(client, person, full, "leave").text

    assert "teruggeven?" in asked
    assert places(person) == {full.title: CONFIRMED}
    sure = {"session": full.pk, "what": "leave", "is_sure": "on"}
    assert "Je staat niet meer bij" in client.post(page(person, "workshop/"), sure, follow=True).text
    assert places(person) == {}
    choosing.choose(person, roomy, now=NOW)
    press(client, person, roomy, "leave")
    assert places(person) == {}


def test_swapping_away_from_a_full_workshop_is_asked_for_first(client, edition):
    full, roomy = workshops(edition, 1, 5)
    (person,) = fill(full)

    asked = press(client, person, roomy).text

    assert f"Wil je ruilen voor “{roomy.title}”?" in asked
    assert f"“{full.title}” is vol. Ruil je, dan gaat je plek daar meteen naar een ander." in asked
    assert places(person) == {full.title: CONFIRMED}
    sure = {"session": roomy.pk, "what": "choose", "is_sure": "on"}
    client.post(page(person, "workshop/"), sure)
    assert places(person) == {roomy.title: CONFIRMED}


def test_swapping_where_nothing_is_lost_goes_at_once(client, edition):
    full, roomy, other = workshops(edition, 1, 5, 5)
    fill(full)
    person = somebody(edition)
    choosing.choose(person, roomy, now=NOW)

    press(client, person, full)  # waits there, and keeps the place
    assert places(person) == {full.title: WAITING, roomy.title: CONFIRMED}
    press(client, person, other)

    assert places(person) == {full.title: WAITING, other.title: CONFIRMED}


def test_on_the_day_nobody_stays_away_any_more(client, edition):
    (one,) = workshops(edition, 5)
    person = somebody(edition)

    with clock.travel(hours(31 * 24), tick=False):
        for ask in (client.get, client.post):
            assert "al begonnen" in ask(page(person, "afmelden/"), follow=True).text
        said = client.get(page(person)).text

    assert "Deze ronde is begonnen." in said
    assert "Meld je af" not in said
    assert one.title in said


def test_details_are_changed_and_the_places_stay(client, edition):
    edition.asks_diet = edition.asks_access = True
    edition.save()
    person = somebody(edition)
    form = {"name": "Anna de Wit", "organisation": "JGZ"}
    form |= {"diet": "geen vlees", "access_needs": "een stoel met leuning"}

    client.post(page(person, "gegevens/"), form)

    said = client.get(page(person)).text
    for words in ("Anna de Wit", "JGZ", "geen vlees", "een stoel met leuning"):
        assert words in said
    assert Registration.objects.get().state == RegistrationState.COMING
    assert client.post(page(person, "gegevens/"), {"name": ""}).context["form"].errors


def test_what_is_not_asked_is_not_taken(client, edition):
    person = somebody(edition)

    client.post(page(person, "gegevens/"), {"name": "Anna", "diet": "geen vlees", "access_needs": "x"})

    found = Registration.objects.get()
    assert (found.diet, found.access_needs) == ("", "")
    assert "Dieetwensen" not in client.get(page(person, "gegevens/")).text


def test_before_fair_places_are_given_out_there_is_nothing_to_choose(client):
    edition = fair_edition()
    (one,) = workshops(edition, 5)
    person = somebody(edition)

    said = client.get(page(person)).text

    assert "eerlijk verdeeld" in said
    assert ">Kies<" not in said
    assert "nog niet verdeeld" in press(client, person, one).text


@pytest.mark.parametrize("count", [1, 3])
def test_my_day_query_count(client, django_assert_num_queries, edition, count):
    person = somebody(edition)
    for session in workshops(edition, *[5] * count):
        fill(session, 1)
    choosing.choose(person, session, now=NOW)

    with django_assert_num_queries(5):  # whose it is, their places, where they speak, the workshops, what moved
        client.get(page(person))


@pytest.mark.parametrize("by", ["account", "address"])
def test_who_speaks_in_a_round_chooses_nothing_else_in_it(client, edition, by):
    own, other = workshops(edition, 5, 5)
    (later,) = workshops(edition, 5, round=1)
    user = UserFactory()
    person = somebody(edition, "Sjoerd", user=user)
    choosing.choose(person, other, now=NOW)
    known = {"user": user} if by == "account" else {"email": person.email}
    Speaking.objects.create(session=own, speaker=SpeakerFactory(edition=edition, **known))
    Speaking.objects.create(session=later, speaker=SpeakerFactory(edition=edition))  # somebody without an address

    said = client.get(page(person)).text
    assert f"Je spreekt in deze ronde bij “{own}”. Geef terug wat je hier nog koos" in said
    assert ("Je spreekt hier", said.count("Je spreekt")) == ("Je spreekt hier", 2)
    press(client, person, other, "leave")

    said = client.get(page(person)).text
    assert "Geef terug wat je hier" not in said
    assert other.title not in said
    assert f'name="session" value="{own.pk}"' not in said
    for session in (own, other):
        assert f"Je spreekt in deze ronde zelf, bij “{own}”." in press(client, person, session).text
    assert not person.seats.exists()
    assert "Je hebt een plek bij" in press(client, person, later).text


def test_who_speaks_then_does_not_say_yes_to_an_offer(client, edition):
    own, other = workshops(edition, 5, 5)
    person = somebody(edition)
    SeatFactory(registration=person, session=other, state=OFFERED, offered_until=hours(2))
    Speaking.objects.create(session=own, speaker=SpeakerFactory(edition=edition, email=person.email))

    assert "Je spreekt in deze ronde zelf" in press(client, person, other, "confirm").text

    assert person.seats.get().state == OFFERED


def test_ticket_travels_with_the_mail_as_a_picture_and_in_words(edition):
    coordinating.resize_day(edition, 1, now=NOW)
    person, waiting = somebody(edition), somebody(edition, "Bea")

    mail = message_from_bytes(bytes(Email.objects.get(to=person.email).mime), policy=policy.default)
    picture, day = mail.iter_attachments()
    assert day.get_content_type() == "text/calendar"
    html, text = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))

    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<ticket>", "inline")
    assert picture.get_content() == tickets.qr_png(person.ticket)
    assert 'src="cid:ticket"' in html
    for words in (html, text):
        assert tickets.code_of(person) in words
        assert f"/symposium/ticket/{links.token(person)}/" in words
    assert b"cid:ticket" not in bytes(Email.objects.get(to=waiting.email).mime)
