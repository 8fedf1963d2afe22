"""The declarations of the demo: one in every stage."""

import pytest

from coalitions.models import Declaration, Signature
from outbox.models import Category, Email
from tests.world import put_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    put_demo(settings)


def test_demo_has_a_declaration_in_every_stage_and_mail_to_walk_on(demo):
    found = {one.coalition.slug: one for one in Declaration.objects.select_related("coalition")}
    assert {slug: one.state for slug, one in found.items()} == {
        "achtkarspelen-en-tytsjerksteradiel": "completed",
        "waadhoeke": "open",
        "sudwest-fryslan": "concept",
    }
    signed = Signature.objects.of(found["waadhoeke"])
    assert all(signature.text_sha256 == found["waadhoeke"].text_sha256 for signature in signed)
    waiting = found["waadhoeke"].requests.waiting()
    assert (signed.count(), waiting.count()) == (3, 3)
    # Three requests and three reminders; what was signed long ago lies in nobody's mailbox.
    about_signing = Email.objects.filter(category=Category.SIGNING)
    assert set(about_signing.values_list("to", flat=True)) == set(waiting.values_list("email", flat=True))
