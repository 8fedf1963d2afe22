"""A link that was used, ended or never was."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.declarations import links, retention, sending, signing, writing
from coalitions.models import Signature, SignatureRequest
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.declarations.hands import confirm, page
from tests.coalitions.declarations.mail import last_code, mails
from tests.members.factories import UserFactory

pytestmark = pytest.mark.django_db


CLOSED = "Je hebt niets ondertekend"


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
