import pytest
import time_machine
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from library import attaching
from library.models import Document
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import SignatureFactory
from tests.library.factories import DocumentFactory, VersionFactory
from tests.library.test_entries import link
from tests.library.test_uploading import answers
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db

NEW = "/bibliotheek/nieuw/"
CHOOSE = "/bibliotheek/kiezen/"


@pytest.fixture
def agreement():
    return AgreementFactory(adopted=True)


@pytest.fixture
def leader(agreement):
    return MembershipFactory(circle=agreement.coalition.circle, leader=True).user


def draw(user, template, **context):
    request = RequestFactory().get("/")
    request.user = user
    return Template("{% load library %}" + template).render(Context({"request": request, **context}))


def test_leader_adds_a_document_to_an_agreement(login, agreement, leader):
    page = login(leader).get(agreement.get_absolute_url()).text
    link = page.split(f'href="{NEW}?', 1)[1].split('"')[0].replace("&amp;", "&")
    url = f"{NEW}?{link}"
    assert str(agreement) in login(leader).get(url).text

    response = login(leader).post(url, answers(title="Het formulier"), follow=True)

    assert response.redirect_chain[-1][0] == agreement.get_absolute_url()
    assert list(agreement.documents.all()) == [Document.objects.get(title="Het formulier")]
    assert "Het formulier" in response.text


def test_leader_adds_a_link_to_an_agreement(login, agreement, leader):
    url = reverse("library:link_create", query={"voor": attaching.reference(agreement, leader)})

    response = login(leader).post(url, link(), follow=True)

    assert response.redirect_chain[-1][0] == agreement.get_absolute_url()
    assert list(agreement.documents.all()) == [Document.objects.get(kind="link")]


def link_to(view_path, page):
    """The address on a page that begins with this path."""
    link = page.split(f'href="{view_path}?', 1)[1].split('"')[0].replace("&amp;", "&")
    return f"{view_path}?{link}"


def choose_url(thing, user, **query):
    return reverse("library:document_attach", query={"voor": attaching.reference(thing, user), **query})


def test_leader_puts_a_document_of_the_library_at_an_agreement_and_takes_it_away(login, agreement, leader):
    document = DocumentFactory(title="Werkblad huisbezoek", circle=agreement.coalition.circle)
    page = login(leader).get(agreement.get_absolute_url()).text
    url = link_to(CHOOSE, page)
    assert "Werkblad huisbezoek" in login(leader).get(url).text

    response = login(leader).post(url, {"document": document.pk}, follow=True)

    assert response.redirect_chain[-1][0] == agreement.get_absolute_url()
    assert list(agreement.documents.all()) == [document]
    away = link_to(reverse("library:document_detach", args=[document.pk]), response.text)
    assert "Werkblad huisbezoek" in login(leader).get(away).text
    assert list(agreement.documents.all()) == [document]  # looking does nothing

    response = login(leader).post(away, follow=True)

    assert response.redirect_chain[-1][0] == agreement.get_absolute_url()
    assert not agreement.documents.exists()
    assert Document.objects.current().filter(pk=document.pk).exists()


def test_declaration_carries_documents_also_after_it_was_signed(login):
    declaration = SignatureFactory().request.declaration
    leader = MembershipFactory(circle=declaration.coalition.circle, leader=True).user
    document = DocumentFactory(circle=declaration.coalition.circle)

    url = link_to(CHOOSE, login(leader).get(declaration.get_absolute_url()).text)
    login(leader).post(url, {"document": document.pk})

    assert list(declaration.documents.all()) == [document]


def test_what_can_be_chosen_is_of_the_own_circles_holds_and_is_not_there_yet(login, agreement, leader):
    circle = agreement.coalition.circle
    DocumentFactory(title="Te kiezen", circle=circle)
    DocumentFactory(title="Van een ander", network=True)
    DocumentFactory(title="Ingetrokken", circle=circle, withdrawn=True)
    DocumentFactory(title="Vervangen", circle=circle, superseded_by=DocumentFactory(circle=circle, title="Opvolger"))
    agreement.documents.add(DocumentFactory(title="Staat er al", circle=circle))

    page = login(leader).get(choose_url(agreement, leader))

    assert sorted(document.title for document in page.context["page"]) == ["Opvolger", "Te kiezen"]


def test_documents_to_choose_are_found_by_a_word_and_the_link_stays(login, agreement, leader):
    circle = agreement.coalition.circle
    DocumentFactory(title="Werkblad huisbezoek", circle=circle)
    DocumentFactory(title="Verslag", circle=circle)

    page = login(leader).get(choose_url(agreement, leader, kring=circle.slug, zoek="huisbezoek"))
    nothing = login(leader).get(choose_url(agreement, leader, zoek="olifant"), headers={"HX-Request": "true"})

    assert [document.title for document in page.context["page"]] == ["Werkblad huisbezoek"]
    assert 'type="hidden" name="voor"' in page.text
    assert "Geen documenten gevonden" in nothing.text
    assert "<h1" not in nothing.text


def test_nothing_to_choose_from_says_what_to_do(login, agreement, leader):
    assert "Er is nog niets om uit te kiezen" in login(leader).get(choose_url(agreement, leader)).text


def test_document_that_went_meanwhile_is_not_put_anywhere(login, agreement, leader):
    document = DocumentFactory(network=True)  # of a circle where they do not take part

    response = login(leader).post(choose_url(agreement, leader), {"document": document.pk}, follow=True)

    assert "Dit document is er niet meer, of het staat er al bij." in response.text
    assert not agreement.documents.exists()


