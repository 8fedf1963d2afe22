"""The coordinator: who is registered, what waits, how many places, and a mail to all."""

from datetime import timedelta

import pytest

from outbox.models import Email
from symposium.models import Edition, Registration, Seat, Speaking
from symposium.registering import joining, links
from symposium.seats import choosing, coordinating
from tests.province.factories import MunicipalityFactory
from tests.symposium.factories import RoomFactory, SpeakerFactory
from tests.symposium.seats.build import NOW, fill, open_edition, somebody, workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]
LIST, PLACES = "/symposium/2027/aanmeldingen/", "/symposium/2027/plekken/"


@pytest.fixture
def edition():
    return open_edition(asks_diet=True, asks_access=True)


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


@pytest.mark.parametrize("page", ["", "gegevens/", "afmelden/"])
def test_coordinator_reads_on_whose_page_she_is_and_goes_back(client, coordinator, edition, page):
    anna = somebody(edition, "Anna")
    path = f"/symposium/mijn-dag/{links.token(anna)}/{page}"

    along = client.get(path).text
    anna.user = coordinator  # her own day
    anna.save()
    own = client.get(path).text

    assert "Je kijkt mee bij Anna.</strong> Wat je hier wijzigt, doe je namens Anna." in along
    assert f'<a href="{LIST}">Terug naar de aanmeldingen</a>' in along
    assert "Dag Anna, dit is jouw dag" not in along
    assert "Je kijkt mee" not in own


def test_the_list_is_searched_and_filtered(client, edition):
    (one,) = workshops(edition, 1)
    anna = somebody(edition, "Anna", organisation="Kraamzorg", function="verpleegkundige")
    somebody(edition, "Bea", municipality=MunicipalityFactory(name="Vlieland"), domain="social")
    choosing.choose(anna, one, now=NOW)
    joining.cancel(somebody(edition, "Cor"), now=NOW)

    def names(**asked):
        return [person.name for person in client.get(LIST, asked).context["page"]]

    assert names() == ["Anna", "Bea", "Cor"]
    assert names(q="kraam") == ["Anna"]
    assert names(state="coming") == ["Anna", "Bea"]
    assert names(state="waiting") == []
    assert names(session=one.pk) == ["Anna"]
    assert "Niemand gevonden" in client.get(LIST, {"q": "Zzz"}).text
    said = client.get(LIST).text
    for words in ("Er komen 2 mensen.", "Vlieland: 1", "Sociaal: 1", "Niet ingevuld: 1", "verpleegkundige, Kraamzorg"):
        assert words in said


def test_state_is_that_of_the_workshop_when_one_is_chosen(client, edition):
    """The same words and the same count as where the places are, and at the door."""
    (one,) = workshops(edition, 1)
    _, offered, waits = fill(one, 3)
    coordinating.resize_session(one, 2, now=NOW)

    def stands(**asked):
        return [(person.name, person.stand) for person in client.get(LIST, asked).context["page"]]

    first = f"Vol{one.pk}-0"
    assert stands(session=one.pk, state="coming") == [(first, "Heeft een plek")]
    assert stands(session=one.pk, state="waiting") == [
        (offered.name, "Kan ja zeggen tot 13 januari, 12.00 uur"),
        (waits.name, "Op de wachtlijst (1)"),
    ]
    assert stands(session=one.pk, state="cancelled") == []
    assert f"hoe het staat met de plek in “{one}”." in client.get(LIST, {"session": one.pk}).text
    assert len(stands(session=one.pk)) == 3
    joining.cancel(waits, now=NOW)
    assert stands(state="cancelled") == [(waits.name, "Afgemeld")]
    assert "2 van 2 plekken bezet" in client.get(PLACES).text
    assert "2 van 2</td>" in client.get("/symposium/2027/ingang/").text


def test_without_anybody_the_list_says_what_to_do(client, edition):
    assert "Aanmelden kan nu. Laat het netwerk weten dat het kan." in client.get(LIST).text
    Edition.objects.update(registration_opens_at=None)
    assert "Aanmelden kan nu niet. Kies wanneer het opengaat." in client.get(LIST).text
    assert "Er staan nog geen workshops" in client.get(PLACES).text


