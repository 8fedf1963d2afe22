import pytest
import time_machine
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory

from library import attaching
from library.models import Document
from tests.coalitions.agreements.factories import AgreementFactory
from tests.library.factories import DocumentFactory, VersionFactory
from tests.library.test_uploading import answers
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db

NEW = "/bibliotheek/nieuw/"


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


def test_document_can_be_taken_away_from_a_thing_and_stays(agreement):
    document = DocumentFactory()
    target = attaching.Target(agreement)
    attaching.attach(document, target)

    attaching.detach(document, target)

    assert not agreement.documents.exists()
    assert Document.objects.filter(pk=document.pk).exists()


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
