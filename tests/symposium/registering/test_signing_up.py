"""Registering: members in two clicks, others with a code, and everything that can go wrong."""

import re

import pytest
import time_machine as clock
from django.core.cache import cache

from outbox.models import Email
from outbox.reading import read
from province.models import Municipality
from symposium.models import Registration, RegistrationState
from symposium.registering import joining, links
from symposium.seats import coordinating
from tests.members.factories import UserFactory
from tests.province.factories import MunicipalityFactory
from tests.symposium.seats.build import NOW, hours, open_edition, somebody, workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]
PAGE = "/symposium/2027/aanmelden/"
CODE = f"{PAGE}code/"
FORM = {"name": "Fenna Veld", "email": "Fenna@Voorbeeld.invalid ", "organisation": "Kraamzorg", "website": ""}
EMAIL = "fenna@voorbeeld.invalid"


@pytest.fixture
def in_january():
    cache.clear()
    with clock.travel(NOW, tick=False):
        yield


@pytest.fixture
def edition():
    return open_edition()


def last_code(to=EMAIL):
    text = read(bytes(Email.objects.filter(to=to).latest("pk").mime)).text
    return re.findall(r"^(\d{6})$", text, re.MULTILINE)[0]


def wrong():
    return f"{(int(last_code()) + 1) % 1_000_000:06}"


@pytest.mark.parametrize(
    ("mode", "said"), [("fair", "elkaar in de workshops ontmoeten"), ("first_come", "uit elk werkveld")]
)
def test_what_a_domain_is_asked_for_is_true(client, edition, mode, said):
    type(edition).objects.update(mode=mode, wishes_until=edition.registration_closes_at or hours(1))

    page = client.get(PAGE).text

    assert said in page
    assert "Geen keuze, of buiten Fryslân" in page


def test_somebody_from_the_field_registers_with_a_code(client, edition):
    town = MunicipalityFactory()
    assert "Meld je aan" in client.get("/symposium/2027/").text
    assert "Stuur mij een code" in client.get(PAGE).text

    asked = client.post(PAGE, FORM | {"municipality": town.pk, "domain": "social", "wants_next_year": "on"})
    assert asked.url == CODE
    assert not Registration.objects.exists()
    assert f"We stuurden een code naar {EMAIL}" in client.get(CODE).text

    done = client.post(CODE, {"code": last_code()}, follow=True)

    person = Registration.objects.get()
    assert done.redirect_chain[-1][0] == f"/symposium/mijn-dag/{links.token(person)}/"
    assert "Je bent aangemeld. We mailden je de link" in done.text
    assert (person.email, person.municipality, person.domain, person.wants_next_year) == (EMAIL, town, "social", True)
    assert (person.state, person.user) == (RegistrationState.COMING, None)
    mail = Email.objects.latest("pk")
    assert mail.is_private
    assert links.token(person) in read(bytes(mail.mime)).text


NEEDS = {"diet": "geen noten", "access_needs": "een plek voor een rolstoel"}


def test_what_an_edition_asks_is_asked_at_once_and_need_not_be_answered(client, login, member):
    edition = open_edition(asks_diet=True, asks_access=True)
    assert '<details class="ks-about">' in client.get(PAGE).text
    client.post(PAGE, FORM | NEEDS)
    assert '<details class="ks-about" open>' in client.get(PAGE).text  # what was typed is seen
    client.post(CODE, {"code": last_code()})
    login(member).post(PAGE, {"name": "Lid"} | NEEDS)
    other = open_edition(year=2028, asks_diet=True)
    login(member).post("/symposium/2028/aanmelden/", {"name": "Lid"} | NEEDS)

    needs = Registration.objects.values_list("diet", "access_needs")
    assert list(needs.filter(edition=edition)) == [tuple(NEEDS.values())] * 2
    assert list(needs.filter(edition=other)) == [("geen noten", "")]


