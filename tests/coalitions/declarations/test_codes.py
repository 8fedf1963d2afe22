"""The code that is mailed to a signer: for whom, how often, how long."""

import datetime

import pytest
import time_machine as clock
from django.utils import timezone

from coalitions.declarations import links
from coalitions.models import Signature, SigningCode
from tests.coalitions.declarations.hands import confirm, minutes, type_code
from tests.coalitions.declarations.mail import last_code, mails

pytestmark = pytest.mark.django_db


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
