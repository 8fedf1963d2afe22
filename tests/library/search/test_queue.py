"""What changes finds its way into the index, however it changes and whoever works it off."""

import dataclasses
import datetime
import threading
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from coalitions.models import Coalition
from library import tasks
from library.models import Document, TextState
from library.search import indexing, queue
from library.search.models import Changed, Entry, Word
from library.search.sources import ALWAYS, sources
from members.models import Circle
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import CoalitionFactory, InterventionFactory
from tests.library.factories import DocumentFactory, PageFactory, StaleReportFactory, VersionFactory
from tests.members.factories import UserFactory
from tests.races import at_once
from tests.symposium.factories import EditionFactory
from tests.themetables.plans.factories import TablePlanFactory

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def entries(kind):
    return list(Entry.objects.filter(kind=kind).order_by("object_id", "part").values_list("title", "part"))


def test_new_thing_is_found(index):
    DocumentFactory(title="Handreiking rouw")

    index()

    assert entries("document") == [("Handreiking rouw", 0)]


def test_bulk_update_is_noticed(index):
    DocumentFactory.create_batch(3)
    index()

    Document.objects.update(title="Samen")
    index()

    assert entries("document") == [("Samen", 0)] * 3


def test_raw_sql_is_noticed(index):
    DocumentFactory()
    index()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE library_document SET title = 'Met de hand'")
    index()

    assert entries("document") == [("Met de hand", 0)]


def test_what_is_deleted_goes(index):
    document = DocumentFactory()
    index()

    document.delete()
    index()

    assert entries("document") == []


def test_what_is_withdrawn_goes(index):
    document = DocumentFactory()
    index()

    Document.objects.filter(pk=document.pk).update(withdrawn_at=NOW)
    index()

    assert entries("document") == []


def test_pages_of_the_newest_version_that_may_be_read_are_found(index):
    document = DocumentFactory(title="Rapport", version1=None)
    old = VersionFactory(document=document, number=1)
    new = VersionFactory(document=document, number=2, unread=True)
    PageFactory(version=old, number=1, text="Oud")
    PageFactory(version=new, number=7, text="Nieuw", label="bladzijde 7")
    index()
    assert entries("document") == [("Rapport", 0), ("Rapport", 1)]

    type(new).objects.filter(pk=new.pk).update(text_state=TextState.FOUND, text_read_at=NOW)
    index()

    assert entries("document") == [("Rapport", 0), ("Rapport", 7)]
    assert Entry.objects.get(part=7).context.startswith("bladzijde 7, ")


def test_page_that_is_held_back_goes(index):
    version = VersionFactory()
    PageFactory(version=version, number=1)
    index()
    assert len(entries("document")) == 2

    type(version).objects.filter(pk=version.pk).update(held_at=NOW, held_kinds="name")
    index()

    assert len(entries("document")) == 1


def test_what_was_replaced_stands_lower(index):
    DocumentFactory(superseded_by=DocumentFactory())
    InterventionFactory(name="Nu Niet Zwanger")

    index()

    assert {(one.kind, one.note) for one in Entry.objects.filter(low_from=ALWAYS)} == {("document", "vervangen")}
    assert entries("intervention") == [("Nu Niet Zwanger", 0)]


def test_what_is_over_stands_lower(index):
    ActionPointFactory(what="Maak een folder", done=True)
    ActionPointFactory(what="Bel de kraamzorg")
    DeclarationFactory(title="Oud", through=datetime.date(2026, 2, 1))
    DeclarationFactory(title="Weg", withdrawn=True)
    EditionFactory(year=2025)

    index()

    low = Entry.objects.filter(
        kind__in=["action", "declaration", "edition"], low_from__lte=datetime.date(2026, 11, 22)
    )
    assert {(one.title.partition(":")[0], one.note) for one in low} == {
        ("Maak een folder", "klaar"),
        ("Oud", "afgelopen"),
        ("Weg", "ingetrokken"),
        ("Symposium 2025", "is geweest"),
    }
    assert "Bel de kraamzorg" in dict(entries("action"))


def test_new_name_reaches_action_points_and_declarations(index):
    point, declaration = ActionPointFactory(), DeclarationFactory()
    index()

    type(point.circle).objects.filter(pk=point.circle_id).update(name="Anders")
    type(declaration.coalition).objects.filter(pk=declaration.coalition_id).update(name="Nieuw")
    index()

    contexts = Entry.objects.filter(kind__in=["action", "declaration"]).order_by("kind")
    assert [one.context.partition(",")[0] for one in contexts] == ["werkagenda van Anders", "Nieuw"]


def test_doubt_puts_a_document_lower(index):
    document = DocumentFactory()
    StaleReportFactory(document=document, reported_at=NOW)

    index()

    entry = Entry.objects.get(kind="document")
    assert (entry.low_from, entry.note) == (datetime.date(2026, 11, 22), "klopt misschien niet meer")


def test_new_name_of_a_circle_and_a_coalition_reaches_what_is_theirs(index):
    agreement = AgreementFactory()
    DocumentFactory(circle=agreement.coalition.circle)
    index()

    Coalition.objects.update(name="Noordoost")
    Circle.objects.update(name="Kring Noordoost")
    index()

    assert Entry.objects.get(kind="agreement").context == "Noordoost, verwijzen"
    assert Entry.objects.get(kind="document").context == "onderzoek, Kring Noordoost"


def test_new_name_of_a_table_reaches_its_plans(index):
    plan = TablePlanFactory()
    index()

    type(plan.table).objects.update(short_name="Nieuwe naam")
    index()

    assert entries("plan") == [("Plan 2027 van tafel Nieuwe naam", 0)]


def test_what_was_there_before_is_put_on_the_queue_when_watching_begins(index):
    document = DocumentFactory()
    index()

    with connection.cursor() as cursor:
        cursor.execute("SELECT library_search_unwatch('library_document', 'document')")
        cursor.execute("SELECT library_search_watch('library_document', 'document', 't.id')")

    assert list(Changed.objects.values_list("kind", "object_id")) == [("document", document.pk)]


def test_what_nobody_reads_is_not_noticed(index):
    user = UserFactory()
    index()

    type(user).objects.filter(pk=user.pk).update(last_login=NOW)

    assert not Changed.objects.exists()


def test_same_thing_twice_is_written_once(index):
    DocumentFactory()
    index()
    before = list(Entry.objects.values_list("pk", "title"))

    Changed.objects.create(kind="document", object_id=Document.objects.get().pk)
    index()

    assert list(Entry.objects.values_list("pk", "title")) == before


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


def overtaken(monkeypatch):
    """One task read a document; then it changes, and another task reads and writes it. Return what is left."""
    document = DocumentFactory(title="Oud")
    Changed.objects.exclude(pk=Changed.objects.filter(kind="document").earliest("pk").pk).delete()
    has_read, is_overtaken = threading.Event(), threading.Event()
    original = indexing.heading

    def slow(title):
        if title == "Oud":
            has_read.set()
            is_overtaken.wait(timeout=1)
        return original(title)

    def second():
        has_read.wait(timeout=10)
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

    assert overtaken(monkeypatch) == "Oud"


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