def test_what_an_edition_does_not_ask_is_not_taken(client, edition):
    assert "ks-about" not in client.get(PAGE).text
    client.post(PAGE, FORM | NEEDS)
    client.post(CODE, {"code": last_code()})

    assert Registration.objects.values_list("diet", "access_needs").get() == ("", "")


def test_who_has_an_account_and_uses_a_code_gets_it_with_their_account(client, edition):
    user = UserFactory(email=EMAIL)
    client.post(PAGE, FORM)

    client.post(CODE, {"code": last_code()})

    assert Registration.objects.get().user == user


def test_a_member_registers_in_two_clicks(login, member, edition):
    member.municipalities.add(MunicipalityFactory())
    client = login(member)
    form = client.get(PAGE).context["form"]
    assert form["name"].value() == member.name
    known = {name: form[name].value() for name in form.fields}
    known["municipality"] = Municipality.objects.get().pk
    known = {name: value for name, value in known.items() if value}

    client.post(PAGE, known)

    person = Registration.objects.get()
    assert (person.user, person.email, person.state) == (member, member.email, RegistrationState.COMING)
    assert client.get(PAGE).url == f"/symposium/mijn-dag/{links.token(person)}/"
    assert client.get("/symposium/2027/mijn-dag/").url == client.get(PAGE).url


def test_a_member_who_fills_in_nothing_reads_so(login, member, edition):
    assert login(member).post(PAGE, {"name": ""}).context["form"].errors
    assert login(member).get("/symposium/2027/mijn-dag/").url == PAGE


def test_from_a_workshop_one_comes_to_register(client, edition):
    (one,) = workshops(edition, 5)
    for path in (f"/symposium/2027/programma/{one.pk}/", "/symposium/2027/programma/"):
        assert 'href="/symposium/2027/mijn-dag/"' in client.get(path).text
    assert client.get("/symposium/2027/mijn-dag/").url == PAGE


def test_who_has_a_day_without_an_account_reads_the_way_back(client, login, member, edition):
    (one,) = workshops(edition, 5)
    said, public = "Open je dag met de link uit je mail", f"/symposium/2027/programma/{one.pk}/"
    for path in (public, "/symposium/2027/programma/", PAGE):
        assert said in client.get(path).text
    for path in (public, "/symposium/2027/programma/"):
        assert said not in login(member).get(path).text


def test_who_is_registered_already_learns_so_only_after_the_code(client, edition):
    there = somebody(edition, "Fenna", organisation="Eerst")

    asked = client.post(PAGE, FORM)
    assert asked.url == CODE
    assert "al aangemeld" not in client.get(CODE).text

    said = client.post(CODE, {"code": last_code()}, follow=True).text

    assert "Met dit e-mailadres is Fenna al aangemeld." in said
    there.refresh_from_db()
    assert there.organisation == "Eerst"


def test_when_the_day_is_full_one_waits(client, edition):
    coordinating.resize_day(edition, 1, now=NOW)
    somebody(edition, "Bea")
    assert "Het symposium is vol" in client.get(PAGE).text
    client.post(PAGE, FORM)

    said = client.post(CODE, {"code": last_code()}, follow=True).text

    assert "Je staat op de wachtlijst" in said
    assert Registration.objects.get(email=EMAIL).position == 1


def test_a_slip_in_the_address_is_asked_about_and_can_be_mended(client, edition):
    said = client.post(PAGE, FORM | {"email": "fenna@gmial.com"}).text
    assert "Bedoel je fenna@gmail.com?" in said

    client.post(PAGE, FORM | {"email": "fenma@voorbeeld.invalid"})
    again = client.get(PAGE).context["form"]

    assert (again["name"].value(), again["email"].value()) == ("Fenna Veld", "fenma@voorbeeld.invalid")
    client.post(PAGE, FORM)
    client.post(CODE, {"code": last_code()})
    assert Registration.objects.get().email == EMAIL


