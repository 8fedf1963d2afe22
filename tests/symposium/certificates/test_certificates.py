"""Only who was there gets a certificate; anybody can check it; a number only with consent and never a citizen's."""

import datetime
import io

import pytest
from pypdf import PdfReader

from outbox.models import Email
from outbox.reading import read
from symposium.certificates import issuing, renaming
from symposium.certificates.retention import purge
from symposium.models import Accreditation, Certificate, Door, Presence, RegisterNumber
from symposium.registering import links
from tests.symposium.entrance.conftest import MORNING, day  # noqa: F401 -- the fixture
from tests.symposium.factories import EditionFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def see(registration, session=None):
    return Presence.objects.create(registration=registration, session=session, scanned_at=MORNING, received_at=MORNING)


@pytest.fixture
def seen(day):  # noqa: F811
    """Anna was at the door and at the workshop; the day gives two points, the workshop one and a half."""
    for session in (None, day.workshop):
        see(day.anna, session)
    Accreditation.objects.create(edition=day.edition, body="KNOV", points=2, number="12345")
    Accreditation.objects.create(edition=day.edition, body="KNOV", points="1.5", session=day.workshop, number="999")
    other = SessionFactory(edition=day.edition, title="Niet gevolgd")
    Accreditation.objects.create(edition=day.edition, body="KNOV", points=9, session=other)
    Accreditation.objects.create(edition=day.edition, body="SKJ", points=1)
    return day


@pytest.fixture
def page(seen):
    return f"/symposium/bewijs/{links.token(seen.anna)}/"


def text_of(content):
    return " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(content)).pages).split())


def test_who_was_not_there_gets_nothing(client, day):  # noqa: F811
    path = f"/symposium/bewijs/{links.token(day.anna)}/"

    shown = client.get(path).text
    made = client.post(path, follow=True).text

    assert "Er is nog geen bewijs" in shown
    assert "We hebben je niet gezien" in made
    assert not Certificate.objects.exists()
    assert client.get(f"{path}pdf/").status_code == 404
    assert client.get(f"{path}nummer/").status_code == 404
    assert issuing.earned(day.anna) == []


def test_looking_makes_nothing(client, page):
    assert "Maak mijn bewijs" in client.get(page).text
    assert not Certificate.objects.exists()
    assert client.get(f"{page}pdf/").status_code == 404


def test_certificate_says_what_was_followed_and_earned(client, page):
    made = client.post(page, follow=True)
    answer = client.get(f"{page}pdf/")

    certificate = Certificate.objects.get()
    assert "Je bewijs staat klaar." in made.text
    assert "KNOV: 3,5 punten" in made.text
    assert "SKJ: 1 punt<" in made.text
    assert answer["Content-Disposition"] == 'attachment; filename="bewijs-symposium-2027-anna-de-proef.pdf"'
    assert answer["Cache-Control"] == "no-store"
    words = text_of(answer.content)
    for part in ("Anna de Proef", "Samen sterk", "11 februari 2027", "Hechting", "KNOV 3,5 12345, 999", "SKJ 1"):
        assert part in words
    # The letter draws a hyphen and a soft hyphen alike; who copies the code may get either.
    assert certificate.shown_code in words.replace("\u00ad", "-")
    assert "Niet gevolgd" not in words
    root = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_certificate_of_a_day_without_points_has_no_table(client, page):
    Accreditation.objects.all().delete()
    Presence.objects.filter(session__isnull=False).delete()
    client.post(page)

    shown, words = client.get(page).text, text_of(client.get(f"{page}pdf/").content)

    assert "Je punten" not in shown
    assert "Accreditatie" not in words
    assert "Gevolgd" not in words


def test_made_again_it_is_newer_and_keeps_its_code_and_its_name(client, page, seen):
    client.post(page)
    code = Certificate.objects.get().code
    seen.anna.name = "Iemand Anders"
    seen.anna.save()
    Accreditation.objects.filter(body="SKJ").delete()

    client.post(page)

    made = Certificate.objects.get()
    assert (made.code, made.name, len(made.points)) == (code, "Anna de Proef", 1)


def test_from_the_day_on_nobody_gives_their_name_to_another(client, page, seen, time_machine):
    details = f"/symposium/mijn-dag/{links.token(seen.anna)}/gegevens/"
    given = {"name": "Anna de Proef-Veld", "organisation": "JGZ"}
    type(seen.edition).objects.update(asks_diet=True)
    client.post(details, given)
    assert "Dieetwensen" in client.get(details).text
    time_machine.shift(datetime.timedelta(days=1))

    said = client.get(details).text
    assert "Je naam is <strong>Anna de Proef-Veld</strong>. Die staat vast" in said
    assert "Dieetwensen" not in said
    client.post(details, given | {"name": "Iemand Anders", "organisation": "Elders"})

    seen.anna.refresh_from_db()
    assert (seen.anna.name, seen.anna.organisation) == ("Anna de Proef-Veld", "Elders")
    assert "op naam van <strong>Anna de Proef-Veld</strong>" in client.get(page).text


