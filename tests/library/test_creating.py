import threading
import time
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from library import creating, intervals
from library.inspection import inspect
from library.models import Document, Page, TextState, Version
from library.storage import closed_storage
from province.models import Pillar
from tests.library.factories import CONTENT, DocumentFactory, VersionFactory
from tests.library.files import upload
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.province.factories import MunicipalityFactory
from tests.races import LONG, SHORT, at_once

pytestmark = pytest.mark.django_db


def create(**changes):
    person = changes.pop("by", None) or UserFactory()
    given = {"visibility": "network", "title": "Vroege signalen", "kind": "guide", **changes}
    given.setdefault("circle", CircleFactory())
    return creating.create(**given, by=person, now=timezone.now())


def test_answer_becomes_an_entry_that_can_be_read_and_found_at_once():
    """What `community` does with an accepted answer: text in, PDF out, with thanks and an owner."""
    owner = UserFactory()
    municipality, pillar = MunicipalityFactory(), Pillar.objects.create(slug="voor", name="Voor", position=1)

    document = create(
        title="Vroege signalen?",
        text="Bel eerst.\n\nSchrijf daarna.",
        credits="Met dank aan Griet.",
        summary="Bel eerst.",
        owner=owner,
        municipalities=[municipality],
        pillars=[pillar],
    )

    document.refresh_from_db()
    version = document.versions.get()
    assert (document.owner, document.credits, document.summary) == (
        owner,
        "Met dank aan Griet.",
        "Bel eerst.",
    )
    assert (list(document.municipalities.all()), list(document.pillars.all())) == ([municipality], [pillar])
    assert (version.name, version.kind, version.is_readable) == ("Vroege signalen.pdf", "PDF", True)
    assert version.text_state == TextState.FOUND
    assert [(page.number, page.text) for page in version.pages.all()] == [(1, "Bel eerst.\n\nSchrijf daarna.")]
    with closed_storage().open(version.file.name) as file:
        assert inspect(upload("x.pdf", file.read())).content_type == "application/pdf"


def test_attachment_becomes_a_document_of_its_circle():
    person = UserFactory()

    document = create(file=inspect(upload("a.pdf", CONTENT)), by=person)

    assert document.owner == person
    assert document.versions.get().name == "a.pdf"
    assert not Page.objects.exists()


def test_same_file_says_where_it_is():
    document = create(file=inspect(upload("a.pdf", CONTENT)))

    with pytest.raises(creating.SameFile) as same:
        create(file=inspect(upload("b.pdf", CONTENT)), circle=document.circle)

    assert same.value.document == document


def test_link_has_an_address_and_no_file():
    document = create(kind="link", url="https://www.pharos.nl/kennisbank/")

    assert document.is_link
    assert not document.versions.exists()
    assert document.url == "https://www.pharos.nl/kennisbank/"
    assert Document.objects.visible_to(MembershipFactory().user).get() == document


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "link", "url": ""},
        {"kind": "link", "url": "http://www.pharos.nl/"},
        {"kind": "link", "url": "javascript:alert(1)"},
        {"kind": "guide", "url": "https://www.pharos.nl/"},
        {"kind": "rapport"},
    ],
)
def test_database_refuses_what_is_no_link_and_no_document(wrong):
    document = DocumentFactory(version1=None)

    with (
        pytest.raises(IntegrityError, match=r"library_document_(link_has_address|kind_is_known)"),
        transaction.atomic(),
    ):
        Document.objects.filter(pk=document.pk).update(**wrong)


def test_database_refuses_a_file_at_a_link():
    with pytest.raises(IntegrityError, match="A link has no file"), transaction.atomic():
        VersionFactory(document=DocumentFactory(link=True))


def test_database_refuses_to_make_a_link_of_a_file():
    document = DocumentFactory()

    with pytest.raises(IntegrityError, match="no link"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(kind="link", url="https://www.rivm.nl/")


@pytest.mark.django_db(transaction=True)
def test_file_and_link_at_the_same_moment_do_not_both_happen():
    """Without the lock in the trigger the link would not see the file, which is not committed yet."""
    document = DocumentFactory(version1=None)
    file_added = threading.Event()

    def add_file():
        with transaction.atomic():
            VersionFactory(document=document)
            file_added.set()
            time.sleep(SHORT)

    def make_link():
        file_added.wait(timeout=LONG)
        Document.objects.filter(pk=document.pk).update(kind="link", url="https://www.rivm.nl/")

    _file, link = at_once(add_file, make_link)

    assert isinstance(link, IntegrityError)
    assert not Document.objects.get().is_link
    assert document.versions.count() == 1


def test_every_kind_has_an_interval():
    assert set(intervals.MONTHS) == set(Document.Kind)


def test_old_kinds_get_their_new_name_and_files_stay_readable():
    migration = import_module("library.migrations.0005_old_documents")
    documents = [DocumentFactory() for _ in range(4)]
    with connection.cursor() as cursor:
        # As it was before the constraint; rolled back with the test.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE library_document DROP CONSTRAINT library_document_kind_is_known")
    for document, old in zip(documents, ["report", "agreement", "minutes", "other"], strict=True):
        Document.objects.filter(pk=document.pk).update(kind=old)
    Version.objects.update(text_state="waiting", text_read_at=None)

    migration.to_new(apps, None)

    assert kinds(documents) == ["research", "other", "minutes", "other"]
    assert Version.objects.readable().count() == 4
    assert set(Version.objects.values_list("text_state", flat=True)) == {TextState.AGAIN}

    migration.to_old(apps, None)

    assert kinds(documents) == ["report", "other", "minutes", "other"]


def kinds(documents):
    return [Document.objects.get(pk=document.pk).kind for document in documents]
