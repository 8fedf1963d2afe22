"""Documents, versions, search."""

from library.search.models import Missed, Synonyms
from tests.access.common import circle
from tests.access.rows import (
    COORDINATOR,
    INSIDE,
    MEMBERS,
    MEMBERS_LEADER,
    NOT_THEIRS,
    OWN_CIRCLE_LEADER,
    OWN_CIRCLE_LEADER_POST,
    OWN_WORK,
    PUBLIC,
    row,
)
from tests.library.factories import DocumentFactory, PageFactory, StaleReportFactory, VersionFactory


def synonyms(world):
    return [Synonyms.objects.in_use().earliest("pk").pk]


def missed(world):
    return [Missed.objects.earliest("pk").pk]


def circle_document(world):
    """A document for the circle alone, which its leader looks after."""
    return [DocumentFactory(circle=world.circle, owner=world.users["leader"]).pk]


def circle_file(world):
    return [VersionFactory(document=DocumentFactory(circle=world.circle, version1=None)).key]


def held_file(world):
    """A file of the leader that the privacy guard holds."""
    document = DocumentFactory(circle=world.circle, owner=world.users["leader"], version1=None)
    return [VersionFactory(document=document, held=True).key]


def two_versions(world):
    document = DocumentFactory(circle=world.circle, version1=None)
    for _ in range(2):
        PageFactory(version=VersionFactory(document=document, text_state="found"))
    return [document.pk, 2]


def network_document(world):
    return [DocumentFactory(circle=world.circle, network=True, owner=world.users["leader"]).pk]


def stale_report(world):
    document = DocumentFactory(circle=world.circle, network=True, owner=world.users["leader"])
    return [StaleReportFactory(document=document).pk]


ROWS = [
    row("library:search", PUBLIC),
    row("library:search_suggest", PUBLIC),
    row("library:search_missed", "302 404 302 302 302 302", method="post"),
    row("library:synonyms_list", COORDINATOR),
    row("library:synonyms_create", COORDINATOR),
    row("library:synonyms_edit", COORDINATOR, synonyms),
    row("library:synonyms_delete", COORDINATOR, synonyms),
    row("library:missed_list", COORDINATOR),
    row("library:missed_delete", COORDINATOR, missed),
    row("library:document_list", PUBLIC),
    row("library:circle_documents", PUBLIC, circle),
    row("library:document_create", MEMBERS, reader=404),
    # Both need a link that is signed for one person and one thing: see tests/library/test_attaching.py.
    row("library:document_attach", NOT_THEIRS),
    row("library:document_detach", NOT_THEIRS, circle_document),
    row("library:document_detail", INSIDE, circle_document),
    row("library:version_create", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_edit", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_supersede", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_unsupersede", OWN_CIRCLE_LEADER_POST, circle_document, method="post"),
    row("library:document_withdraw", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_put_back", OWN_CIRCLE_LEADER_POST, circle_document, method="post"),
    row("library:version_download", INSIDE, circle_file),
    row("library:version_preview", INSIDE, circle_file),
    row("library:version_check", OWN_WORK, held_file),
    row("library:version_compare", INSIDE, two_versions),
    row("library:link_create", MEMBERS, reader=404),
    row("library:stale_report", MEMBERS, network_document),
    row("library:stale_answer", MEMBERS_LEADER, stale_report),
]
