"""Reading the agreements of a coalition: the list, one agreement."""

import pytest
from django.utils import timezone

from coalitions.models import Step
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.agreements.hands import create_path, list_path
from tests.coalitions.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


# The list


def test_list_shows_every_step_in_the_order_of_the_route(login, member, coalition, adopted):
    response = login(member).get(list_path(coalition))

    stretches = response.context["stretches"]
    assert [stretch.step for stretch in stretches] == list(Step)
    assert [stretch.agreements for stretch in stretches if stretch.agreements] == [[adopted]]


def test_gap_says_what_belongs_there(login, member, coalition, adopted):
    page = login(member).get(list_path(coalition)).content.decode()

    assert "Hier is nog geen afspraak over. Wie let waarop" in page
    assert Step.REFERRING.question not in page


def test_only_who_may_add_is_offered_to(login, member, leader, coalition):
    offer = f"{create_path(coalition)}?stap=noticing"

    assert offer not in login(member).get(list_path(coalition)).content.decode()
    assert offer in login(leader).get(list_path(coalition)).content.decode()


def test_draft_is_for_the_circle_and_the_coordinator(login, member, partner, coordinator, coalition, draft):
    def titles(user):
        return draft.title in login(user).get(list_path(coalition)).content.decode()

    assert [titles(member), titles(partner), titles(coordinator)] == [False, True, True]


def test_lapsed_agreement_stands_apart_with_its_reason(login, member, coalition):
    AgreementFactory(coalition=coalition, lapsed=True, title="De brief", lapse_reason="Er is nu een gesprek.")

    response = login(member).get(list_path(coalition))

    assert [agreement.title for agreement in response.context["lapsed"]] == ["De brief"]
    assert "Er is nu een gesprek." in response.content.decode()
    assert len(response.context["gaps"]) == 7


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_asks_as_much_for_few_as_for_many(login, member, coalition, django_assert_num_queries, count):
    AgreementFactory.create_batch(count, coalition=coalition, adopted=True, history=5)
    client = login(member)

    with django_assert_num_queries(6):  # session, user, memberships, coalition, agreements, their municipalities
        client.get(list_path(coalition))


# One agreement


def test_member_reads_who_does_what(login, member, adopted, path):
    adopted.organisations.add(OrganisationFactory(name="GGD Fryslân"))

    page = login(member).get(path("detail", adopted)).content.decode()

    assert "De verloskundige belt de gemeente." in page
    assert "GGD Fryslân" in page
    assert path("edit", adopted) not in page


@pytest.mark.parametrize("versions", [1, 5])
def test_detail_asks_as_much_for_a_long_history(login, member, coalition, path, django_assert_num_queries, versions):
    agreement = AgreementFactory(coalition=coalition, adopted=True, history=versions)
    client = login(member)

    # session, user, memberships, agreement, its organisations, municipalities, replacements and documents
    with django_assert_num_queries(8):
        client.get(path("detail", agreement))


def test_agreement_of_another_coalition_is_not_found_here(login, member, coalition, path):
    other = AgreementFactory(adopted=True)

    assert login(member).get(f"{list_path(coalition)}{other.pk}/").status_code == 404


def test_agreement_that_waits_to_be_looked_at_says_so(login, member, coalition, path):
    overdue = AgreementFactory(coalition=coalition, overdue=True)

    assert "moet worden nagekeken" in login(member).get(path("detail", overdue)).content.decode()


def test_lapsed_agreement_says_why_and_can_start_anew(login, leader, coalition, path):
    lapsed = AgreementFactory(coalition=coalition, lapsed=True, lapse_reason="Er is nu een gesprek.")

    page = login(leader).get(path("detail", lapsed)).content.decode()

    assert "Er is nu een gesprek." in page
    assert f"{create_path(coalition)}?vervangt={lapsed.pk}" in page
    assert path("edit", lapsed) not in page


def test_coalition_that_ended_does_not_ask_for_agreements(login, member, coalition):
    gone = AgreementFactory(coalition=coalition, lapsed=True, adopted=True)
    coalition.circle.ended_on = timezone.localdate()
    coalition.circle.save()

    text = login(member).get(list_path(coalition)).text

    assert "Wat nog gold, ging mee" in text
    assert "Deze kring bestaat niet meer" in text
    assert gone.title in text
    assert "Hier is nog geen afspraak over" not in text
