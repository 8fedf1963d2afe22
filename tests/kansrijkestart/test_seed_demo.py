from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.models import Coalition
from community.models import Topic
from kansrijkestart.demo import seeding
from members.accounts.demo import PERSONAS
from members.models import AccessRequest, Circle, DemoMark, Invitation, Membership, User
from symposium.models import Edition
from tests.members.factories import UserFactory
from tests.world import put_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    call_command("load_network", verbosity=0, stdout=StringIO())


def seed():
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def seeded(settings):
    put_demo(settings)


def test_demo_has_its_personas_and_some_fifty_people(seeded):
    assert User.objects.filter(email__in=PERSONAS, is_demo=True).count() == 7
    assert User.objects.filter(is_demo=True).count() == User.objects.count() == 52
    roles = {
        (user.is_coordinator, user.is_board_reader, user.is_data_editor)
        for user in User.objects.filter(email__in=PERSONAS)
    }
    assert roles == {(True, False, False), (False, True, False), (False, False, True), (False, False, False)}


def test_demo_without_people_has_a_mark_and_nobody(demo):
    call_command("seed_demo", "--without-people", stdout=StringIO())
    call_command("seed_demo", "--without-people", stdout=StringIO())

    assert DemoMark.objects.get().version == 0
    assert not User.objects.exists()


def test_every_circle_but_one_has_a_leader(seeded):
    without = Circle.objects.without_leader(timezone.localdate())

    assert [circle.slug for circle in without] == ["coalitie-vlieland"]


def test_demo_shows_every_kind_of_profile_and_text(seeded):
    people = User.objects.filter(is_demo=True)
    assert people.filter(shows_first_name_only=True).exists()
    assert people.filter(is_experience_expert=True).exists()
    assert people.filter(function="", organisation="").exists()
    assert Invitation.objects.open(timezone.now()).count() == 3
    assert AccessRequest.objects.undecided().count() == 2
    assert set(Topic.objects.values_list("visibility", flat=True)) == {"public", "network", "circle"}
    assert all(edition.is_published for edition in Edition.objects.all())
    assert Edition.objects.count() == 2


def test_second_run_does_nothing(seeded, django_assert_num_queries):
    with django_assert_num_queries(1):  # the mark
        said = seed()

    assert said == "Demo: niets veranderd."


def test_newer_version_adds_what_is_missing_and_leaves_the_rest(seeded):
    """Also people who came into the demo since do not stop it."""
    DemoMark.objects.update(version=seeding.VERSION - 1)
    Topic.objects.filter(visibility="public").earliest("pk").delete()
    leader = Membership.objects.filter(circle__slug="coalitie-waadhoeke", role="leader").get()
    leader.until = timezone.localdate()
    leader.save()
    UserFactory()
    before = Membership.objects.count()

    assert seed() == "Demo: het netwerk staat klaar."

    assert DemoMark.objects.get().version == seeding.VERSION
    assert Topic.objects.announcements().count() == 5
    assert User.objects.filter(is_demo=True).count() == 52
    assert Membership.objects.count() == before
    assert Invitation.objects.count() == 3
    assert AccessRequest.objects.count() == 2


def test_demo_refuses_without_the_setting(demo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Dit is geen demo"):
        seed()

    assert not User.objects.exists()


def test_demo_refuses_beside_real_people(demo):
    UserFactory()

    with pytest.raises(CommandError, match="echte mensen"):
        seed()

    assert User.objects.count() == 1
    assert not DemoMark.objects.exists()


def test_nothing_stays_of_a_seed_that_fails(demo, monkeypatch):
    monkeypatch.setattr(seeding.texts, "REQUESTS", ("no request",))

    with pytest.raises(AttributeError):
        seeding.seed(timezone.now())

    assert not User.objects.exists()
    assert not DemoMark.objects.exists()


def test_announcements_of_the_demo_lie_in_the_past(seeded):
    announced = Topic.objects.announcements().latest("published_at")
    assert announced.published_at < timezone.now() - timedelta(days=1)
    assert Topic.objects.latest("published_at").published_at < timezone.now()


def test_four_coalitions_have_a_plan_in_every_state(seeded):
    today = timezone.localdate()
    for slug in ("waadhoeke", "achtkarspelen-en-tytsjerksteradiel", "sudwest-fryslan", "ooststellingwerf"):
        points = Circle.objects.get(slug=f"coalitie-{slug}").action_points.all()
        assert 8 <= points.count() <= 15
        assert points.overdue(today).exists()
        assert points.in_state("done").exists()
        assert points.open().filter(owner=None).exists()


def test_who_says_it_is_far_has_something_to_show(seeded):
    today = timezone.localdate()
    far = Coalition.objects.filter(phase__in=["running", "lasting"])

    assert far.count() == 5
    for coalition in far:
        assert coalition.partners.current(today).count() >= 4, coalition
        assert coalition.agreements.filter(adopted_at__isnull=False, lapsed_at=None).count() >= 3, coalition
        assert coalition.circle.action_points.in_state("done").exists(), coalition
