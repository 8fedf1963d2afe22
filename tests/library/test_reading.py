import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from library.activity import last_changes
from library.models import CheckState, Document
from library.storage import closed_storage
from members import holdings, reviewing
from tests.library.factories import CONTENT, DocumentFactory, VersionFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db

LIST = "/bibliotheek/"


def room(circle):
    return reverse("library:circle_documents", args=[circle.slug])


def titles(response):
    return [document.title for document in response.context["page"].object_list]


# The file itself


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("rapport.pdf", 'attachment; filename="rapport.pdf"'),
        ("één café.pdf", "attachment; filename*=utf-8''%C3%A9%C3%A9n%20caf%C3%A9.pdf"),
        ('a";b.pdf', 'attachment; filename="a\\";b.pdf"'),
    ],
)
def test_file_is_saved_and_never_shown(client, name, disposition):
    version = VersionFactory(name=name, document__public=True)

    response = client.get(version.get_absolute_url())

    assert response.getvalue() == CONTENT
    assert response["Content-Disposition"] == disposition
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_member_gets_no_cached_file_either(login, member):
    version = VersionFactory(document__network=True)

    assert login(member).get(version.get_absolute_url())["Cache-Control"] == "no-store"


def test_file_has_no_other_address(client):
    version = VersionFactory(document__public=True)

    for path in [f"/media/bibliotheek/{version.file.name}", f"/static/{version.file.name}", f"/{version.file.name}"]:
        assert client.get(path).status_code == 404
    assert storages["library"].base_location.name == "bibliotheek"


def test_file_that_is_gone_is_not_found(client):
    version = VersionFactory(document__public=True)
    closed_storage().delete(version.file.name)

    assert client.get(version.get_absolute_url()).status_code == 404


# Lists


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, member, django_assert_num_queries, count):
    for _ in range(count):
        VersionFactory(document=DocumentFactory(network=True))

    client = login(member)

    # session, user, memberships, may add, circles, pillars and municipalities of the filter, count, page, versions
    with django_assert_num_queries(10):
        assert len(titles(client.get(LIST))) == count


@pytest.mark.parametrize("count", [1, 3])
def test_room_query_count(client, django_assert_num_queries, count):
    circle = CircleFactory()
    for _ in range(count):
        VersionFactory(document=DocumentFactory(public=True, circle=circle))

    with django_assert_num_queries(6):
        assert len(titles(client.get(room(circle)))) == count


@pytest.mark.parametrize("count", [1, 3])
def test_detail_query_count(client, django_assert_num_queries, count):
    document = DocumentFactory(public=True)
    for _ in range(count):
        VersionFactory(document=document)

    with django_assert_num_queries(5):  # document, its pillars and municipalities, may edit, versions
        client.get(document.get_absolute_url())


def test_newest_comes_first_and_filters_find(login, member):
    circle = CircleFactory(name="Coalitie Dorp")
    DocumentFactory(network=True, title="Oud verslag", kind="minutes", circle=circle)
    DocumentFactory(network=True, title="Réport", kind="research")
    client = login(member)

    assert titles(client.get(LIST)) == ["Réport", "Oud verslag"]
    assert titles(client.get(LIST, {"zoek": "raport report"})) == []
    assert titles(client.get(LIST, {"zoek": "report"})) == ["Réport"]
    assert titles(client.get(LIST, {"soort": "minutes"})) == ["Oud verslag"]
    assert titles(client.get(LIST, {"kring": circle.slug})) == ["Oud verslag"]
    assert titles(client.get(room(circle))) == ["Oud verslag"]
    assert "Geen documenten gevonden" in client.get(LIST, {"zoek": "niets"}).text
    assert "Geen documenten gevonden" in client.get(room(circle), {"zoek": "niets"}).text
    only = client.get(LIST, headers={"HX-Request": "true"}).text
    assert "<h1" not in only
    assert "Réport" in only
    assert "<h1" not in client.get(room(circle), headers={"HX-Request": "true"}).text


def test_filter_names_no_circle_whose_documents_are_closed(login, member):
    DocumentFactory(circle__name="Coalitie Geheim")

    assert "Geheim" not in login(member).get(LIST).text


