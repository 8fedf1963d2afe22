import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from library import doubting
from library.models import StaleReport
from library.waiting import stale_reports
from members.models import Notice
from tests.library.factories import DocumentFactory, StaleReportFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def document(network):
    circle = CircleFactory()
    return DocumentFactory(network=True, circle=circle, owner=MembershipFactory(circle=circle).user, title="Zorgpad")


def report_url(document):
    return reverse("library:stale_report", args=[document.pk])


def test_reader_says_it_does_not_hold_and_hears_the_answer(document, login, member):
    client = login(member)
    assert report_url(document) in client.get(document.get_absolute_url()).text

    client.post(report_url(document), {"reason": "Het nummer is veranderd."})

    report = StaleReport.objects.get()
    notice = Notice.objects.get(user=document.owner)
    assert notice.sentence == "Een lezer meldt dat “Zorgpad” niet meer klopt: Het nummer is veranderd."
    assert "Het nummer is veranderd." in client.get(document.get_absolute_url()).text
    assert "Een lezer meldt: klopt niet meer" in client.get("/bibliotheek/").text
    assert stale_reports(document.owner, TODAY)[0][1] == report.answer_url

    owner = login(document.owner)
    assert report.answer_url in owner.get(document.get_absolute_url()).text
    assert "Het nummer is veranderd." in owner.get(report.answer_url).text
    owner.post(report.answer_url, {"answer": "Aangepast in versie 2."})

    report.refresh_from_db()
    assert (report.answer, report.answered_by) == ("Aangepast in versie 2.", document.owner)
    assert Notice.objects.get().user == member
    assert "Aangepast in versie 2." in Notice.objects.get().sentence
    assert "klopt niet meer" not in owner.get(document.get_absolute_url()).text
    assert owner.get(report.answer_url).status_code == 404
    assert str(report) == "Zorgpad: Het nummer is veranderd."


def test_same_reader_reports_once(document, login, member):
    client = login(member)

    client.post(report_url(document), {"reason": "Een."})
    response = client.post(report_url(document), {"reason": "Twee."}, follow=True)

    assert "Je had dit al gemeld" in response.text
    assert StaleReport.objects.get().reason == "Een."


@pytest.mark.parametrize("name", ["stale_report", "stale_answer"])
def test_words_are_asked_for(document, login, name):
    report = StaleReportFactory(document=document)
    url = report_url(document) if name == "stale_report" else report.answer_url

    assert login(document.owner).post(url, {"reason": "", "answer": ""}).context["form"].errors


def test_leader_hears_of_a_document_without_an_owner(document, member):
    document.owner = None
    document.save()
    leader = MembershipFactory(circle=document.circle, leader=True).user

    doubting.report(document, "Klopt niet.", by=member, now=NOW)

    assert Notice.objects.get().user == leader


def test_answer_twice_and_to_somebody_who_is_gone(document):
    report = StaleReportFactory(document=document, by=None)

    assert doubting.answer(report, "Klopt nog.", by=document.owner, now=NOW)
    assert not doubting.answer(report, "Nog eens.", by=document.owner, now=NOW)

    assert not Notice.objects.exists()


def test_visitor_does_not_read_what_readers_report(client, document):
    document.visibility = "public"
    document.save()
    StaleReportFactory(document=document, reason="Dit is voor leden.")

    assert "Dit is voor leden." not in client.get(document.get_absolute_url()).text


def test_report_is_answered_by_who_may_change_the_document(document, member):
    report = StaleReportFactory(document=document)
    StaleReportFactory(document=DocumentFactory())

    assert set(StaleReport.objects.visible_to(member)) == {report}
    assert set(StaleReport.objects.editable_by(member)) == set()
    assert set(StaleReport.objects.editable_by(document.owner)) == {report}


def test_what_may_not_hold_stands_lower_and_is_never_left_out(login, member):
    now = timezone.now()
    late = DocumentFactory(network=True, title="Laat", review_on=TODAY - datetime.timedelta(days=1))
    reported = StaleReportFactory(document=DocumentFactory(network=True, title="Gemeld")).document
    sure = DocumentFactory(network=True, title="Zeker", changed_at=now - datetime.timedelta(days=900))
    StaleReportFactory(document=sure, answered=True)
    client = login(member)

    listed = [document.title for document in client.get("/bibliotheek/").context["page"].object_list]
    doubted = [d.title for d in client.get("/bibliotheek/", {"nakijken": "on"}).context["page"].object_list]

    assert listed == ["Zeker", "Gemeld", "Laat"]
    assert set(doubted) == {reported.title, late.title}
    assert "Moet worden nagekeken" in client.get("/bibliotheek/").text