def test_the_caterer_gets_counts_and_needs_have_a_name(client, edition):
    for name, diet in (("Anna", "geen vlees"), ("Bea", "Geen  vlees. "), ("Cor", "")):
        somebody(edition, name, diet=diet)
    somebody(edition, "Dirk", access_needs="een plek vooraan")

    context = client.get(LIST).context

    assert [(one.label, one.count) for one in context["diets"]] == [("Geen vlees", 2)]
    assert [(person.name, person.access_needs) for person in context["needs"]] == [("Dirk", "een plek vooraan")]
    file = client.get(f"{LIST}csv/").getvalue().decode("utf-8-sig")
    assert "geen vlees" not in file
    assert "vooraan" not in file


def test_what_is_not_asked_is_not_shown(client, edition):
    somebody(edition, diet="geen vlees", access_needs="x")
    Edition.objects.update(asks_diet=False, asks_access=False)

    said = client.get(LIST).text

    assert "Voor de cateraar" not in said
    assert "Wat mensen nodig hebben" not in said


def test_the_file_holds_no_formula_and_says_who_waits_for_what(client, edition):
    one, full = workshops(edition, 5, 1)
    fill(full)
    (offered,) = workshops(edition, 1, round=1)
    (gone,) = fill(offered)
    anna = somebody(edition, "Anna", organisation="=HYPERLINK(1)", wants_next_year=True)
    for session in (one, full, offered):
        choosing.choose(anna, session, now=NOW)
    choosing.leave(gone, offered, now=NOW)

    lines = client.get(f"{LIST}csv/").getvalue().decode("utf-8-sig").splitlines()

    found = next(line for line in lines if line.startswith("Anna")).split(";")
    assert found[2] == "'=HYPERLINK(1)"
    assert lines[0].split(";")[-5:-2] == ["volgend jaar uitnodigen", "heeft een plek bij", "kan ja zeggen bij"]
    assert found[6:9] == ["Heeft een plek", "", "2027-01-11"]
    assert found[-5:] == ["ja", one.title, offered.title, full.title, "nee"]
    assert client.get(f"{LIST}xlsx/").getvalue()[:2] == b"PK"
    assert client.get(f"{LIST}pdf/").status_code == 404


def test_places_are_raised_lowered_and_given(client, edition):
    (one,) = workshops(edition, 1)
    one.room = RoomFactory(edition=edition)
    one.save()
    _, anna, bea, cor = fill(one, 4)
    coordinating.resize_session(one, 2, now=NOW)
    said = client.get(PLACES).text
    for words in ("2 van 2 plekken bezet", "kan ja zeggen tot 13 januari, 12.00 uur", f"{cor.name}, plek 2"):
        assert words in said

    assert "zijn al 2 plekken bezet" in client.post(f"{PLACES}{one.pk}/", {"capacity": 1}).text
    assert client.post(f"{PLACES}{one.pk}/", {"capacity": 0}).context["form"].errors
    assert "heeft nu 3 plekken" in client.post(f"{PLACES}{one.pk}/", {"capacity": 3}, follow=True).text
    give = f"{PLACES}geven/{cor.seats.get().pk}/"
    assert f"Geef {cor} een plek" in client.get(give).text
    assert "Er is geen plek vrij" in client.post(give).text
    assert "krijgt daar een mail over" in client.post(give, {"make_room": "on"}, follow=True).text

    assert cor.seats.get().state == "confirmed"
    assert "niet meer op de wachtlijst" in client.get(give, follow=True).text


def test_who_speaks_then_is_offered_no_button(client, edition):
    one, own = workshops(edition, 1, 1)
    _, anna = fill(one, 2)
    Speaking.objects.create(session=own, speaker=SpeakerFactory(edition=edition, email=anna.email))
    give = f"{PLACES}geven/{anna.seats.get().pk}/"

    page = client.get(give).text

    assert f"{anna} spreekt dan zelf, bij “{own}”" in page
    assert "Geef de plek</button>" not in page
    assert f"{anna} spreekt dan zelf" in client.post(give, {"make_room": "on"}).text
    assert anna.seats.get().state == "waiting"


