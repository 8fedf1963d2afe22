"""What changed is worked off, whoever does it and whatever breaks."""

import dataclasses
import datetime
import threading
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone

from library import tasks
from library.models import Document
from library.search import indexing, queue
from library.search.models import Changed, Entry, Word
from library.search.sources import sources
from tests.coalitions.factories import CoalitionFactory
from tests.library.factories import DocumentFactory
from tests.library.search.test_noticing import NOW, entries
from tests.races import LONG, SHORT, at_once


def test_rebuild_finds_everything_and_changes_nothing_the_second_time(index, capsys):
    DocumentFactory.create_batch(2)
    index()
    Entry.objects.all().delete()
    gone = {"title": "Weg", "url": "/", "vector": "", "moment": NOW, "analysis": indexing.VERSION}
    for kind, number in (("document", 0), ("vroeger", 1)):
        Entry.objects.create(kind=kind, object_id=number, group_id=number, digest=uuid.uuid4(), **gone)

    call_command("rebuild_search")
    call_command("rebuild_search")

    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith(", 2 verwijderd.")
    assert second == "Zoekindex: 0 geschreven, 0 verwijderd."
    assert len(entries("document")) == 2


def test_index_of_an_earlier_analysis_is_renewed(index):
    DocumentFactory(title="Kraamzorg")
    index()
    Entry.objects.filter(kind="document").update(analysis=0, vector="")

    indexing.rebuild()

    assert "kraam" in Entry.objects.get(kind="document").vector


@pytest.fixture
def broken(monkeypatch):
    """A source that cannot read one of its things."""
    source = sources["document"]

    def parts(document):
        if document.title == "Stuk":
            raise RuntimeError("stuk")
        yield from source.parts(document)

    monkeypatch.setitem(sources, "document", dataclasses.replace(source, parts=parts))


@pytest.mark.django_db
def test_broken_thing_holds_up_nothing_else(broken):
    DocumentFactory(title="Stuk")
    DocumentFactory(title="Heel")
    CoalitionFactory()

    queue.work_off(NOW)

    assert entries("document") == [("Heel", 0)]
    assert entries("coalition") != []
    assert {(one.kind, one.tries) for one in Changed.objects.all()} == {("document", 1)}


@pytest.mark.django_db
def test_broken_thing_is_tried_again_later_and_given_up_in_the_end(broken):
    Changed.objects.all().delete()
    DocumentFactory(title="Stuk", version1=None)
    moments = []
    now = NOW
    while Changed.objects.exists():
        moments.append(now)
        assert len(moments) < 20
        queue.work_off(now)
        queue.work_off(now)  # not due yet
        now = Changed.objects.order_by("due_at").values_list("due_at", flat=True).last() or now

    assert len(moments) == queue.MOST_TRIES
    assert moments[-1] - moments[0] == datetime.timedelta(minutes=2 ** (queue.MOST_TRIES - 1) - 1)


@pytest.mark.django_db
def test_task_works_off_what_changed():
    DocumentFactory(title="Zorgpad")

    tasks.index_changes()

    assert entries("document") == [("Zorgpad", 0)]


@pytest.mark.django_db
def test_change_of_an_app_that_left_is_dropped():
    Changed.objects.create(kind="vroeger", object_id=1)

    queue.work_off(NOW)

    assert not Changed.objects.exists()


@pytest.mark.django_db
def test_more_than_a_batch_is_worked_off_in_one_run(monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 2)
    DocumentFactory.create_batch(3)

    queue.work_off(NOW)

    assert len(entries("document")) == 3
    assert not Changed.objects.exists()


@pytest.mark.django_db
def test_run_ends_although_changes_keep_coming(monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 1)
    monkeypatch.setattr(queue, "MOST_BATCHES", 2)
    Changed.objects.all().delete()
    for number in range(3):
        Changed.objects.create(kind="document", object_id=number)

    assert queue.work_off(NOW) == 2


@pytest.mark.django_db(transaction=True)
def test_two_tasks_at_once_share_the_work(monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 3)
    documents = DocumentFactory.create_batch(6)

    at_once(*[lambda: queue.work_off(timezone.now())] * 2)
    queue.work_off(timezone.now())

    assert [pk for (pk,) in Entry.objects.filter(kind="document").order_by("object_id").values_list("object_id")] == [
        document.pk for document in documents
    ]
    assert not Changed.objects.exists()


def overtaken(monkeypatch, *, locks=True):
    """One task read a document; then it changes, and another task reads and writes it. Return what is left."""
    document = DocumentFactory(title="Oud")
    Changed.objects.exclude(pk=Changed.objects.filter(kind="document").earliest("pk").pk).delete()
    has_read, is_overtaken = threading.Event(), threading.Event()
    original = indexing.heading

    def slow(title):
        if title == "Oud":
            has_read.set()
            is_overtaken.wait(timeout=SHORT if locks else LONG)
        return original(title)

    def second():
        has_read.wait(timeout=LONG)
        Document.objects.filter(pk=document.pk).update(title="Nieuw")
        queue.work_off(timezone.now())
        is_overtaken.set()

    monkeypatch.setattr(indexing, "heading", slow)
    at_once(lambda: queue.work_off(timezone.now()), second)
    return Entry.objects.get(kind="document").title


@pytest.mark.django_db(transaction=True)
def test_task_that_read_first_does_not_write_last(monkeypatch):
    assert overtaken(monkeypatch) == "Nieuw"


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_would(monkeypatch):
    monkeypatch.setattr(indexing, "lock", lambda keys: None)

    assert overtaken(monkeypatch, locks=False) == "Oud"


@pytest.mark.django_db
def test_lock_is_one_per_thing():
    numbers = {indexing.number_of(kind, pk) for kind in sources for pk in (1, 2)}

    assert len(numbers) == 2 * len(sources)


def test_words_that_stand_nowhere_any_more_are_forgotten(index):
    document = DocumentFactory(title="Kruisbessenjam")
    index()
    assert Word.objects.filter(word="kruisbessenjam").exists()

    document.delete()
    index()
    indexing.forget_words()

    assert not Word.objects.filter(word="kruisbessenjam").exists()


@pytest.mark.parametrize(("method", "wakes"), [("get", 0), ("post", 1)])
def test_who_sends_a_form_wakes_the_index(login, member, monkeypatch, method, wakes):
    woken = []
    monkeypatch.setattr(queue, "wake_task", woken.append)

    getattr(login(member), method)("/zoeken/niet-gevonden/" if method == "post" else "/zoeken/")

    assert woken == [queue.TASK] * wakes