def test_empty_lists_say_what_to_do(client, login, leader, member):
    circle = leader.memberships.get().circle

    assert "Zodra er een document is dat jij mag lezen" in client.get(LIST).text
    assert "Voeg het eerste document toe" in login(leader).get(LIST).text
    assert "Voeg het eerste document toe" in login(leader).get(room(circle)).text
    assert "Hier staat niets dat jij mag lezen" in login(member).get(room(circle)).text


def test_room_is_there_for_who_finds_something(client, login, member):
    closed, public = DocumentFactory().circle, DocumentFactory(public=True).circle

    assert client.get(room(closed)).status_code == 404
    assert client.get(room(public)).status_code == 200
    assert login(member).get(room(closed)).status_code == 200


def test_room_stands_among_the_rooms_of_its_circle(login, leader):
    circle = leader.memberships.get().circle
    document = DocumentFactory(circle=circle)

    for url in (room(circle), document.get_absolute_url(), f"/bibliotheek/nieuw/?kring={circle.slug}"):
        assert 'aria-current="page">Documenten' in login(leader).get(url).text.replace("\n", "")


# One document


def test_visitor_is_told_nothing_about_people(client, login, member):
    document = DocumentFactory(public=True, owner__name="Lieke Leider")
    document.versions.update(uploaded_by=document.owner)

    assert "Lieke" not in client.get(document.get_absolute_url()).text
    assert "Lieke Leider" in login(member).get(document.get_absolute_url()).text


def test_versions_of_people_who_left_and_documents_without_owner(login, member):
    document = DocumentFactory(network=True, owner=None)

    text = login(member).get(document.get_absolute_url()).text

    assert "iemand die weg is" in text
    assert "Nog niemand" in text


def test_only_the_circle_sees_what_happened_to_a_refused_file(login, member, client):
    document = DocumentFactory(public=True)
    VersionFactory(document=document, refused=True, name="ziek.pdf")
    partner = MembershipFactory(circle=document.circle).user

    assert "ziek.pdf" not in client.get(document.get_absolute_url()).text
    assert "ziek.pdf" not in login(member).get(document.get_absolute_url()).text
    text = login(partner).get(document.get_absolute_url()).text
    assert "geweigerd" in text
    assert document.versions.get(check_state=CheckState.REFUSED).get_absolute_url() not in text


def test_overdue_is_said_and_not_hidden(client, login, member):
    document = DocumentFactory(public=True, review_on=timezone.localdate())

    assert "Misschien verouderd" in login(member).get(document.get_absolute_url()).text
    MembershipFactory(circle=document.circle, user=document.owner)
    assert reverse("members:review_detail", args=["document", document.pk]) in (
        login(document.owner).get(document.get_absolute_url()).text
    )


# What other rooms ask


def test_documents_are_handed_over_and_looked_at_again():
    document = DocumentFactory(review_on=timezone.localdate())
    DocumentFactory(owner=document.owner, withdrawn=True)
    DocumentFactory(owner=document.owner, superseded_by=document, review_on=timezone.localdate())
    to = MembershipFactory(circle=document.circle).user

    source = holdings.source("document")
    assert {one.pk for one in source.held_by(document.owner)} == set(
        Document.objects.current().values_list("pk", flat=True)
    )
    assert [due.thing for due in reviewing.due_for(document.owner, timezone.localdate())] == [document]
    assert reviewing.find_source("document").edit_url(document).endswith("/wijzigen/")
    source.move([document.pk], to=to, by=None, now=timezone.now())
    document.refresh_from_db()
    assert document.owner == to


def test_owner_confirms_on_the_page_of_everything_to_review(login):
    document = DocumentFactory(review_on=timezone.localdate(), summary="Waar het over gaat.")
    MembershipFactory(circle=document.circle, user=document.owner)
    url = reverse("members:review_detail", args=["document", document.pk])

    assert "Waar het over gaat." in login(document.owner).get(url).text


def test_last_change_of_each_circle(django_assert_num_queries):
    document, other = DocumentFactory(), CircleFactory()

    with django_assert_num_queries(1):
        assert list(last_changes([document.circle_id, other.pk])) == [(document.circle_id, document.changed_at)]
