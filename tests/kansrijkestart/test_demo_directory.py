"""The invented organisations of the demo: made through the same doors, once."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.models import Organisation, Suggestion
from kansrijkestart.demo import directory
from kansrijkestart.demo.seeding import DOMAIN
from tests.world import make_world


@pytest.mark.django_db
def test_demo_shows_offers_owners_and_two_open_suggestions(settings):
    make_world(settings)
    demo = Organisation.objects.filter(source="verzonnen voor de demo")

    directory.add(timezone.now(), DOMAIN)
    call_command("load_network", verbosity=0)

    assert demo.count() == len(directory.ENTRIES)
    assert not demo.filter(owner=None).exists()
    assert demo.overdue(timezone.localdate()).count() == 1
    assert [suggestion.title for suggestion in Suggestion.objects.undecided()] == [
        "Kraamzorg De Proef",
        "Bibliotheek Voorbeeld",
    ]
