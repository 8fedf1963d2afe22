import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import UserFactory
from tests.themetables.factories import BottleneckFactory, RecognitionFactory
from themetables.bottlenecks import duplicates, recognising, steps
from themetables.models import Bottleneck, BottleneckChange, Dismissal, LikelyDuplicate, Recognition

pytestmark = pytest.mark.django_db


def test_reach_counts_municipalities_of_the_day():
    place = PlaceFactory()
    PlaceFactory(coalition=place.coalition)
    former = PlaceFactory(until=timezone.localdate())
    bottleneck = BottleneckFactory(recognised_by=[place.coalition, former.coalition])
    BottleneckFactory(recognised_by=[])

    reached = Bottleneck.objects.with_reach(timezone.localdate()).order_by("-reach")

    assert [one.reach for one in reached] == [2, 0]
    assert bottleneck.municipality_count == 2


def test_only_members_see_any_of_it(member, stranger, coordinator):
    bottleneck, now = BottleneckFactory(), timezone.now()
    steps.put_on_agenda(bottleneck, by=None, now=now)
    duplicates.pair(bottleneck, BottleneckFactory(), now=now)

    for model in (Bottleneck, BottleneckChange, Recognition):
        assert model.objects.visible_to(member).exists()
        assert not model.objects.visible_to(stranger).exists()
    for user, sees in ((member, False), (stranger, False), (coordinator, True)):
        assert LikelyDuplicate.objects.visible_to(user).exists() == sees


def test_recognition_is_its_leaders_and_the_coordinators(leader, coalition, partner, coordinator):
    recognition = RecognitionFactory(coalition=coalition)
    RecognitionFactory()

    assert list(Recognition.objects.editable_by(leader)) == [recognition]
    assert not Recognition.objects.editable_by(partner).exists()
    assert Recognition.objects.editable_by(coordinator).count() == Recognition.objects.count()


def test_rows_say_what_they_are_in_the_admin_and_in_logs():
    bottleneck, coalition, now = BottleneckFactory(title="Wachten"), CoalitionFactory(), timezone.now()
    recognition = RecognitionFactory(bottleneck=bottleneck, coalition=coalition)
    other = BottleneckFactory()
    recognising.dismiss(other, coalition, by=UserFactory(), now=now)
    steps.put_on_agenda(bottleneck, by=None, now=now)
    pair = duplicates.pair(bottleneck, other, now=now)

    assert str(bottleneck) == "Wachten"
    assert str(recognition) == f"{coalition.pk} herkent {bottleneck.pk}"
    assert str(Dismissal.objects.get()) == f"{coalition.pk} herkent {other.pk} niet"
    assert str(bottleneck.changes.get()) == f"{bottleneck.pk} stand gewijzigd"
    assert str(pair) == f"{other.pk} lijkt op {bottleneck.pk}"


def test_database_holds_what_must_never_be_false():
    bottleneck = BottleneckFactory()

    for name, wrong in [
        ("known_state", {"state": "bestaat-niet"}),
        ("source_is_here", {"source_label": "Elders", "source_url": "https://kwaad.invalid/"}),
        ("source_is_here", {"source_label": "Elders", "source_url": "//kwaad.invalid/"}),
        ("source_is_here", {"source_label": "", "source_url": "/hier/"}),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Bottleneck.objects.filter(pk=bottleneck.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="once_per_coalition"), transaction.atomic():
        RecognitionFactory(bottleneck=bottleneck, coalition=bottleneck.coalition)
    with pytest.raises(IntegrityError, match="newer_after_older"), transaction.atomic():
        LikelyDuplicate.objects.create(newer=bottleneck, older=bottleneck, found_at=timezone.now())
