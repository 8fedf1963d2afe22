"""Signing without an account: what the link does, and everything it does not do."""

import datetime

import pytest
import time_machine as clock
from django.utils import timezone

from coalitions.declarations import writing
from coalitions.models import Declaration, Signature, SignatureRequest, SigningCode
from tests.coalitions.declarations.factories import RequestFactory, SignatureFactory
from tests.coalitions.declarations.hands import confirm, minutes, page, type_code
from tests.coalitions.declarations.mail import last_code, link, mails, text
from tests.members.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_link_shows_the_whole_text_and_who_asks(client, signer):
    declaration = signer.declaration
    declaration.owner = UserFactory(name="Liedeke Leider")
    declaration.save()

    response = client.get(page("read", signer))

    assert response.status_code == 200
    for words in ["Liedeke Leider", signer.organisation_name, "De eerste duizend dagen", "helpen elkaar", "maken we"]:
        assert words in response.text
    assert response.context["form"]["name"].value() == "Fenna Tekenaar"


def test_signer_without_account_signs_in_two_steps(client, signer):
    asked = confirm(client, signer, name="Fenna de Tekenaar", function="directeur")
    assert asked.url == page("code", signer)
    assert not Signature.objects.exists()
    assert "Fenna de Tekenaar, directeur" in client.get(asked.url).text

    signed = type_code(client, signer, last_code("fenna@voorbeeld.invalid"))

    assert signed.url == page("done", signer)
    signature = Signature.objects.get()
    assert (signature.name, signature.function) == ("Fenna de Tekenaar", "directeur")
    assert signature.organisation_name == signer.organisation_name
    assert signature.text_sha256 == signer.declaration.text_sha256
    assert timezone.now() - signature.signed_at < datetime.timedelta(minutes=1)
    assert "Dank je wel, je hebt getekend" in client.get(signed.url).text
    confirmation = mails("fenna@voorbeeld.invalid")[-1]
    assert confirmation.subject.startswith("Je hebt getekend")
    assert link(confirmation) == page("done", signer)
    assert not SigningCode.objects.exists()


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}-{1} ", "{0}\u00a0{1}"])
def test_code_may_be_typed_with_spaces(client, signer, typed):
    confirm(client, signer)
    code = last_code(signer.email)

    assert type_code(client, signer, typed.format(code[:3], code[3:])).url == page("done", signer)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_costs_no_try(client, signer, typed):
    confirm(client, signer)

    response = type_code(client, signer, typed)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert SigningCode.objects.get().tries == 0


@pytest.mark.parametrize("name", ["read", "code", "decline", "done", "pdf"])
def test_opening_a_page_changes_nothing(client, signer, name, django_assert_num_queries):
    """What a mail scanner does: every address, by GET and by HEAD, over and over."""
    before = list(SignatureRequest.objects.values())

    for _ in range(2):
        client.get(page(name, signer))
        client.head(page(name, signer))

    assert list(SignatureRequest.objects.values()) == before
    assert not mails()
    assert not SigningCode.objects.exists()
    assert not Signature.objects.exists()


def test_posting_what_the_page_holds_signs_nothing(client, signer):
    """A scanner that presses every button gets a code mailed to the person it is for, and no further."""
    confirm(client, signer)
    type_code(client, signer, "")
    type_code(client, signer, "000000" if last_code(signer.email) != "000000" else "111111")

    assert [mail.to for mail in mails()] == [signer.email]
    assert not Signature.objects.exists()


@pytest.mark.parametrize("missing", ["name", "function"])
def test_name_and_function_are_asked(client, signer, missing):
    response = confirm(client, signer, **{missing: " "})

    assert response.status_code == 200
    assert missing in response.context["form"].errors
    assert not mails()


def test_name_cannot_forge_a_line(client, signer):
    assert confirm(client, signer, name="Fenna\u202eabc").status_code == 200
    assert not mails()


def test_changed_text_is_shown_and_asked_again(client, signer):
    shown = client.get(page("read", signer)).context["form"]["text"].value()
    Declaration.objects.update(preamble="Een heel andere tekst.")

    response = confirm(client, signer, text=shown, name="Fenna Anders")

    assert response.status_code == 409
    assert "De tekst is veranderd" in response.text
    assert "Een heel andere tekst." in response.text
    assert response.context["form"]["name"].value() == "Fenna Anders"
    assert not mails()


