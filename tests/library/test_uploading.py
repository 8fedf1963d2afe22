import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from library import creating, uploading
from library.inspection import inspect
from library.models import CheckState, Document, Version
from library.retention import files
from library.storage import closed_storage
from members.models import Circle
from members.reviewing import later
from tests.library.corpus import ACCEPTED, REFUSED
from tests.library.factories import CONTENT, DocumentFactory
from tests.library.files import image, office, pdf, upload
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once

NEW = "/bibliotheek/nieuw/"


def answers(**changes):
    return {
        "title": "Verslag",
        "kind": "minutes",
        "visibility": "circle",
        "summary": "",
        "file": upload("verslag.pdf", CONTENT),
        **changes,
    }


def stored():
    return sorted(files(closed_storage()))


@pytest.fixture
def partnership(db):
    return MembershipFactory(circle__name="Coalitie Dorp")


@pytest.fixture
def partner(login, partnership):
    return login(partnership.user)


def test_partner_adds_a_document(partner, partnership):
    response = partner.post(NEW, answers(summary="Wat we afspraken."), follow=True)

    document = Document.objects.get()
    version = document.versions.get()
    assert (document.circle, document.owner, document.visibility) == (partnership.circle, partnership.user, "circle")
    assert (version.number, version.name, version.uploaded_by) == (1, "verslag.pdf", partnership.user)
    assert version.check_state == CheckState.UNSCANNED
    assert stored() == [version.file.name]
    with closed_storage().open(version.file.name) as file:
        assert file.read() == CONTENT
    assert document.review_on == later(timezone.localdate(document.created_at), 36)
    assert response.redirect_chain[-1][0] == document.get_absolute_url()
    assert "We kijken het nog na" in response.text
    assert "wordt nagekeken" in response.text
    assert "is gescand" not in response.text


def test_file_without_words_is_there_at_once(partner):
    response = partner.post(NEW, answers(file=upload("kaart.png", image())), follow=True)

    assert Document.objects.get().versions.get().is_readable
    assert "Het document staat in de bibliotheek." in response.text


def test_form_says_who_will_read_and_that_nobody_is_recognised(partner, partnership):
    MembershipFactory(circle=partnership.circle)
    MembershipFactory()

    text = partner.get(NEW).text

    assert "Iedereen in het netwerk (3 mensen)" in text
    assert "Alleen Coalitie Dorp (2 mensen) en de aanjager" in text
    assert "waaraan je een ouder of kind herkent" in text


def test_network_itself_is_no_circle_to_choose(login, member):
    assert "Alleen" not in login(member).get(NEW).text


def test_person_of_two_circles_chooses_first(login, partnership):
    other = MembershipFactory(user=partnership.user, circle__name="Tafel Kraamzorg")

    response = login(partnership.user).get(NEW)

    assert list(response.context["circles"]) == [partnership.circle, other.circle]
    assert f"?kring={other.circle.slug}" in response.text
    assert "Tafel Kraamzorg" in login(partnership.user).get(NEW, {"kring": other.circle.slug}).text


def test_nobody_adds_to_a_circle_of_others(partner):
    other = CircleFactory()

    partner.post(f"{NEW}?kring={other.slug}", answers())

    assert not other.documents.exists()


def test_board_reader_only_reads(login, network):
    reader = MembershipFactory(circle=network, role="reader").user

    assert login(reader).get(NEW).status_code == 404


def test_circle_that_has_ended_takes_nothing(partner, partnership):
    Circle.objects.filter(pk=partnership.circle.pk).update(ended_on=timezone.localdate())

    assert partner.get(NEW).status_code == 404


@pytest.mark.parametrize("name", ["docm renamed docx", "svg as png", "html as pdf", "empty", "zip bomb", "pdf script"])
def test_bad_file_is_named_at_the_field_and_leaves_nothing(partner, name):
    file, data, verdict = REFUSED[name]

    response = partner.post(NEW, answers(file=upload(file, data)))

    assert [error.split("%(")[0][:20] for error in response.context["form"].errors["file"]] == [verdict.value[:20]]
    assert 'value="Verslag"' in response.text
    assert (Document.objects.count(), stored()) == (0, [])


def test_name_is_cleaned_before_it_is_shown(partner):
    file, data, kept = ACCEPTED["turned round but honest"]

    response = partner.post(NEW, answers(file=upload(file, data)), follow=True)

    assert kept in response.text
    assert "\u202e" not in response.text


def test_no_file_is_said_plainly(partner):
    response = partner.post(NEW, answers(file=""))

    assert response.context["form"].errors["file"] == ["Kies een bestand."]


def test_forgotten_file_is_asked_for_again_when_something_else_is_wrong(partner):
    response = partner.post(NEW, answers(title=""))

    assert "Kies het nog een keer, want je browser vergeet het." in response.context["form"].errors["file"][0]
    assert stored() == []


def test_file_beyond_the_limit_comes_back_with_the_form(partner, monkeypatch):
    monkeypatch.setattr("library.receiving.LARGEST", 1000)
    monkeypatch.setattr("library.inspection.LARGEST", 1000)

    response = partner.post(NEW, answers(file=upload("groot.pdf", b"%PDF-" + bytes(200_000))))

    assert "Het mag hoogstens 25 MB zijn." in response.context["form"].errors["file"][0]
    assert "195,3" in response.context["form"].errors["file"][0]
    assert 'value="Verslag"' in response.text


