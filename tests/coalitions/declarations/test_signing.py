"""Signing without an account: what the link does, and everything it does not do."""

import datetime

import pytest
import time_machine as clock
from django.urls import reverse
from django.utils import timezone

from coalitions.declarations import links, retention, sending, signing, writing
from coalitions.models import Declaration, Signature, SignatureRequest, SigningCode
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.declarations.mail import last_code, link, mails, text
from tests.members.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

CLOSED = "Je hebt niets ondertekend"


def page(name, signer):
    key = links.receipt(signer.pk) if name in ("done", "pdf") else signer.token
    return reverse(f"coalitions:signing_{name}", args=[key])


@pytest.fixture
def signer():
    """Somebody who was asked; another person was asked too, so that one signature does not finish it."""
    other = RequestFactory()
    return RequestFactory(declaration=other.declaration, name="Fenna Tekenaar", email="fenna@voorbeeld.invalid")


def confirm(client, signer, **changes):
    """Step one, with what stands in the form."""
    form = client.get(page("read", signer)).context["form"]
    return client.post(page("read", signer), {name: form[name].value() for name in form.fields} | changes)


def type_code(client, signer, code):
    return client.post(page("code", signer), {"code": code})


def minutes(count):
    return timezone.now() + datetime.timedelta(minutes=count)


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


def test_code_goes_to_the_address_that_was_asked_and_nowhere_else(client, signer):
    confirm(client, signer, name="Iemand Anders", email="ander@voorbeeld.invalid")

    assert [mail.to for mail in mails()] == ["fenna@voorbeeld.invalid"]
    assert mails()[0].is_private


def test_code_is_not_kept_in_the_clear(client, signer):
    confirm(client, signer)

    digits = last_code(signer.email)
    kept = SigningCode.objects.values().get()
    assert digits not in str({name: value for name, value in kept.items() if name != "sent_at"})
    assert len(kept["code_hash"]) == 64


def test_code_of_one_does_not_sign_for_another(client, signer):
    other = signer.declaration.requests.exclude(pk=signer.pk).get()
    other.token = "ander"
    other.link_seed, other.token_hash = "ander", links.hash_of("ander")
    other.save()
    confirm(client, signer)
    confirm(client, other)

    type_code(client, other, last_code(signer.email))

    assert not Signature.objects.exists()


def test_wrong_code_says_how_often_one_may_try_and_then_stops(client, signer):
    confirm(client, signer)
    right = last_code(signer.email)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    texts = [type_code(client, signer, wrong).text for _ in range(5)]

    for left, shown in zip(["4 keer", "3 keer", "2 keer", "1 keer"], texts[:4], strict=True):
        assert f"nog {left} proberen" in shown
    assert "Er is nu geen code die werkt" in texts[4]
    assert "Er is nu geen code die werkt" in type_code(client, signer, right).text
    assert not Signature.objects.exists()


def test_code_works_a_quarter_of_an_hour(client, signer):
    confirm(client, signer)
    code = last_code(signer.email)

    with clock.travel(minutes(15), tick=False):
        assert "Er is nu geen code die werkt" in type_code(client, signer, code).text
    assert not Signature.objects.exists()
    with clock.travel(minutes(14), tick=False):
        assert type_code(client, signer, code).status_code == 302


def test_only_the_last_code_counts(client, signer):
    confirm(client, signer)
    first = last_code(signer.email)
    with clock.travel(minutes(2), tick=False):
        confirm(client, signer)
        second = last_code(signer.email)
        if first != second:
            type_code(client, signer, first)
            assert not Signature.objects.exists()
        assert type_code(client, signer, second).status_code == 302


def test_pressing_the_button_twice_mails_one_code(client, signer):
    confirm(client, signer)
    confirm(client, signer)

    assert len(mails()) == 1


def test_three_codes_an_hour_and_ten_a_day(client, signer):
    sent = []
    for minute in (0, 2, 4, 6):
        with clock.travel(minutes(minute), tick=False):
            sent.append(confirm(client, signer).status_code)
    assert sent == [302, 302, 302, 429]

    with clock.travel(minutes(61), tick=False):
        assert confirm(client, signer).status_code == 302
    for _ in range(6):
        code = signer.codes.latest()
        code.pk, code.sent_at = None, timezone.now() - datetime.timedelta(hours=2)
        code.save()
    with clock.travel(minutes(130), tick=False):
        response = confirm(client, signer)
    assert response.status_code == 429
    assert "net al een paar codes gevraagd" in response.text


def test_asking_and_trying_are_limited_from_outside_too(client, signer, settings):
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = limits | {"signing_code": "1/h/key", "signing_try": "1/h/key"}

    assert confirm(client, signer).status_code == 302
    again = confirm(client, signer)
    tried = [type_code(client, signer, "000000").status_code for _ in range(2)]

    assert again.status_code == 429
    assert "net heel vaak iets geprobeerd" in again.text
    assert tried[1] == 429


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