def test_a_wrong_code_counts_and_five_is_enough(client, edition):
    client.post(PAGE, FORM)
    assert "bestaat uit zes cijfers" in client.post(CODE, {"code": "12"}).text

    said = [client.post(CODE, {"code": wrong()}).text for _ in range(5)]

    assert "nog 4 keer" in said[0]
    assert "nog 1 keer" in said[3]
    assert "Vraag een nieuwe code" in said[4]
    client.post(CODE, {"code": last_code()})
    assert not Registration.objects.exists()


def test_a_code_works_a_quarter_of_an_hour_in_one_browser_for_one_edition(client, edition):
    open_edition(year=2028)
    client.post(PAGE, FORM)
    code = last_code()
    assert "Er is nu geen code die werkt" in client.get("/symposium/2028/aanmelden/code/").text

    with clock.travel(hours(0.25), tick=False):
        client.post(CODE, {"code": code})
        assert not Registration.objects.exists()
    client.cookies.clear()
    client.post(CODE, {"code": code})

    assert not Registration.objects.exists()


def test_a_program_that_fills_in_everything_reaches_nobody(client, edition):
    assert client.post(PAGE, FORM | {"website": "https://koop.invalid"}).url == CODE
    assert not Email.objects.exists()


def test_asking_and_guessing_very_often_is_stopped(client, edition, settings):
    settings.ACCOUNT_RATE_LIMITS = {"symposium_code": "2/h/key", "symposium_try": "1/h/key"}
    for _ in range(2):
        client.post(PAGE, FORM)
    assert client.post(PAGE, FORM).status_code == 429
    client.post(CODE, {"code": wrong()})

    assert client.post(CODE, {"code": last_code()}).status_code == 429
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (None, None, "Aanmelden kan nog niet"),
        (24, 48, "Aanmelden kan vanaf 12 januari, 12.00 uur"),
        (-48, -24, "Aanmelden kan niet meer"),
    ],
)
def test_when_registration_is_closed_the_page_says_why(client, edition, opens, closes, said):
    edition.registration_opens_at = opens and hours(opens)
    edition.registration_closes_at = closes and hours(closes)
    edition.save()

    page = client.get(PAGE).text
    assert said in page
    assert ("Link kwijt?" in page) == (closes == -24)
    assert "Meld je aan" not in client.get("/symposium/2027/").text
    assert client.post(PAGE, FORM).status_code == 200
    assert not Email.objects.exists()


def test_after_the_day_the_page_says_so(client, edition):
    with clock.travel(hours(31 * 24), tick=False):
        for page in (PAGE, "/symposium/2027/"):
            assert "Link kwijt? Vul je e-mailadres in" in client.get(page).text
        assert "is begonnen of geweest" in client.get(PAGE).text


def test_registration_that_closes_while_the_code_is_on_its_way(client, edition):
    client.post(PAGE, FORM)
    edition.registration_closes_at = hours(0)
    edition.save()

    assert "Aanmelden kan niet meer" in client.post(CODE, {"code": last_code()}, follow=True).text
    assert not Registration.objects.exists()


def test_one_person_with_two_addresses_is_one_registration(edition):
    user = UserFactory(email="werk@voorbeeld.invalid")
    first = joining.join(edition, name="Anna", email="werk@voorbeeld.invalid", user=user, now=NOW)

    again = joining.join(edition, name="Anna", email="thuis@voorbeeld.invalid", user=user, now=NOW)

    assert again == first


def test_who_comes_finds_their_own_day_on_the_page_of_the_edition(login, member, edition):
    assert "Meld je aan" in login(member).get("/symposium/2027/").text
    person = joining.join(edition, name="Anna", email=member.email, user=member, now=NOW)

    said = login(member).get("/symposium/2027/").text

    assert "Naar mijn dag" in said
    assert "Meld je aan" not in said
    with clock.travel(hours(60 * 24), tick=False):
        assert "Naar mijn dag" in login(member).get("/symposium/2027/").text
    joining.cancel(person, now=NOW)
    assert "Meld je aan" in login(member).get("/symposium/2027/").text
