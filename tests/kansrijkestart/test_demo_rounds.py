"""The rounds of the demo: what somebody sees who walks in for the first time."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from kansrijkestart.demo import rounds
from members.models import User
from surveys.models import Call, Mode, OtherView, Remark, Round, Sheet
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, settings):
    return make_world(settings)


def test_two_years_of_rounds_and_one_that_runs(world):
    given_back = Round.objects.filter(released_at__isnull=False, source_url="")

    assert given_back.count() == 4
    assert all(one.word and one.closed_at for one in given_back)
    running = Round.objects.get(released_at=None)
    assert running.closed_at is None
    assert 0 < running.sheets.submitted().count() < running.sheets.count()
    assert OtherView.objects.count() == Remark.objects.count() == 1
    assert Call.objects.exists()
    assert Sheet.objects.filter(extended_until__isnull=False).count() == 1
    assert Round.objects.filter(mode=Mode.ANONYMOUS, source_url="").get().sheets.exists()


def test_second_time_adds_nothing(world):
    before = (Round.objects.count(), Sheet.objects.count())

    rounds.add(Round.objects.latest("opens_at").opens_at, "demo.invalid")
    call_command("seed_demo", verbosity=0)

    assert (Round.objects.count(), Sheet.objects.count()) == before


def test_leader_reads_what_grew_out_of_the_first_scan(world, client):
    client.force_login(User.objects.get(email="coalitieleider@demo.invalid"))

    page = client.get(reverse("surveys:round_results", args=[Round.objects.earliest("opens_at").pk])).text

    assert "Wat de aanjager erbij schreef" in page
    assert page.count("Hieruit kwam voort:") == 2
