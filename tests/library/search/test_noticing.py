"""Every change is noticed by the index, however it is made."""

import datetime

from django.db import connection

from coalitions.models import Coalition
from library.models import Document, TextState
from library.search.models import Changed, Entry
from library.search.sources import ALWAYS
from members.models import Circle
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import InterventionFactory
from tests.library.factories import DocumentFactory, PageFactory, StaleReportFactory, VersionFactory
from tests.members.factories import UserFactory
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
