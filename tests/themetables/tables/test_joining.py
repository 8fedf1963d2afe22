"""Sitting down at a table: at once or after an answer, once whoever clicks, and never at a table that stopped."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from members.models import Membership, Notice
from members.refused import Refused
from outbox.models import Email
from tests.members.factories import MembershipFactory
from tests.races import at_once
from tests.themetables.factories import ThemeTableFactory
from tests.themetables.tables.factories import JoinRequestFactory
from themetables.models import JoinRequest, ThemeTable
from themetables.tables import joining

JOIN = "/thematafels/kraamzorg/meedoen/"
REQUESTS = "/thematafels/kraamzorg/aanvragen/"


@pytest.fixture
def open_table(table):
    table.joining = ThemeTable.Joining.OPEN
    table.save()
    return table


def told():
    return sorted(Notice.objects.values_list("user__name", "sentence"))


def is_at(table, user):
    return Membership.objects.current(timezone.localdate()).filter(circle=table.circle, user=user).exists()


def test_member_asks_and_the_lead_hears_it(login, member, table, lead):
    page = login(member).get(table.get_absolute_url())
    assert "Vraag of je mee kunt doen" in page.text

    response = login(member).post(JOIN, {"why": "Ik werk in de kraamzorg."}, follow=True)

    assert "Je vraag is verstuurd. Je hoort van de trekker of het kan." in response.text
    assert "Trek je vraag in" in response.text
    assert "Vraag of je mee kunt doen" not in response.text
    assert told() == [("Trijn Trekker", f"{member.shown_name} wil meedoen aan thematafel Kraamzorg.")]
    assert not is_at(table, member)


def test_where_nobody_leads_the_coordinator_hears_it(member, coordinator, table):
    joining.ask(table, member, "Graag.", now=timezone.now())

    assert [name for name, _ in told()] == [coordinator.name]


def test_asking_twice_is_one_request(login, member, table, lead):
    for _ in range(2):
        login(member).post(JOIN, {"why": "Ik werk in de kraamzorg."})

    assert JoinRequest.objects.count() == Notice.objects.count() == 1
    assert str(JoinRequest.objects.get()) == f"{member} bij Kraamzorg"
    assert "De trekker van de tafel laat je weten of het kan." in login(member).get(JOIN).text


def test_empty_reason_is_said_at_the_field(login, member, table):
    response = login(member).post(JOIN, {"why": " "})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["why"]
    assert not JoinRequest.objects.exists()


def test_lead_lets_somebody_in_with_one_click(login, member, table, lead):
    asked = joining.ask(table, member, "Ik werk in de kraamzorg.", now=timezone.now())
    client = login(lead)

    assert "Ik werk in de kraamzorg." in client.get(REQUESTS).text
    response = client.post(f"{REQUESTS}{asked.pk}/toelaten/", follow=True)

    assert "doet mee en krijgt daar een mail over." in response.text
    assert is_at(table, member)
    assert Email.objects.get().to == member.email
    assert "welkom" in response.text

    again = client.post(f"{REQUESTS}{asked.pk}/toelaten/", follow=True)
    assert "was al beantwoord" in again.text
    assert Email.objects.count() == 1


def test_lead_says_no_with_a_sentence_and_whoever_asked_reads_it(login, member, table, lead):
    asked = joining.ask(table, member, "Graag.", now=timezone.now())
    path = f"{REQUESTS}{asked.pk}/afwijzen/"
    client = login(lead)

    empty = client.post(path, {"answer": ""})
    response = client.post(path, {"answer": "We zijn net met genoeg mensen."}, follow=True)

    assert list(empty.context["form"].errors) == ["answer"]
    assert "hoort waarom het nu niet kan" in response.text
    assert (member.name, "Je kunt nu niet meedoen aan thematafel Kraamzorg: We zijn net met genoeg mensen.") in told()
    assert not is_at(table, member)
    assert "was al beantwoord" in client.post(path, {"answer": "Nog eens."}, follow=True).text
    assert JoinRequest.objects.get().answer == "We zijn net met genoeg mensen."


def test_whoever_asked_takes_it_back_and_the_lead_does_not_hear_of_it_any_more(login, member, table, lead):
    asked = joining.ask(table, member, "Graag.", now=timezone.now())
    path = f"{REQUESTS}{asked.pk}/intrekken/"

    assert login(lead).post(path).status_code == 404
    assert "Je vraag is ingetrokken." in login(member).post(path, follow=True).text
    assert "Je vraag was al beantwoord." in login(member).post(path, follow=True).text
    assert told() == []
    assert JoinRequest.objects.get().outcome == JoinRequest.Outcome.WITHDRAWN


def test_open_table_takes_one_click(login, member, open_table, lead):
    client = login(member)
    assert "Doe mee aan deze tafel" in client.get(open_table.get_absolute_url()).text
    assert "Doe mee" in client.get(JOIN).text

    response = client.post(JOIN, follow=True)

    assert "Welkom aan thematafel Kraamzorg." in response.text
    assert is_at(open_table, member)
    assert told() == [("Trijn Trekker", f"{member.shown_name} doet mee aan thematafel Kraamzorg.")]
    assert "Verlaat deze tafel" in response.text


def test_joining_an_open_table_answers_what_was_asked_before(member, open_table):
    JoinRequestFactory(table=open_table, user=member)

    joining.join(open_table, member, now=timezone.now())

    assert JoinRequest.objects.get().outcome == JoinRequest.Outcome.ACCEPTED


def test_nobody_joins_at_once_where_one_has_to_ask(member, table):
    with pytest.raises(Refused, match="Vraag eerst"):
        joining.join(table, member, now=timezone.now())


def test_who_sits_there_cannot_ask(login, table, sitter):
    client = login(sitter)

    assert "Je doet al mee" in client.get(JOIN).text
    assert "Je doet al mee aan thematafel Kraamzorg." in client.post(JOIN, {"why": "Nog eens."}, follow=True).text
    assert not JoinRequest.objects.exists()


def test_closed_table_takes_nobody(login, member, coordinator):
    closed = ThemeTableFactory(closed=True)
    asked = JoinRequestFactory(table=closed)

    assert login(member).get(f"{closed.get_absolute_url()}meedoen/").status_code == 404
    assert login(coordinator).post(f"{closed.get_absolute_url()}aanvragen/{asked.pk}/toelaten/").status_code == 404
    with pytest.raises(Refused, match="gestopt"):
        joining.ask(closed, member, "Graag.", now=timezone.now())


def test_table_that_stops_while_the_lead_clicks_takes_nobody(login, table, lead, monkeypatch):
    asked = JoinRequestFactory(table=table)

    def stopped(*args, **kwargs):
        raise Refused("Thematafel Kraamzorg is gestopt.")

    monkeypatch.setattr(joining, "lock_active", stopped)

    assert "is gestopt" in login(lead).post(f"{REQUESTS}{asked.pk}/toelaten/", follow=True).text


def test_only_who_leads_this_table_decides(login, member, sitter, table):
    asked = JoinRequestFactory(table=table)
    other_lead = MembershipFactory(circle=ThemeTableFactory().circle, leader=True).user

    for user in (member, sitter, other_lead):
        client = login(user)
        assert client.get(REQUESTS).status_code == 403
        assert client.post(f"{REQUESTS}{asked.pk}/toelaten/").status_code == 404
        assert client.get(f"{REQUESTS}{asked.pk}/afwijzen/").status_code == 404


def test_page_of_requests_says_why_it_is_empty(login, table, lead):
    client = login(lead)
    assert "Vraagt iemand uit het netwerk" in client.get(REQUESTS).text

    ThemeTable.objects.update(joining=ThemeTable.Joining.OPEN)

    assert "Iedereen uit het netwerk kan bij deze tafel meteen meedoen." in client.get(REQUESTS).text


@pytest.mark.parametrize("count", [1, 3])
def test_requests_query_count(login, table, lead, django_assert_num_queries, count):
    JoinRequestFactory.create_batch(count, table=table)
    for _ in range(count):
        JoinRequestFactory(table=table, outcome="withdrawn", decided_at=timezone.now())
    client = login(lead)

    # session, user, memberships, table, may I, whether the circle is of a coalition; waiting, decided
    with django_assert_num_queries(8):
        client.get(REQUESTS)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "declined", "decided_at": timezone.now(), "answer": ""},
        {"outcome": "accepted", "decided_at": None},
        {"outcome": "", "decided_at": timezone.now()},
    ],
)
def test_database_refuses_half_an_answer(table, fields):
    with pytest.raises(IntegrityError):
        JoinRequestFactory(table=table, **fields)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does(table, lead, coordinator, meeting_point):
    asked = JoinRequestFactory(table=table)
    meeting_point(joining, "_undecided")
    now = timezone.now()

    outcomes = at_once(
        lambda: joining.accept(asked, by=lead, now=now),
        lambda: joining.decline(asked, answer="Nee.", by=coordinator, now=now),
    )

    assert sorted(outcomes) == [False, True]
    asked.refresh_from_db()
    assert is_at(table, asked.user) == (asked.outcome == JoinRequest.Outcome.ACCEPTED)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would(table, lead, coordinator, meeting_point, monkeypatch):
    asked = JoinRequestFactory(table=table)
    monkeypatch.setattr(joining, "lock_active", lambda table: table)
    meeting_point(joining, "_undecided")
    now = timezone.now()

    outcomes = at_once(
        lambda: joining.accept(asked, by=lead, now=now),
        lambda: joining.decline(asked, answer="Nee.", by=coordinator, now=now),
    )

    assert outcomes == [True, True]
