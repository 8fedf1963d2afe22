"""Points of registers and the numbers for them: only with consent, never a citizen's, and gone in time."""

import datetime

import pytest

from symposium.certificates import issuing
from symposium.certificates.retention import purge
from symposium.models import Accreditation, Certificate, Door, Presence, RegisterNumber
from tests.symposium.certificates.conftest import see, text_of
from tests.symposium.entrance.conftest import MORNING
from tests.symposium.factories import EditionFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def give(client, page, **changes):
    given = {"body": "KNOV", "number": "AB 12345", "consent": "on"} | changes
    return client.post(f"{page}nummer/", given, follow=True)


def test_number_is_given_changed_and_taken_back(client, page):
    assert "Nooit je burgerservicenummer" in client.get(f"{page}nummer/").text

    given = give(client, page)
    give(client, page, number="777 888")
    client.post(page)

    number = RegisterNumber.objects.get()
    assert "Je nummer is bewaard." in given.text
    assert (number.body, number.number, number.consented_at) == ("KNOV", "777 888", MORNING)
    assert "777 888" in text_of(client.get(f"{page}pdf/").content)

    gone = client.post(f"{page}nummer/{number.pk}/", follow=True)
    again = client.post(f"{page}nummer/{number.pk}/", follow=True)

    assert "Je nummer is weg." in gone.text
    assert "Je nummer is weg." not in again.text
    assert not RegisterNumber.objects.exists()
    assert "777 888" not in text_of(client.get(f"{page}pdf/").content)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consent": ""}, "Zonder je toestemming bewaren we het nummer niet."),
        ({"number": "123456782"}, "Dit lijkt een burgerservicenummer."),
        ({"number": "1234.56.782"}, "Dit lijkt een burgerservicenummer."),
        ({"number": "-"}, "Een registernummer heeft cijfers"),
        ({"number": ""}, "Dit veld is verplicht."),
        ({"body": "Ander register"}, "Selecteer een geldige keuze."),
    ],
)
def test_wrong_number_is_explained_and_not_kept(client, page, changes, words):
    errors = give(client, page, **changes).context["form"].errors

    assert errors.keys() == changes.keys()
    assert words in str(errors)
    assert not RegisterNumber.objects.exists()


@pytest.mark.parametrize("number", ["49123456789", "SKJ-1234", "60012"])
def test_numbers_of_registers_are_taken(client, page, number):
    give(client, page, number=number)

    assert RegisterNumber.objects.get().number == number


def test_number_that_would_be_wiped_at_once_is_not_asked_any_more(client, page, seen, time_machine):
    link = f'href="{page}nummer/"'
    last = MORNING + datetime.timedelta(days=180)
    time_machine.move_to(last, tick=False)
    assert link in client.get(page).text
    time_machine.move_to(last + datetime.timedelta(days=1), tick=False)

    assert link not in client.get(page).text
    assert "een nummer geven kan niet meer" in give(client, page).text
    assert not RegisterNumber.objects.exists()


def test_what_is_past_its_time_goes_and_nothing_else(seen):
    issuing.issue(seen.anna, now=MORNING)
    RegisterNumber.objects.create(registration=seen.anna, body="KNOV", number="123", consented_at=MORNING)

    def after(days):
        found = purge(MORNING + datetime.timedelta(days=days))
        return [found[f"symposium_{name}"] for name in ("register_numbers", "doors", "certificates")]

    assert after(180) == [0, 0, 0]
    assert after(181) == [1, 0, 0]
    assert after(731) == [0, 1, 0]
    assert after(2005) == [0, 0, 0]
    assert after(2006) == [0, 0, 1]