def test_text_changed_between_the_steps_is_not_signed(client, signer):
    confirm(client, signer)
    Declaration.objects.update(principles="Iets anders.")

    response = type_code(client, signer, last_code(signer.email))

    assert response.status_code == 409
    assert "Je hebt nog niets ondertekend" in response.text
    assert not Signature.objects.exists()
    # Reading again and asking a new code works.
    with clock.travel(minutes(2), tick=False):
        confirm(client, signer)
        assert type_code(client, signer, last_code(signer.email)).url == page("done", signer)
    assert Signature.objects.get().text_sha256 == Declaration.objects.get().text_sha256


def test_saying_no_needs_a_reason_and_tells_the_leader_and_the_signer(client, signer):
    leader = MembershipFactory(circle=signer.declaration.coalition.circle, leader=True).user
    assert client.post(page("decline", signer), {"reason": " "}).context["form"].errors

    response = client.post(page("decline", signer), {"reason": "Onze directie wil eerst meer weten."})

    assert response.url == page("read", signer)
    assert "Je liet weten dat je niet tekent" in client.get(response.url).text
    assert [mail.to for mail in mails()] == [signer.email, leader.email]
    assert "Onze directie wil eerst meer weten." in text(mails(leader.email)[0])


def test_last_signature_finishes_it_and_says_so_to_everybody(client):
    signer = RequestFactory(email="laatste@voorbeeld.invalid")
    leader = MembershipFactory(circle=signer.declaration.coalition.circle, leader=True).user
    first = SignatureFactory(request__declaration=signer.declaration)

    confirm(client, signer)
    type_code(client, signer, last_code(signer.email))

    declaration = Declaration.objects.get()
    assert declaration.state == declaration.State.COMPLETED
    assert mails(first.request.email)[-1].subject.startswith("Afgerond")
    assert mails(leader.email)[-1].subject.startswith("Iedereen heeft getekend")
    assert "De verklaring is afgerond" in client.get(page("done", signer)).text


@pytest.mark.parametrize(("left", "words"), [(1, "nog één persoon tekenen"), (2, "nog 2 mensen tekenen")])
def test_thanks_say_how_many_are_left(client, left, words):
    signature = SignatureFactory()
    RequestFactory.create_batch(left, declaration=signature.request.declaration)

    assert words in client.get(page("done", signature.request)).text


def test_thanks_when_the_others_said_no(client):
    signature = SignatureFactory()
    RequestFactory(declaration=signature.request.declaration, declined=True)

    assert "Alle anderen hebben al geantwoord" in client.get(page("done", signature.request)).text


def test_signer_downloads_the_pdf_also_after_it_was_withdrawn(client):
    signer = SignatureFactory().request
    assert client.get(page("pdf", signer)).headers["Content-Type"] == "application/pdf"

    writing.withdraw(signer.declaration, reason="Anders.", by=UserFactory(), now=timezone.now())

    for name, has_link in (("read", False), ("done", True)):
        closed = client.get(page(name, signer))
        assert closed.status_code == 410
        assert "De handtekening van" in closed.text
        assert (page("pdf", signer) in closed.text) is has_link
    assert client.get(page("pdf", signer)).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["read", "code", "decline", "done", "pdf"])
def test_page_with_a_key_in_its_address_is_kept_nowhere(client, signer, name):
    response = client.get(page(name, signer))

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]


def test_link_stands_in_no_log(client, signer, caplog):
    with caplog.at_level("DEBUG"):
        client.get(page("read", signer))
        confirm(client, signer)
        type_code(client, signer, "000000")

    assert caplog.text
    assert signer.token not in caplog.text


def test_somebody_logged_in_signs_as_the_one_who_was_asked(login, signer):
    client = login(UserFactory(name="Heel Iemand Anders"))

    assert confirm(client, signer).status_code == 302
    assert type_code(client, signer, last_code(signer.email)).url == page("done", signer)
    assert Signature.objects.get().name == "Fenna Tekenaar"


def test_reading_takes_the_same_queries_however_many_were_asked(client, signer, django_assert_num_queries):
    RequestFactory.create_batch(3, declaration=signer.declaration)

    with django_assert_num_queries(1):  # the request with its declaration, coalition and owner
        client.get(page("read", signer))