def test_request_beyond_all_measure_gets_a_friendly_page(partner, monkeypatch):
    monkeypatch.setattr("library.receiving.LARGEST_REQUEST", 1000)

    response = partner.post(NEW, answers(file=upload("groot.pdf", bytes(2000))))

    assert response.status_code == 413
    assert "Een bestand mag hoogstens 25 MB zijn." in response.text
    assert not Document.objects.exists()


def test_connection_that_breaks_off_stores_nothing(partner):
    body = b"--x\r\nContent-Disposition: form-data; name=title\r\n\r\nVerslag\r\n--x\r\nContent-Dispo"

    partner.post(NEW, body, content_type="multipart/form-data; boundary=x")

    assert (Document.objects.count(), stored()) == (0, [])


def test_same_file_twice_leads_to_the_first(partner):
    partner.post(NEW, answers())

    response = partner.post(NEW, answers(title="Nog eens", file=upload("anders.pdf", CONTENT)))

    assert "Dit bestand staat al in de bibliotheek, bij" in response.text
    assert Document.objects.get().get_absolute_url() in response.text
    assert len(stored()) == 1


def test_version_without_a_file_is_asked_for_one(login, partnership):
    document = DocumentFactory(circle=partnership.circle, owner=partnership.user)

    response = login(partnership.user).post(reverse("library:version_create", args=[document.pk]), {"note": "Iets"})

    assert response.context["form"].errors["file"] == ["Kies een bestand."]
    assert 'value="Iets"' in response.text


def test_file_of_an_older_version_or_a_withdrawn_document_is_not_the_same(partnership):
    old = DocumentFactory(circle=partnership.circle)
    uploading.add_version(old, inspect(upload("b.docx", office())), by=partnership.user, now=timezone.now())
    DocumentFactory(circle=partnership.circle, withdrawn=True)
    DocumentFactory()

    assert uploading.twin_of(inspect(upload("a.pdf", CONTENT)), partnership.circle) is None


def test_new_version_keeps_the_old_one(login, partnership):
    document = DocumentFactory(circle=partnership.circle, owner=partnership.user)
    url = reverse("library:version_create", args=[document.pk])

    response = login(partnership.user).post(
        url, {"file": upload("b.docx", office()), "note": "De namen kloppen weer."}, follow=True
    )

    assert [version.number for version in document.versions.all()] == [2, 1]
    assert "De namen kloppen weer." in response.text
    document.refresh_from_db()
    assert document.reviewed_on == timezone.localdate()
    assert document.version == 2


def test_version_with_a_wrong_note_asks_for_its_file_again(login, partnership):
    document = DocumentFactory(circle=partnership.circle, owner=partnership.user)

    response = login(partnership.user).post(
        reverse("library:version_create", args=[document.pk]),
        {"file": upload("b.docx", office()), "note": "x" * 301},
    )

    assert list(response.context["form"].errors) == ["note", "file"]
    assert document.versions.count() == 1


def test_same_file_as_the_version_that_is_there_is_no_version(login, partnership):
    document = DocumentFactory(circle=partnership.circle, owner=partnership.user)

    response = login(partnership.user).post(
        reverse("library:version_create", args=[document.pk]), {"file": upload("b.pdf", CONTENT), "note": ""}
    )

    assert "precies hetzelfde bestand" in response.text
    assert document.versions.count() == 1
    assert len(stored()) == 1


def test_file_is_taken_away_when_its_row_cannot_be_stored(partnership):
    document = Document(circle=partnership.circle, title="x", kind="other", visibility="onbekend")

    with pytest.raises(Exception, match="visibility"), transaction.atomic():
        creating.add(document, inspect(upload("a.pdf", pdf())), by=partnership.user, now=timezone.now())

    assert stored() == []


def test_file_is_on_the_disk_before_its_row(partnership, monkeypatch):
    def dies(*args, **kwargs):
        assert len(stored()) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(Version.objects, "create", dies)
    document = Document(circle=partnership.circle, title="x", kind="other", visibility="public")

    with pytest.raises(KeyboardInterrupt):
        creating.add(document, inspect(upload("a.pdf", pdf())), by=partnership.user, now=timezone.now())

    assert Version.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_double_click_adds_one_document():
    circle = CircleFactory()
    person = MembershipFactory(circle=circle).user

    def add():
        document = Document(circle=circle, title="x", kind="other", visibility="public")
        return creating.add(document, inspect(upload("a.pdf", CONTENT)), by=person, now=timezone.now()).title

    results = at_once(*[add] * 3)

    assert results.count("x") == 1
    assert [type(one) for one in results if one != "x"] == [uploading.SameFile] * 2
    assert Document.objects.count() == 1
    assert len(stored()) == 1


@pytest.mark.django_db(transaction=True)
def test_versions_at_the_same_moment_get_a_number_each():
    document = DocumentFactory()

    def add(content):
        inspected = inspect(upload("a.docx", content))
        return uploading.add_version(document, inspected, by=document.owner, now=timezone.now()).number

    contents = [office(body=body) for body in ("<a/>", "<b/>", "<c/>")]
    assert sorted(at_once(*[lambda content=content: add(content) for content in contents])) == [2, 3, 4]