class TestPoints:
    """What the coordinator fills in, and takes along."""

    def test_list_says_what_is_there_and_what_to_do(self, login, coordinator, day):
        page = login(coordinator).get("/symposium/2027/punten/").text

        assert "Nog geen punten" in page
        assert "Wie op 11 februari binnenkomt, kan daarna een registernummer geven." in page

    def test_points_are_added_and_taken_away(self, login, coordinator, seen):
        client = login(coordinator)
        given = {"body": "V&VN", "points": "2,5", "session": seen.workshop.pk, "number": ""}
        assert "De hele dag" in client.get("/symposium/2027/punten/erbij/").text

        added = client.post("/symposium/2027/punten/erbij/", given, follow=True)
        twice = client.post("/symposium/2027/punten/erbij/", given)

        assert "De punten zijn bewaard." in added.text
        assert "V&amp;VN" in added.text
        assert twice.context["form"].errors == {
            "body": ["Voor dit register en dit onderdeel staan er al punten. Haal die eerst weg."]
        }
        pk = Accreditation.objects.get(body="V&VN").pk
        assert "weggehaald" in client.post(f"/symposium/2027/punten/{pk}/", follow=True).text
        assert not Accreditation.objects.filter(body="V&VN").exists()

    @pytest.mark.parametrize("points", ["0", "-1", "101", "x", ""])
    def test_wrong_points_are_explained(self, login, coordinator, day, points):
        client = login(coordinator)

        page = client.post("/symposium/2027/punten/erbij/", {"body": "KNOV", "points": points})

        assert list(page.context["form"].errors) == ["points"]
        assert not Accreditation.objects.exists()

    def test_export_holds_only_who_was_there_and_gave_a_number(self, login, coordinator, seen, time_machine):
        absent, silent = (RegistrationFactory(edition=seen.edition) for _ in range(2))
        see(silent)
        given = [(seen.anna, "KNOV", "111"), (absent, "KNOV", "222"), (seen.anna, "Weg", "3")]
        for registration, body, number in given:
            RegisterNumber.objects.create(registration=registration, body=body, number=number, consented_at=MORNING)

        answer = login(coordinator).get("/symposium/2027/punten/export/")

        assert answer["Content-Disposition"] == 'attachment; filename="pe-online-2027.csv"'
        assert answer.content.decode("utf-8-sig").splitlines() == [
            "Register;Accreditatienummer;Registernummer;Naam;Datum;Onderdeel;Punten",
            "KNOV;12345;111;Anna de Proef;11-02-2027;Hele dag;2,0",
            "KNOV;999;111;Anna de Proef;11-02-2027;Hechting;1,5",
        ]
        time_machine.shift(datetime.timedelta(hours=1))
        assert "2 mensen binnen. 3 van hen gaven" in login(coordinator).get("/symposium/2027/punten/").text
        Presence.objects.filter(registration=silent).delete()
        RegisterNumber.objects.exclude(number="111").delete()
        assert "1 mens binnen. 1 van hen gaf" in login(coordinator).get("/symposium/2027/punten/").text

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_query_count(self, login, coordinator, day, django_assert_num_queries, count):
        for number in range(count):
            session = SessionFactory(edition=day.edition)
            Accreditation.objects.create(edition=day.edition, session=session, body=f"R{number}", points=1)
        client = login(coordinator)
        client.get("/symposium/2027/punten/")

        with django_assert_num_queries(8):  # session, person, roles, edition (2), points, numbers, present
            client.get("/symposium/2027/punten/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_export_query_count(self, login, coordinator, seen, django_assert_num_queries, count):
        for number in range(count):
            registration = RegistrationFactory(edition=seen.edition)
            see(registration)
            RegisterNumber.objects.create(
                registration=registration, body="KNOV", number=f"{number}", consented_at=MORNING
            )
        client = login(coordinator)
        client.get("/symposium/2027/punten/")

        with django_assert_num_queries(8):  # session, person, roles, edition (2), seen, points, numbers
            client.get("/symposium/2027/punten/export/")


def test_names_of_things(seen):
    number = RegisterNumber(body="KNOV", number="12")
    assert str(number) == "KNOV: 12"
    assert str(Accreditation.objects.get(body="SKJ")) == "SKJ: 1.0"
    assert str(issuing.issue(seen.anna, now=MORNING)) == Certificate.objects.get().code
    assert str(Door.objects.get()) == "Hoofdingang"


def test_points_of_another_edition_are_not_mine(seen):
    Accreditation.objects.create(edition=EditionFactory(year=2026), body="Ander", points=5)

    assert [one.body for one in issuing.earned(seen.anna)] == ["KNOV", "SKJ"]
