"""The symposia of the demo: one that was, with who came, and one that is open, with who waits."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from symposium.models import (
    AllocatedPlace,
    Certificate,
    Edition,
    Evaluation,
    Intention,
    Material,
    Presence,
    Registration,
    Seat,
    SeatState,
)
from tests.world import make_world

pytestmark = pytest.mark.django_db


def test_one_edition_was_and_one_is_open_and_a_second_time_adds_nothing(settings):
    make_world(settings)
    was, coming = Edition.objects.exclude(registration_opens_at=None).order_by("year")

    assert was.held_on < timezone.localdate() < coming.held_on
    # Given out fairly: some got a later wish, and everybody reads why.
    assert {1, 2} <= set(AllocatedPlace.objects.filter(registration__edition=was).values_list("rank", flat=True))
    assert not Seat.objects.filter(session__edition=was, reason="").exists()
    assert Presence.objects.filter(registration__edition=was, session=None).count() > 20
    assert Presence.objects.filter(registration__edition=was).exclude(session=None).exists()
    assert not Presence.objects.filter(registration__edition=coming).exists()
    assert Certificate.objects.filter(registration__edition=was).exists()
    seats = Seat.objects.filter(session__edition=coming)
    assert {SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING} == set(seats.values_list("state", flat=True))
    assert Material.objects.filter(session__edition=was).count() == 3
    assert Intention.objects.filter(registration__edition=was, shown_at__isnull=False).count() == 3
    assert was.evaluation.round.released_at is not None
    assert was.evaluation.round.sheets.count() > 10
    before = counts()

    call_command("seed_demo", verbosity=0)

    assert counts() == before


def counts():
    return [model.objects.count() for model in (Registration, Seat, Presence, Material, Intention, Evaluation)]
