"""Every way of looking finds the same: the newest of each kind that have the words and that somebody may see."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from library.search import looking
from library.search.models import Entry
from library.search.queries import ask
from library.search.sources import sources
from tests.coalitions.factories import OrganisationFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import CircleFactory


@pytest.fixture(params=[5000, 0], ids=["collected once", "walked from the newest"])
def way(request, monkeypatch):
    """Words of few entries and of many are looked up in different ways; both find the same."""
    monkeypatch.setattr(looking, "FEW", request.param)


def test_newest_that_somebody_may_see_are_found_either_way(index, member, way, monkeypatch):
    titled = {visibility: f"Tolk {visibility}" for visibility in ("circle", "network")}
    for day in (1, 2, 3):
        for visibility, title in titled.items():
            DocumentFactory(visibility=visibility, title=f"{title} {day}", circle=CircleFactory())
    OrganisationFactory(name="Tolkenbureau")
    index()
    Entry.objects.filter(title="Tolk network 1").update(moment=timezone.now())

    rows = looking.look(member, ask("tolk").term, "title", limit=2)

    assert sorted(title for (title,) in rows) == ["Tolk network 1", "Tolk network 3", "Tolkenbureau"]
    assert looking.look(member, ask("tolk").term, "title", limit=1, within="heading")
    assert looking.look(member, ask("draagdoek").term, "title", limit=1) == []


def test_words_of_many_entries_are_told_from_words_of_few(index, member, django_assert_num_queries, monkeypatch):
    DocumentFactory.create_batch(3, network=True, title="Tolk")
    index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE library_entry")
    monkeypatch.setattr(looking, "FEW", 2)

    with django_assert_num_queries(5):  # memberships; how much, then at once what there is; is there more of the rest
        looking.look(member, ask("tolk").term, "id", limit=1)


# Documents from the newest: somebody who asks for two finds the second and the fifth.
TITLES = ["Anders", "Tolk 2", "Anders", "Anders", "Tolk 5", "Anders", "Tolk 7"]


@pytest.mark.parametrize(
    ("near", "far", "dense", "cheaper", "statements"),
    [
        pytest.param(5, 9, 8, 99, 4, id="the nearest are enough, and of the rest there is no more"),
        pytest.param(2, 9, 8, 99, 5, id="on, where the nearest had one"),
        pytest.param(2, 9, 1, 0, 5, id="on, because the end is near"),
        pytest.param(2, 9, 1, 99, 5, id="hardly any near: the index is asked"),
        pytest.param(2, 4, 8, 99, 6, id="hardly any far either: the index is asked after all"),
    ],
)
def test_word_of_many_entries_is_found_however_they_lie(
    index, member, monkeypatch, django_assert_num_queries, near, far, dense, cheaper, statements
):
    for name, value in {"FEW": 0, "NEAR": near, "FAR": far, "DENSE": dense, "CHEAPER": cheaper}.items():
        monkeypatch.setattr(looking, name, value)
    monkeypatch.setattr(looking, "sources", {kind: sources[kind] for kind in ("document", "organisation")})
    documents = [DocumentFactory(network=True, title=title) for title in TITLES]
    OrganisationFactory(name="Tolkenbureau")
    index()
    for days, document in enumerate(documents):
        moment = timezone.now() - datetime.timedelta(days=days)
        Entry.objects.filter(kind="document", object_id=document.pk).update(moment=moment)

    term = ask("tolk").term

    with django_assert_num_queries(statements):  # memberships; how much; the nearest; sizes; the rest
        rows = looking.look(member, term, "title", limit=2)

    assert sorted(rows) == [("Tolk 2",), ("Tolk 5",), ("Tolkenbureau",)]
