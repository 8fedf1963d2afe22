"""The symposia of the demo: one that was, with who came, and one that is open, where people give wishes."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format

from community.models import Topic
from kansrijkestart.demo.symposium import days
from outbox.models import Email
from symposium.allocating import wishing
from symposium.models import (
    AllocatedPlace,
    Allocation,
    Certificate,
    Edition,
    Evaluation,
    Intention,
    Material,
    Presence,
    Registration,
    Seat,
    Wish,
)
from symposium.phases import Phase, phase_of
from tests.world import make_world

pytestmark = pytest.mark.django_db


def test_one_edition_was_and_one_is_open_and_a_second_time_adds_nothing(settings):
    make_world(settings)
    was, coming = Edition.objects.exclude(registration_opens_at=None).order_by("year")
    now = timezone.now()

    assert was.held_on < timezone.localdate() < coming.held_on
    assert phase_of(coming, now) == Phase.REGISTRATION
    assert wishing.is_open(coming, now)
    assert Topic.objects.filter(title__contains=date_format(coming.held_on, "j F Y")).count() == 1
    # Given out fairly: some got a later wish, and everybody reads why.
    assert {1, 2} <= set(AllocatedPlace.objects.filter(registration__edition=was).values_list("rank", flat=True))
    # Who missed a first wish waited for it: some came in, one let it pass, and others never heard of a place.
    assert Email.objects.filter(subject__startswith="Je plek is doorgegeven: ").count() == 1
    assert Seat.objects.filter(session__edition=was, state="waiting").exists()
    assert not Seat.objects.filter(session__edition=was, reason="").exists()
    assert Presence.objects.filter(registration__edition=was, session=None).count() > 20
    assert Presence.objects.filter(registration__edition=was).exclude(session=None).exists()
    assert not Presence.objects.filter(registration__edition=coming).exists()
    assert not Registration.objects.filter(edition=was).exclude(diet="", access_needs="").exists()
    assert Certificate.objects.filter(registration__edition=was).exists()
    # Of the one that comes nobody has a place yet: there are wishes, and what would come of them.
    assert not Seat.objects.filter(session__edition=coming).exists()
    assert Wish.objects.filter(registration__edition=coming).count() > 100
    trial = coming.allocations.get()
    assert trial.is_trial
    assert trial.failure == ""
    assert trial.figures
    assert Material.objects.filter(session__edition=was).count() == 3
    assert Intention.objects.filter(registration__edition=was, shown_at__isnull=False).count() == 3
    assert was.evaluation.round.released_at is not None
    assert was.evaluation.round.sheets.count() > 10
    before = counts()

    call_command("seed_demo", verbosity=0)

    assert counts() == before


def test_whenever_the_demo_is_made_its_symposium_is_a_quarter_ahead():
    first = datetime.date(2026, 1, 1)
    for number in range(4 * 366):
        today = first + datetime.timedelta(days=number)
        was, coming = days(today)
        assert 55 <= (coming - today).days <= 86, today
        assert was.year == coming.year - 1, today
        assert was.weekday() == coming.weekday() == 3


def counts():
    models = (Registration, Seat, Wish, Allocation, Presence, Material, Intention, Evaluation, Topic)
    return [model.objects.count() for model in models]