def test_choosing_and_taking_away_need_a_link_for_this_person(login, agreement, leader):
    document = DocumentFactory(circle=agreement.coalition.circle)
    agreement.documents.add(document)
    other = MembershipFactory(circle=agreement.coalition.circle, leader=True).user
    away = reverse("library:document_detach", args=[document.pk])
    theirs = {"voor": attaching.reference(agreement, other)}

    assert login(leader).get(CHOOSE).status_code == 404
    assert login(leader).post(choose_url(agreement, other), {"document": document.pk}).status_code == 404
    assert login(leader).post(reverse("library:document_detach", args=[document.pk], query=theirs)).status_code == 404
    assert login(leader).post(away).status_code == 404
    assert list(agreement.documents.all()) == [document]


def test_what_is_not_at_the_thing_cannot_be_taken_away(login, agreement, leader):
    document = DocumentFactory(circle=agreement.coalition.circle)
    query = {"voor": attaching.reference(agreement, leader)}

    response = login(leader).get(reverse("library:document_detach", args=[document.pk], query=query))

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_to_choose_from_query_count(login, agreement, leader, django_assert_num_queries, count):
    for _ in range(count):
        DocumentFactory(circle=agreement.coalition.circle)
    client, url = login(leader), choose_url(agreement, leader)

    # session, user, demo mark, memberships, the agreement twice (may see, may change), circles to choose,
    # count, documents, versions
    with django_assert_num_queries(10):
        client.get(url)


def test_everybody_sees_and_counts_only_what_is_for_them(agreement, leader, member):
    circle = agreement.coalition.circle
    closed = DocumentFactory(title="Besloten", circle=circle)
    shared = DocumentFactory(title="Gedeeld", circle=circle, network=True)
    gone = DocumentFactory(title="Weg", circle=circle, network=True, withdrawn=True)
    agreement.documents.add(closed, shared, gone)

    for_member = draw(member, "{% documents_of agreement %}", agreement=agreement)
    for_leader = draw(leader, "{% documents_of agreement %}", agreement=agreement)

    assert ("Besloten" in for_member, "Gedeeld" in for_member, "Weg" in for_member) == (False, True, False)
    assert ("Besloten" in for_leader, "Gedeeld" in for_leader, "Weg" in for_leader) == (True, True, False)


def test_empty_list_says_so_and_offers_nothing_to_readers(agreement, member):
    drawn = draw(member, "{% documents_of agreement %}", agreement=agreement)

    assert "Hier hoort nog geen document bij." in drawn
    assert "Voeg een document toe" not in drawn


def test_link_is_drawn_for_who_can_add_somewhere(agreement, leader, stranger):
    circle = agreement.coalition.circle

    assert f"kring={circle.slug}" in draw(leader, "{% documents_of a circle True %}", a=agreement, circle=circle)
    assert "kring=" not in draw(leader, "{% documents_of a may_add=True %}", a=agreement)
    assert "Voeg een document toe" not in draw(stranger, "{% documents_of a may_add=True %}", a=agreement)


@pytest.mark.parametrize("count", [1, 3])
def test_list_at_a_thing_query_count(agreement, member, django_assert_num_queries, count):
    for _ in range(count):
        agreement.documents.add(VersionFactory(document=DocumentFactory(network=True)).document)

    with django_assert_num_queries(3):  # memberships, documents, versions
        draw(member, "{% documents_of agreement %}", agreement=agreement)


@pytest.mark.parametrize("text", ["onzin", "", None])
def test_link_that_was_tampered_with_leads_nowhere(login, leader, text):
    status = login(leader).get(NEW, {"voor": text} if text is not None else {}).status_code

    assert status == (404 if text else 200)


def test_link_of_somebody_else_leads_nowhere(login, agreement, leader):
    other = MembershipFactory(circle=agreement.coalition.circle, leader=True).user

    assert login(leader).get(NEW, {"voor": attaching.reference(agreement, other)}).status_code == 404


def test_link_to_what_somebody_may_only_read_leads_nowhere(login, agreement, member):
    assert login(member).get(NEW, {"voor": attaching.reference(agreement, member)}).status_code == 403


def test_link_is_worth_nothing_after_a_day(agreement, leader):
    with time_machine.travel("2026-01-01 10:00", tick=False):
        text = attaching.reference(agreement, leader)
        assert attaching.find(text, leader).thing == agreement

    with time_machine.travel("2026-01-02 10:01", tick=False), pytest.raises(Http404):
        attaching.find(text, leader)


def test_public_page_shows_what_anybody_may_read(client):
    circle = CircleFactory()
    DocumentFactory(title="Openbaar", circle=circle, public=True)
    DocumentFactory(title="Netwerk", circle=circle, network=True)
    VersionFactory(document=DocumentFactory(title="Wacht", circle=circle, public=True, version1=None), waiting=True)

    drawn = draw(None, "{% public_documents circle %}", circle=circle)

    assert ("Openbaar" in drawn, "Netwerk" in drawn, "Wacht" in drawn) == (True, False, False)
    assert "Bekijk alle documenten" not in drawn


def test_public_page_shows_the_newest_and_leads_to_the_rest():
    circle = CircleFactory()
    DocumentFactory.create_batch(6, circle=circle, public=True)

    drawn = draw(None, "{% public_documents circle %}", circle=circle)

    assert drawn.count("<li>") == 5
    assert "Bekijk alle documenten" in drawn


def test_public_page_without_documents_has_no_empty_heading():
    assert draw(None, "{% public_documents circle %}", circle=CircleFactory()).strip() == ""