def test_a_place_for_the_day_is_given(client, edition):
    coordinating.resize_day(edition, 1, now=NOW)
    somebody(edition)
    bea, cor = somebody(edition, "Bea"), somebody(edition, "Cor")
    joining.cancel(Registration.objects.get(name="Anna"), now=NOW)
    said = client.get(PLACES).text
    assert "1 van 1 plekken bezet" in said
    assert f"{cor}, plek 1" in said
    assert f"{bea}: kan ja zeggen tot" in said

    client.post(f"{PLACES}dag/{cor.pk}/", {"make_room": "on"})

    cor.refresh_from_db()
    assert cor.state == "coming"
    assert "2 van 2 plekken zijn bezet" in client.get(LIST).text


SETTINGS = {
    "registration_opens_at": "2027-01-04T09:00",
    "registration_closes_at": "2027-02-01T17:00",
    "capacity": "1",
    "mode": "first_come",
    "wishes_until": "",
    "offer_hours": "24",
}


def test_registration_is_set_up_and_never_below_who_comes(client, edition):
    page = "/symposium/2027/aanmelden-instellen/"
    somebody(edition)
    assert 'value="2027-01-04T12:00"' in client.get(page).text

    assert "kan nu aanmelden" not in client.post(page, SETTINGS | {"mode": "fair"}).text
    client.post(page, SETTINGS)

    found = Edition.objects.get()
    assert (found.capacity, found.offer_hours, found.mode, found.asks_diet) == (1, 24, "first_come", False)
    assert "Er komt 1 mens." not in client.get(LIST).text
    client.post(page, SETTINGS | {"capacity": ""})
    assert "Er komt 1 mens." in client.get(LIST).text
    somebody(edition, "Bea")
    assert "zijn al 2 plekken bezet" in client.post(page, SETTINGS).text
    assert "02.30 uur bestaat dan niet." in client.post(page, SETTINGS | {"wishes_until": "2027-03-28T02:30"}).text
    assert "geldige datum" in client.post(page, SETTINGS | {"wishes_until": "morgen"}).text


def test_a_mail_to_everybody_goes_once(client, edition):
    somebody(edition)
    somebody(edition, "Bea")
    joining.cancel(somebody(edition, "Cor"), now=NOW)
    joining.walk_in(edition, name="Dirk", email="", now=NOW)
    Email.objects.all().delete()
    page = "/symposium/2027/aanmeldingen-mailen/"
    assert "2 mensen krijgen deze mail." in client.get(page).text
    assert client.post(page, {"title": ""}).context["form"].errors
    told = {"title": "Neem laarzen mee", "text": "Het wordt nat.\n\nTot dan."}
    looked = client.post(page, told).text
    assert "<p>Het wordt nat.</p>" in looked
    assert "Verstuur aan 2 mensen</button>" in looked
    assert 'value="Neem laarzen mee"' in client.post(page, told | {"step": "change"}).text
    assert not Email.objects.exists()

    for _ in range(2):
        said = client.post(page, told | {"step": "send"}, follow=True)

    assert "Je bericht gaat naar 2 mensen." in said.text
    assert set(Email.objects.values_list("to", "subject")) == {
        ("anna@voorbeeld.invalid", "Neem laarzen mee"),
        ("bea@voorbeeld.invalid", "Neem laarzen mee"),
    }
    joining.cancel(Registration.objects.get(name="Bea"), now=NOW)
    assert "1 persoon krijgt deze mail." in client.get(page).text
    assert "naar 1 persoon." in client.post(page, {"title": "Nog iets", "text": "x", "step": "send"}, follow=True).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_counts(client, django_assert_num_queries, edition, count):
    for session in workshops(edition, *[1] * count):
        fill(session, 2)
    assert Seat.objects.count() == 2 * count
    somebody(edition, diet="x", access_needs="y")

    # session, user, memberships, edition (twice: seen, then changed), count, page, counts, needs and the menu
    with django_assert_num_queries(12):
        client.get(LIST)
    # session, user, memberships, edition (twice: seen, then changed), workshops, who waits for them, for the day
    with django_assert_num_queries(8):
        client.get(PLACES)


def test_afterwards_the_lists_say_how_it_was_and_give_no_places(client, edition):
    coordinating.resize_day(edition, 1, now=NOW)
    somebody(edition)
    somebody(edition, "Bea")
    edition.held_on = NOW.date() - timedelta(days=1)
    edition.save(update_fields=["held_on"])

    said = client.get(PLACES).text

    assert "Zo stonden de plekken toen het symposium begon." in said
    assert "Bea wachtte, plek 1</li>" in said
    assert "Geef een plek" not in said
