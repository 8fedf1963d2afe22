"""The steps of a building block: versions, tested, established, replaced."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from members.models import Notice
from members.refused import Refused
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds
from tests.themetables.blocks.factories import BlockFactory, adopt, publish
from tests.themetables.factories import BottleneckFactory, RecognitionFactory
from themetables.blocks import publishing
from themetables.models import BlockState, Bottleneck, BottleneckState, BuildingBlock

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def leader_of(coalition):
    return MembershipFactory(circle=coalition.circle, leader=True).user


def told(user):
    return list(Notice.objects.filter(user=user).values_list("sentence", flat=True))


def test_publishing_keeps_the_text_as_a_version(concept, lead):
    version = publishing.publish(concept, "Eerste versie.", by=lead, now=NOW)

    concept.refresh_from_db()
    assert (version.number, version.title, version.published_by) == (1, "Kraamzorg regelen", lead)
    assert (concept.latest, concept.state) == (1, BlockState.CONCEPT)
    assert concept.steps_taken.get().sentence == "Versie 1 gepubliceerd: Eerste versie."


def test_later_text_is_another_version(concept, lead):
    publish(concept)
    publish(concept, common_text="Bel om 16 weken.")

    assert list(concept.versions.values_list("number", "common_text")) == [
        (2, "Bel om 16 weken."),
        (1, "De verloskundige belt de gemeente."),
    ]


def test_text_that_was_not_read_is_not_published(concept, lead, writer):
    seen = concept.version
    BuildingBlock.objects.get(pk=concept.pk).save_version(by=writer, now=NOW)

    with pytest.raises(Refused, match="Jantsje Tafellid heeft intussen"):
        publishing.publish(concept, "Nieuw.", by=lead, now=NOW, version=seen)

    assert not concept.versions.exists()


def test_pressing_twice_publishes_once(concept, lead):
    publishing.publish(concept, "Nieuw.", by=lead, now=NOW, version=concept.version)

    with pytest.raises(Refused):
        publishing.publish(concept, "Nieuw.", by=lead, now=NOW, version=concept.version)

    assert concept.versions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_version(concept, lead):
    calls = [lambda: publishing.publish(concept, "Nieuw.", by=lead, now=NOW, version=1)] * 2

    outcomes = at_once(*calls)

    assert kinds(outcomes) == ["BlockVersion", "Refused"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_publish(concept, lead, monkeypatch, meeting_point):
    """The negative control: two look at the same row, and the second one finds its number taken."""
    rows = BuildingBlock.objects.select_related("table", "changed_by")
    monkeypatch.setattr(publishing, "_alive", lambda block: rows.get(pk=block.pk))
    meeting_point(publishing, "_check_seen")
    calls = [lambda: publishing.publish(concept, "Nieuw.", by=lead, now=NOW, version=1)] * 2

    outcomes = at_once(*calls)

    assert "DatabaseError" in kinds(outcomes)


def test_version_is_never_changed(concept):
    publish(concept)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        concept.versions.update(common_text="Iets anders.")


def test_first_version_delivers_what_it_solves(table, lead):
    bottleneck = BottleneckFactory(title="Te weinig uren")
    solved = BottleneckFactory(state=BottleneckState.SOLVED)
    leader = leader_of(RecognitionFactory(bottleneck=bottleneck).coalition)
    block = BlockFactory(table=table, owner=lead, solves=[bottleneck, solved])

    publishing.publish(block, "Eerste versie.", by=lead, now=NOW)

    bottleneck.refresh_from_db()
    solved.refresh_from_db()
    assert (bottleneck.state, bottleneck.table) == (BottleneckState.DELIVERED, table)
    assert solved.state == BottleneckState.SOLVED
    assert len(told(leader)) == 1


def test_second_block_for_a_bottleneck_is_told_of_too(table, lead):
    bottleneck = BottleneckFactory()
    leader = leader_of(RecognitionFactory(bottleneck=bottleneck).coalition)
    publish(BlockFactory(table=table, owner=lead, solves=[bottleneck]))

    publish(BlockFactory(table=table, owner=lead, title="Nog iets", solves=[bottleneck]))

    assert told(leader)[1:] == [
        "Er is nog een bouwsteen voor een knelpunt dat jullie herkennen: “Nog iets”. Gebruiken jullie hem?"
    ]


def test_who_uses_it_hears_of_a_new_version(established):
    using, waiting = CoalitionFactory(), CoalitionFactory()
    contact = MembershipFactory(circle=using.circle).user
    leader, other = leader_of(using), leader_of(waiting)
    adopt(established, using, contact=contact)
    adopt(established, waiting, "not_yet")

    publish(established, what_changed="Er staat een nummer bij.")

    sentence = "Gaan jullie mee met versie 2 van “Eén zorgpad”? Er staat een nummer bij."
    assert [told(leader), told(contact), told(other)] == [[sentence], [sentence], []]


def test_tested_says_where(concept, lead):
    publishing.mark_tested(concept, "drie praktijken", by=lead, now=NOW)
    row = publishing.mark_tested(concept, "vijf praktijken", by=lead, now=NOW)

    assert (row.state, row.tested_at_whom) == (BlockState.TESTED, "vijf praktijken")


def test_what_is_established_does_not_become_tested(established, lead):
    with pytest.raises(Refused, match="al vastgesteld"):
        publishing.mark_tested(established, "drie praktijken", by=lead, now=NOW)


def test_establishing_needs_a_version(concept, lead):
    with pytest.raises(Refused, match="nog geen versie"):
        publishing.establish(concept, by=lead, now=NOW)


def test_establishing_twice_is_once(concept, lead):
    publish(concept)
    publishing.establish(concept, by=lead, now=NOW)
    row = publishing.establish(concept, by=lead, now=NOW + datetime.timedelta(days=1))

    assert (row.state, row.adopted_at) == (BlockState.ADOPTED, NOW)


def test_text_that_was_not_read_is_not_established(concept, lead):
    publish(concept)

    with pytest.raises(Refused):
        publishing.establish(concept, by=lead, now=NOW, version=1)


def test_database_refuses_established_without_a_version(concept):
    with pytest.raises(IntegrityError), transaction.atomic():
        BuildingBlock.objects.filter(pk=concept.pk).update(state=BlockState.ADOPTED, adopted_at=NOW)


def test_replaced_leads_to_the_other_and_needs_nobody(table, lead, established):
    other = BlockFactory(table=table, owner=lead, title="Iets beters", adopted=True)
    leader = leader_of(adopt(established).coalition)

    row = publishing.replace(established, other, by=lead, now=NOW)

    assert (row.state, row.replaced_by, row.owner, row.review_on) == (BlockState.REPLACED, other, None, None)
    assert told(leader) == ["“Eén zorgpad” is vervangen door “Iets beters”. Stappen jullie over?"]


def test_what_was_replaced_is_history(established, lead):
    publishing.replace(established, BlockFactory(adopted=True), by=lead, now=NOW)

    for verb in (
        lambda: publishing.publish(established, "Nieuw.", by=lead, now=NOW),
        lambda: publishing.replace(established, BlockFactory(adopted=True), by=lead, now=NOW),
    ):
        with pytest.raises(Refused, match="vervangen"):
            verb()


def test_only_what_can_be_used_takes_its_place(established, concept, lead):
    for other in (concept, established):
        with pytest.raises(Refused, match="kan hier niet voor in de plaats"):
            publishing.replace(established, other, by=lead, now=NOW)


def test_merged_bottleneck_is_delivered_once(table, lead):
    into = BottleneckFactory()
    duplicate = BottleneckFactory(merged_into=into)
    block = BlockFactory(table=table, owner=lead, solves=[duplicate, into])

    publish(block)

    assert Bottleneck.objects.get(pk=duplicate.pk).state == BottleneckState.OPEN
    assert Bottleneck.objects.get(pk=into.pk).state == BottleneckState.DELIVERED


def test_words_of_the_rows(concept):
    publish(concept)
    version = concept.versions.get()

    assert str(version) == "Kraamzorg regelen, versie 1"
    assert str(concept.steps_taken.get()).startswith("Kraamzorg regelen: Versie 1")
    assert version.heading.startswith("Versie 1, ")
    assert timezone.now() >= version.published_at
