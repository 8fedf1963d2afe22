"""Links, many files at once, previews, versions beside each other."""

import pytest
from django import forms
from django.urls import reverse

from library.fields import MOST_FILES, InspectedFileField, InspectedFilesField
from library.models import Document
from province.models import Pillar
from tests.library.factories import CONTENT, DocumentFactory, PageFactory, VersionFactory
from tests.library.files import image, office, upload
from tests.library.test_uploading import NEW, answers
from tests.members.factories import CircleFactory, MembershipFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db
LINK = "/bibliotheek/link/"


@pytest.fixture
def partnership(db):
    return MembershipFactory(circle__name="Coalitie Dorp")


@pytest.fixture
def partner(login, partnership):
    return login(partnership.user)


# Links


def link(**changes):
    given = {"url": "https://www.pharos.nl/kennisbank/", "title": "Pharos", "visibility": "network", "summary": ""}
    return {**given, **changes}


def test_partner_adds_a_link(partner):
    pillar = Pillar.objects.create(slug="voor", name="Voor", position=1)
    place = MunicipalityFactory()

    response = partner.post(LINK, link(pillars=[pillar.pk], municipalities=[place.pk]), follow=True)

    document = Document.objects.get()
    assert (document.kind, document.url) == ("link", "https://www.pharos.nl/kennisbank/")
    assert (list(document.pillars.all()), list(document.municipalities.all())) == ([pillar], [place])
    assert "Ga naar www.pharos.nl" in response.text
    assert place.name in response.text
    assert "op www.pharos.nl" in partner.get("/bibliotheek/").text
    assert list(partner.get("/bibliotheek/", {"pijler": "voor"}).context["page"].object_list) == [document]
    assert list(partner.get("/bibliotheek/", {"gemeente": place.slug}).context["page"].object_list) == [document]


@pytest.mark.parametrize("url", ["http://www.pharos.nl/", "javascript:alert(1)", "ftp://a.nl/", ""])
def test_link_is_https(partner, url):
    response = partner.post(LINK, link(url=url))

    assert len(response.context["form"].errors["url"]) == 1
    assert not Document.objects.exists()


def test_link_of_which_circle(login, coordinator, stranger):
    circle = CircleFactory()

    assert circle in login(coordinator).get(LINK).context["circles"]
    assert login(stranger).get(LINK).status_code == 404


def test_link_has_no_versions_and_no_other_kind(login, partnership):
    document = DocumentFactory(link=True, circle=partnership.circle, owner=partnership.user)
    client = login(partnership.user)

    assert client.get(reverse("library:version_create", args=[document.pk])).status_code == 404
    assert "kind" not in client.get(reverse("library:document_edit", args=[document.pk])).context["form"].fields


# Many files


def test_every_file_has_its_own_verdict_and_the_good_ones_are_kept(partner, partnership):
    many = [upload("notulen_mei.pdf", CONTENT), upload("macro.docm", b"x"), upload("brief.docx", office())]

    response = partner.post(NEW, answers(file=many, title="", summary="Van mei."))

    assert {d.title for d in Document.objects.all()} == {"Notulen mei", "Brief"}
    (error,) = response.context["form"].errors["file"]
    assert error.startswith("macro.docm: Een bestand dat eindigt op .docm")
    assert "Dit is toegevoegd" in response.text
    assert "Van mei." in response.text

    again = partner.post(
        NEW, answers(file=[upload("notulen_mei.pdf", CONTENT), upload("brief.docx", office())], title="")
    )

    assert len(again.context["form"].errors["file"]) == 2
    assert "Dit bestand staat al in de bibliotheek" in again.text
    assert Document.objects.count() == 2


def test_many_good_files_lead_to_the_circle(partner, partnership):
    many = [upload("a.pdf", CONTENT), upload("b.docx", office())]

    response = partner.post(NEW, answers(file=many, title=""), follow=True)

    assert "2 bestanden zijn aangekomen." in response.text
    assert response.redirect_chain[-1][0] == reverse("library:circle_documents", args=[partnership.circle.slug])


def test_script_is_told_where_to_go(partner):
    response = partner.post(NEW, answers(), headers={"X-Upload": "1"})

    assert (response.status_code, response["X-Location"]) == (204, Document.objects.get().get_absolute_url())


def test_one_file_needs_a_title(partner):
    assert partner.post(NEW, answers(title="")).context["form"].errors["title"] == ["Vul een titel in."]


def test_browser_forgets_a_good_file_and_the_form_says_so(partner):
    response = partner.post(NEW, answers(kind=""))

    assert "Met dit bestand is niets mis." in response.text
    assert not Document.objects.exists()
    assert "niets mis" not in partner.post(NEW, answers(kind=""), headers={"X-Upload": "1"}).text


def test_so_many_files_at_once_and_no_more(partner):
    many = [upload(f"{n}.pdf", CONTENT) for n in range(MOST_FILES + 1)]

    assert "hoogstens 20" in partner.post(NEW, answers(file=many)).context["form"].errors["file"][0]


def test_attachments_are_all_good_or_refused():
    field = InspectedFilesField(required=False)

    assert [one.name for one in field.clean([upload("a.pdf", CONTENT)])] == ["a.pdf"]
    assert field.clean([]) == []
    with pytest.raises(forms.ValidationError, match="x.exe: "):
        field.clean([upload("a.pdf", CONTENT), upload("x.exe", b"MZ")])
    assert InspectedFileField(required=False).clean(None) is None


# Previews


@pytest.mark.parametrize(
    ("content", "kind", "policy"),
    [(CONTENT, "application/pdf", "object-src 'self'"), (image(), "image/png", "sandbox")],
    ids=["pdf", "picture"],
)
def test_browser_shows_a_pdf_and_a_picture(login, member, content, kind, policy):
    version = VersionFactory(document__network=True, content=content, content_type=kind)

    response = login(member).get(version.preview_url)

    assert response["Content-Disposition"].startswith("inline")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (kind, "nosniff")
    assert policy in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert version.preview_url in login(member).get(version.document.get_absolute_url()).text


def test_anything_else_is_only_saved(login, member):
    version = VersionFactory(document__network=True, content_type="application/vnd.oasis.opendocument.text")

    assert version.preview_url == ""
    assert login(member).get(reverse("library:version_preview", args=[version.key])).status_code == 404


# Versions


def two_versions(old, new):
    document = DocumentFactory(public=True, version1=None)
    for text in (old, new):
        PageFactory(version=VersionFactory(document=document, text_state="found", note="Termijn korter"), text=text)
    return document


def test_words_of_two_versions_beside_each_other(client):
    document = two_versions("Binnen vijf dagen.", "Binnen drie dagen.")
    url = reverse("library:version_compare", args=[document.pk, 2])

    text = client.get(url).text

    assert url in client.get(document.get_absolute_url()).text
    assert "</span>vijf<span" in text
    assert "</span>drie<span" in text
    assert client.get(reverse("library:version_compare", args=[document.pk, 1])).status_code == 404
    assert client.get(reverse("library:version_compare", args=[document.pk, 9])).status_code == 404


def test_same_words_and_long_words(client, monkeypatch):
    same = two_versions("Gelijk.", "Gelijk.")
    assert "in beide versies gelijk" in client.get(reverse("library:version_compare", args=[same.pk, 2])).text
    monkeypatch.setattr("library.views.comparing.LONGEST", 5)
    long = two_versions("Binnen vijf.", "Binnen drie.")
    assert "Je ziet het begin." in client.get(reverse("library:version_compare", args=[long.pk, 2])).text
