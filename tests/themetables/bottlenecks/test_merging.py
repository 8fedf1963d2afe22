"""Two become one: nothing of what was said about either is lost."""

import datetime

import pytest
from django.db import IntegrityError

from members.models import Notice
from members.refused import Refused
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory, UserFactory
from tests.themetables.factories import BottleneckFactory, PillarFactory, RecognitionFactory, ThemeTableFactory
from themetables.bottlenecks import merging, recognising
from themetables.models import Bottleneck, BottleneckState, BuildingBlock

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def merge(duplicate, into):
    return merging.merge(duplicate, into, by=UserFactory(), now=NOW)


def test_recognitions_come_along_and_stay_where_they_were():
    both, only_duplicate, only_into = (PlaceFactory().coalition for _ in range(3))
    duplicate = BottleneckFactory(recognised_by=[])
    into = BottleneckFactory(recognised_by=[only_into])
    there = RecognitionFactory(bottleneck=duplicate, coalition=only_duplicate, how_here="Alleen hier.")
    RecognitionFactory(bottleneck=duplicate, coalition=both, how_here="Op de ene manier.")
    RecognitionFactory(bottleneck=into, coalition=both, how_here="Op de andere manier.")

    merge(duplicate, into)

    assert duplicate.recognitions.count() == 2
    assert {one.coalition: one.how_here for one in into.recognitions.all()} == {
        only_into: "",
        only_duplicate: "Alleen hier.",
        both: "Op de andere manier.",
    }
    came = into.recognitions.get(coalition=only_duplicate)
    assert (came.recognised_at, came.came_from) == (there.recognised_at, duplicate)
    into.refresh_from_db()
    assert into.municipality_count == 3


def test_both_texts_of_one_coalition_stand_on_the_page(login, member):
    coalition = CoalitionFactory()
    duplicate, into = BottleneckFactory(), BottleneckFactory()
    RecognitionFactory(bottleneck=duplicate, coalition=coalition, how_here="Op de ene manier.")
    RecognitionFactory(bottleneck=into, coalition=coalition, how_here="Op de andere manier.")
    merge(duplicate, into)

    text = login(member).get(into.get_absolute_url()).text

    assert "Op de ene manier." in text
    assert "Op de andere manier." in text


def test_what_hangs_on_the_duplicate_hangs_on_the_other_too():
    pillar, table = PillarFactory(), ThemeTableFactory()
    duplicate, into = BottleneckFactory(pillars=[pillar]), BottleneckFactory()
    block = BuildingBlock.objects.create(table=table, slug="handreiking", title="Handreiking")
    block.solves.add(duplicate)

    merge(duplicate, into)

    assert list(into.pillars.all()) == [pillar]
    assert set(block.solves.all()) == {duplicate, into}


def test_coalition_that_said_no_and_recognised_the_duplicate_recognises_it():
    coalition = CoalitionFactory()
    duplicate, into = BottleneckFactory(recognised_by=[coalition]), BottleneckFactory()
    recognising.dismiss(into, coalition, by=UserFactory(), now=NOW)

    merge(duplicate, into)

    assert into.recognitions.filter(coalition=coalition).exists()
    assert not into.dismissals.exists()


def test_table_of_the_duplicate_goes_on_with_the_other():
    duplicate, into = BottleneckFactory(at_table=True), BottleneckFactory()

    merge(duplicate, into)

    into.refresh_from_db()
    assert (into.state, into.table) == (BottleneckState.TAKEN_UP, duplicate.table)


@pytest.mark.parametrize("state", [BottleneckState.OPEN, BottleneckState.TURNED_DOWN])
def test_what_is_further_stays_as_it_is(state):
    reason = "Nee." if state == BottleneckState.TURNED_DOWN else ""
    duplicate, into = BottleneckFactory(state=state, state_reason=reason), BottleneckFactory(at_table=True)

    merge(duplicate, into)

    into.refresh_from_db()
    assert into.state == BottleneckState.TAKEN_UP


def test_earlier_duplicates_lead_to_the_last_one():
    first, second, third = (BottleneckFactory() for _ in range(3))

    merge(first, second)
    merge(second, third)

    first.refresh_from_db()
    assert first.merged_into == third
    assert set(Bottleneck.objects.current()) == {third}


def test_second_time_nothing_happens():
    duplicate, into = BottleneckFactory(), BottleneckFactory()

    for _ in range(2):
        assert merge(duplicate, into) == into

    assert duplicate.changes.count() == into.changes.count() == 1


def test_neither_with_itself_nor_with_what_is_gone():
    duplicate, into, other = (BottleneckFactory() for _ in range(3))
    merge(duplicate, into)

    with pytest.raises(Refused, match="Kies een ander"):
        merge(into, into)
    with pytest.raises(Refused, match="al samengevoegd"):
        merge(duplicate, other)
    with pytest.raises(Refused, match="al samengevoegd"):
        merge(other, duplicate)


def test_database_refuses_a_bottleneck_in_itself():
    bottleneck = BottleneckFactory()

    with pytest.raises(IntegrityError, match="not_merged_into_itself"):
        Bottleneck.objects.filter(pk=bottleneck.pk).update(merged_into=bottleneck)


def test_who_recognised_the_duplicate_hears_where_it_goes_on():
    duplicate, into = BottleneckFactory(title="De dubbele"), BottleneckFactory(title="De blijver")
    leader = MembershipFactory(circle=duplicate.coalition.circle, leader=True).user
    MembershipFactory(circle=into.coalition.circle, leader=True)

    merge(duplicate, into)

    notice = Notice.objects.get()
    assert (notice.user, notice.url) == (leader, into.get_absolute_url())
    assert "“De dubbele” is samengevoegd met “De blijver”" in notice.sentence


def test_recognising_the_duplicate_is_recognising_the_other():
    duplicate, into, coalition = BottleneckFactory(), BottleneckFactory(), CoalitionFactory()
    merge(duplicate, into)

    recognising.recognise(duplicate, coalition, by=UserFactory(), now=NOW)

    assert into.recognitions.filter(coalition=coalition).exists()