def test_link_used_twice_says_that_it_was_and_not_by_whom(client, signer):
    """It may have been forwarded: who signed stands only under the receipt."""
    signature = SignatureFactory(request=signer, function="wethouder")

    for name in ("read", "code", "decline"):
        for response in (client.get(page(name, signer)), client.post(page(name, signer), {"code": "123456"})):
            assert response.status_code == 410
            assert "Met deze link is al getekend" in response.text
            for private in (signature.name, "wethouder", signature.organisation_name, links.receipt(signer.pk)):
                assert private not in response.text
    assert Signature.objects.count() == 1


def test_receipt_ends_with_the_address_that_it_was_mailed_to(client, signer):
    SignatureFactory(request=signer)
    assert client.get(page("done", signer)).status_code == 200

    retention.purge(timezone.now() + retention.SIGNED + datetime.timedelta(minutes=1))

    for name in ("done", "pdf"):
        assert client.get(page(name, signer)).status_code == 404


def test_link_opens_no_receipt(client, signer):
    SignatureFactory(request=signer)

    for name in ("done", "pdf"):
        for key in (signer.token, str(signer.pk), f"{signer.pk}:zomaar"):
            assert client.get(reverse(f"coalitions:signing_{name}", args=[key])).status_code == 404


def close(signer, how, now):
    leader = UserFactory()
    match how:
        case "expired":
            SignatureRequest.objects.filter(pk=signer.pk).update(expires_at=now)
        case "taken off":
            sending.take_off(signer, now=now)
        case "withdrawn":
            writing.withdraw(signer.declaration, reason="Een partner stapte uit.", by=leader, now=now)
        case "completed":
            SignatureFactory(request__declaration=signer.declaration)
            writing.complete(signer.declaration, now=now)
        case "declined":
            signing.decline(signer.token, reason="Wij doen niet mee.", now=now)
        case "new address":
            signer.email = "nieuw@voorbeeld.invalid"
            sending.change(signer, by=leader, now=now)


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("expired", 410, "Deze link is verlopen"),
        ("taken off", 410, "Je hoeft niet meer te tekenen"),
        ("withdrawn", 410, "De verklaring is ingetrokken"),
        ("completed", 410, "Je hoeft niet meer te tekenen"),
        ("declined", 410, "Je liet weten dat je niet tekent"),
        ("new address", 404, "Deze link werkt niet"),
    ],
)
def test_link_that_signs_nothing_any_more_says_why(client, signer, how, status, words):
    confirm(client, signer)
    code = last_code(signer.email)
    close(signer, how, timezone.now())
    sent = len(mails())

    for name in ("read", "code", "decline"):
        response = client.get(page(name, signer))
        assert response.status_code == status
        assert words in response.text
        said = {"code": code, "name": "X", "function": "Y", "text": signer.declaration.text_sha256, "reason": "Nee."}
        assert client.post(page(name, signer), said).status_code == status
    assert client.get(page("done", signer)).status_code == 404
    assert client.get(page("pdf", signer)).status_code == 404
    assert not Signature.objects.filter(request=signer).exists()
    assert len(mails()) == sent


def test_who_was_never_asked_after_all_is_told_it_is_done(client):
    """A declaration can be completed in a shell, or by an older version of this code, with people left over."""
    signer = RequestFactory(declaration=DeclarationFactory(completed=True))

    assert "De verklaring is al afgerond" in client.get(page("read", signer)).text


def test_unknown_link_leads_nowhere(client, db):
    for name in ("read", "code", "decline"):
        response = client.get(reverse(f"coalitions:signing_{name}", args=["zomaar"]))
        assert response.status_code == 404
        assert "Er is niets ondertekend" in response.text
    for name in ("done", "pdf"):
        assert client.get(reverse(f"coalitions:signing_{name}", args=["zomaar"])).status_code == 404


@pytest.mark.parametrize("verb", ["ask_code", "sign", "decline"])
def test_closed_while_the_page_was_open_leads_to_why(client, signer, monkeypatch, verb):
    """The page looked, and a moment later, under the lock, it is no longer so."""

    def too_late(*args, **kwargs):
        raise signing.Closed

    confirm(client, signer)
    monkeypatch.setattr(signing, verb, too_late)
    step = {"ask_code": "read", "sign": "code", "decline": "decline"}[verb]
    said = {"code": "123456", "name": "X", "function": "Y", "reason": "Nee."}

    assert client.post(page(step, signer), said).url == page("read", signer)


def test_link_that_vanishes_between_two_looks_is_closed(signer, monkeypatch):
    monkeypatch.setattr(signing.locking, "lock", lambda pk: SignatureRequest.objects.update(token_hash="x" * 60))
    SignatureRequest.objects.exclude(pk=signer.pk).delete()

    with pytest.raises(signing.Closed):
        signing.decline(signer.token, reason="Nee.", now=timezone.now())


@pytest.mark.parametrize("verb", [signing.ask_code, signing.sign, signing.decline])
def test_verbs_refuse_an_unknown_link(db, verb):
    said = {
        signing.ask_code: {"name": "X", "function": "Y", "text_sha256": "z"},
        signing.sign: {"digits": "123456"},
        signing.decline: {"reason": "Nee."},
    }[verb]

    with pytest.raises(signing.Closed):
        verb("zomaar", **said, now=timezone.now())


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