class TestSlipInAName:
    """Only the coordinator mends it, and then the old certificate says that it was replaced."""

    def test_a_new_certificate_has_its_own_code_and_the_old_one_says_so(self, client, login, coordinator, page, seen):
        client.post(page)
        old = Certificate.objects.get()
        path = f"/symposium/2027/aanmeldingen/{seen.anna.pk}/naam/"
        boss = login(coordinator)
        assert "Er is al een bewijs gemaakt" in boss.get(path).text

        said = boss.post(path, {"name": "Anna de Praef"}, follow=True).text

        made = Certificate.objects.get(registration=seen.anna)
        assert "De naam is nu Anna de Praef. Er is een nieuw bewijs met een nieuwe code" in said
        assert (made.name, made.code != old.code) == ("Anna de Praef", True)
        checked = client.get("/symposium/bewijs-controleren/", {"code": old.code}).text
        assert "Dit bewijs is vervangen en geldt niet meer" in checked
        assert "Dit bewijs is echt" not in checked
        assert "Anna de" not in checked
        assert "Dit bewijs is echt" in client.get("/symposium/bewijs-controleren/", {"code": made.code}).text
        mail = Email.objects.get(to=seen.anna.email)
        assert page in read(bytes(mail.mime)).text
        assert mail.is_private

    def test_the_same_name_changes_nothing(self, login, coordinator, seen):
        code = issuing.issue(seen.anna, now=MORNING).code

        login(coordinator).post(f"/symposium/2027/aanmeldingen/{seen.anna.pk}/naam/", {"name": seen.anna.name})

        assert Certificate.objects.get(replaced_at=None).code == code
        assert not Email.objects.exists()

    def test_who_gave_no_address_gets_no_mail(self, seen):
        seen.anna.email = ""
        seen.anna.save()
        issuing.issue(seen.anna, now=MORNING)

        assert renaming.rename(seen.anna, "Anna", now=MORNING).name == "Anna"
        assert not Email.objects.exists()

    def test_without_a_certificate_only_the_name_changes(self, login, coordinator, day, time_machine):  # noqa: F811
        client, path = login(coordinator), f"/symposium/2027/aanmeldingen/{day.anna.pk}/naam/"
        assert "Verbeter de naam" not in client.get("/symposium/2027/aanmeldingen/").text
        assert client.post(path, {"name": ""}).context["form"].errors

        said = client.post(path, {"name": "Anna Veld"}, follow=True).text
        time_machine.shift(datetime.timedelta(hours=1))

        assert "De naam is nu Anna Veld.<" in said.replace("\n", "<")
        assert not Certificate.objects.exists()
        assert "Verbeter de naam" in client.get("/symposium/2027/aanmeldingen/").text


def test_anybody_can_check_it_and_reads_only_what_must_be_said(client, page, seen):
    client.post(page)
    certificate = Certificate.objects.get()
    for typed in (certificate.shown_code, certificate.code.lower()):
        checked = client.get("/symposium/bewijs-controleren/", {"code": typed})

        assert "Dit bewijs is echt" in checked.text
        for part in ("Anna de Proef", "11 februari 2027", "3,5 punten", "1 punt<"):
            assert part in checked.text
        for hidden in (seen.anna.email, "JGZ Voorbeeld", "Hechting"):
            assert hidden not in checked.text
        assert checked["X-Robots-Tag"] == "noindex"


def test_it_stays_true_when_the_registration_is_gone(client, page, seen):
    client.post(page)
    Presence.objects.all().delete()
    seen.seat.delete()
    seen.anna.delete()

    code = Certificate.objects.get().code
    assert "Anna de Proef" in client.get("/symposium/bewijs-controleren/", {"code": code}).text


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKLM-NPQR", "x", "%", "'; drop"])
def test_unknown_code_says_nothing_more(client, page, code):
    client.post(page)

    assert "Deze code kennen we niet" in client.get("/symposium/bewijs-controleren/", {"code": code}).text


def test_page_to_check_asks_for_the_code(client, db):
    assert "kennen we niet" not in client.get("/symposium/bewijs-controleren/").text
    assert "Fout: " in client.get("/symposium/bewijs-controleren/", {"code": ""}).text


def test_codes_are_not_tried_out(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "certificate_check": "2/h/ip"}
    answers = [client.get("/symposium/bewijs-controleren/", {"code": "x"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "heel vaak iets geprobeerd" in answers[-1].text


@pytest.mark.parametrize("path", ["", "pdf/", "nummer/"])
def test_link_we_never_made_opens_nothing(client, db, path):
    assert client.get(f"/symposium/bewijs/1-onzin/{path}").status_code == 404


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

    def test_list_says_what_is_there_and_what_to_do(self, login, coordinator, day):  # noqa: F811
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
    def test_wrong_points_are_explained(self, login, coordinator, day, points):  # noqa: F811
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
    def test_list_query_count(self, login, coordinator, day, django_assert_num_queries, count):  # noqa: F811
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
