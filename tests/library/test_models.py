import datetime
import os

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from library.models import CheckState, Document, Version
from library.storage import closed_storage
from members.access import Visibility
from tests.library.factories import DocumentFactory, VersionFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": "iedereen"},
        {"visibility": ""},
    ],
)
def test_database_knows_who_reads(change):
    document = DocumentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_document_does_not_replace_itself():
    document = DocumentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(superseded_by=document)


def test_version_number_is_used_once():
    version = VersionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(document=version.document, number=version.number)


@pytest.mark.parametrize(
    ("state", "checked"), [("safe", False), ("refused", False), ("waiting", True), ("unscanned", True), ("made", True)]
)
def test_database_knows_when_a_file_was_checked(state, checked):
    version = VersionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(check_state=state, checked_at=timezone.now() if checked else None)


def test_file_has_no_address_of_its_own():
    version = VersionFactory()

    assert version.name not in version.file.name
    with pytest.raises(ValueError, match="no address"):
        _ = version.file.url
    assert closed_storage().path(version.file.name).startswith(str(closed_storage().location))


def test_file_is_readable_for_the_portal_alone():
    path = closed_storage().path(VersionFactory().file.name)

    assert oct(os.stat(path).st_mode)[-3:] == "600"


def test_words_people_read():
    document = DocumentFactory(title="Verslag", circle__name="Coalitie Dorp")
    version = document.versions.get()

    assert str(document) == "Verslag"
    assert document.audience == "Coalitie Dorp"
    assert DocumentFactory(public=True).audience == "iedereen, ook zonder account"
    assert str(version) == "rapport.pdf (versie 1)"
    assert version.kind == "PDF"


# Who sees what: an oracle beside the queryset, over every visibility, state and role.
ROLES = ("visitor", "stranger", "member", "partner", "owner", "former owner", "leader", "coordinator")


@pytest.fixture
def people(network, member, stranger, coordinator):
    from members.models.users import Visitor

    circle = CircleFactory()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return circle, {
        "visitor": Visitor(),
        "stranger": stranger,
        "member": member,
        "partner": MembershipFactory(circle=circle).user,
        "owner": MembershipFactory(circle=circle).user,
        "former owner": MembershipFactory(circle=circle, until=yesterday).user,
        "leader": MembershipFactory(circle=circle, leader=True).user,
        "coordinator": coordinator,
    }


def sees(role, visibility, readable, withdrawn):
    """The rule in other words than the queryset's."""
    if role in {"owner", "leader", "coordinator"}:
        return True
    if withdrawn or not readable:
        return False
    allowed = {"public"}
    if role in {"member", "partner"}:
        allowed.add("network")
    if role == "partner":
        allowed.add("circle")
    return visibility in allowed


@pytest.mark.parametrize("visibility", Visibility.values)
def test_everybody_sees_what_is_for_them_and_nothing_else(client, people, visibility):
    circle, users = people
    documents = {}
    for readable in (True, False):
        for withdrawn in (True, False):
            document = DocumentFactory(
                circle=circle, owner=users["owner"], visibility=visibility, withdrawn=withdrawn, version1=None
            )
            VersionFactory(document=document, waiting=not readable)
            documents[readable, withdrawn] = document
    former = DocumentFactory(circle=circle, owner=users["former owner"], visibility=visibility)

    for role, user in users.items():
        wanted = {key for key in documents if sees(role, visibility, *key)}
        seen = set(Document.objects.visible_to(user))
        assert {key for key, document in documents.items() if document in seen} == wanted, role
        assert (former in seen) == sees(role, visibility, True, False), role
        may_edit = role in {"owner", "leader", "coordinator"}
        assert (documents[True, False] in Document.objects.editable_by(user)) == may_edit, role
        assert (former in Document.objects.editable_by(user)) == (role in {"leader", "coordinator"}), role

        client.logout()
        if role != "visitor":
            client.force_login(user)
        for (readable, withdrawn), document in documents.items():
            is_seen = sees(role, visibility, readable, withdrawn)
            page = client.get(document.get_absolute_url())
            assert page.status_code == (200 if is_seen else 404), (role, readable, withdrawn)
            file = client.get(document.versions.get().get_absolute_url())
            assert file.status_code == (200 if is_seen and readable else 404), (role, readable, withdrawn)
        listed = client.get(reverse("library:document_list")).context["page"].object_list
        assert documents[True, True] not in listed
        assert (documents[True, False] in listed) == sees(role, visibility, True, False), role


def test_leaving_a_circle_closes_its_documents_at_the_next_click(client):
    membership = MembershipFactory()
    document = DocumentFactory(circle=membership.circle, owner=membership.user)
    url = document.versions.get().get_absolute_url()
    client.force_login(membership.user)
    assert client.get(url).status_code == 200

    membership.until = timezone.localdate()
    membership.save()

    assert client.get(url).status_code == 404
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(reverse("library:version_create", args=[document.pk])).status_code == 404


@pytest.mark.parametrize("state", CheckState)
def test_only_what_may_be_read_is_readable(state):
    checked = timezone.now() if state in {CheckState.SAFE, CheckState.REFUSED} else None
    version = VersionFactory(check_state=state, checked_at=checked)

    assert version.is_readable == (state in {CheckState.SAFE, CheckState.UNSCANNED, CheckState.MADE})
    assert Version.objects.readable().exists() == version.is_readable
