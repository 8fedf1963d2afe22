"""Only who was there gets a certificate; anybody can check it."""

import datetime
import io

import pytest
from pypdf import PdfReader

from outbox.models import Email
from outbox.reading import read
from symposium.certificates import issuing, renaming
from symposium.models import Accreditation, Certificate, Presence
from symposium.registering import links
from tests.symposium.certificates.conftest import text_of
from tests.symposium.entrance.conftest import MORNING

pytestmark = pytest.mark.django_db


def test_who_was_not_there_gets_nothing(client, day):
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

    def test_without_a_certificate_only_the_name_changes(self, login, coordinator, day, time_machine):
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
