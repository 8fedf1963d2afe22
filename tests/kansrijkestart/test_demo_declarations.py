"""The declarations of the demo: one in every stage."""

from io import StringIO

import pytest
from django.core.management import call_command

from coalitions.models import Declaration, Signature
from outbox.models import Category, Email

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    call_command("load_network", verbosity=0, stdout=StringIO())
    call_command("seed_demo", stdout=StringIO())


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
