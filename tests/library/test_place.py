"""Where in a document somebody comes from a search: at the page itself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from library.extracting.texts import read_texts
from library.models import Version
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.library.files import upload
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return DocumentFactory(public=True, version1=None)


def detail(client, document, number):
    return client.get(document.get_absolute_url(), {"bladzijde": number}).text


def test_search_leads_to_the_page_of_the_pdf(index, client, document):
    version = VersionFactory(document=document, name="rapport.pdf", content_type="application/pdf")
    # The second page of the file is empty, so what is the third there is the second that we know.
    PageFactory(version=version, number=1, label="bladzijde 1", text="Iets anders.")
    PageFactory(version=version, number=2, label="bladzijde 3", text="De taxi <b>komt</b>.")
    index()

    answer = client.get(reverse("library:search"), {"zoek": "taxi"})
    (row,) = answer.context["results"].rows
    page = client.get(row.url).text

    assert "bladzijde 3, " in row.about
    assert "Gevonden op bladzijde 3" in page
    assert f'href="{version.preview_url}#page=3"' in page
    assert "De taxi &lt;b&gt;komt&lt;/b&gt;." in page
    assert "Iets anders." not in page


@pytest.mark.parametrize(("label", "title"), [("dia 2", "Gevonden op dia 2"), ("", "Gevonden in het bestand")])
def test_what_a_browser_does_not_show_is_read_here(client, document, label, title):
    version = VersionFactory(document=document, name="a.pptx", content_type="application/x")
    PageFactory(version=version, number=2, label=label, text="De taxi komt.")

    page = detail(client, document, 2)

    assert title in page
    assert "De taxi komt." in page
    assert "#page=" not in page


def test_plain_text_is_taken_saved_and_found(index, login):
    leadership = MembershipFactory(role="leader")
    client = login(leadership.user)
    add = reverse("library:document_create", query={"kring": leadership.circle.slug})
    given = {"title": "Notitie", "kind": "other", "visibility": "circle", "summary": ""}
    file = upload("notitie.txt", "De cliënt belt de taxi. <b>Altijd</b>.".encode("cp1252"))

    client.post(add, given | {"file": file})
    read_texts(timezone.now())
    index()
    answer = client.get(Version.objects.get().get_absolute_url())
    (row,) = client.get(reverse("library:search"), {"zoek": "taxi"}).context["results"].rows

    assert row.excerpt == "De cliënt belt de <mark>taxi</mark>."
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("library:version_preview", args=[Version.objects.get().key])).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "veel", "9", "999999999999", ""])
def test_place_that_is_not_there_is_no_mistake(client, document, number):
    PageFactory(version=VersionFactory(document=document), number=1, label="bladzijde 1")

    assert "Gevonden" not in detail(client, document, number)


def test_page_of_a_file_that_nobody_may_read_is_not_shown(login, coordinator, document):
    version = VersionFactory(document=document, unread=True)
    PageFactory(version=version, number=1, label="bladzijde 1", text="De taxi komt.")

    page = detail(login(coordinator), document, 1)

    assert "De taxi komt." not in page
