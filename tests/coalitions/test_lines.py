"""One line about each room of a coalition, on its page."""

import datetime

import pytest
from django.utils import timezone

from coalitions import lines
from coalitions.partners.holdings import VOICES
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.factories import CoalitionFactory, PartnerFactory, UseFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition():
    return CoalitionFactory()


@pytest.fixture
def leader(coalition):
    return MembershipFactory(circle=coalition.circle, leader=True).user


@pytest.fixture
def line(coalition, leader):
    def _line(function, user=leader):
        return function(coalition.circle, user, timezone.localdate())

    return _line


def test_plan_says_what_is_open_and_late(line, coalition):
    assert line(lines.plan) == "Er staat nu niets open."

    ActionPointFactory(circle=coalition.circle)
    ActionPointFactory(circle=coalition.circle, done=True)
    assert line(lines.plan) == "1 punt open."

    ActionPointFactory(circle=coalition.circle, due_in=-3)
    assert line(lines.plan) == "2 punten open, 1 te laat."


def test_agreements_say_what_holds_and_drafts_only_to_the_circle(line, coalition, member):
    assert line(lines.agreements) == "Er staan nog geen afspraken."

    AgreementFactory(coalition=coalition)
    AgreementFactory(coalition=coalition, adopted=True)
    assert line(lines.agreements) == "1 vastgesteld, 1 in concept."

    AgreementFactory(coalition=coalition, overdue=True)
    AgreementFactory(coalition=coalition, lapsed=True)
    AgreementFactory(adopted=True)

    assert line(lines.agreements) == "2 vastgesteld, 1 in concept, 1 om na te kijken."
    assert line(lines.agreements, member) == "2 vastgesteld, 1 om na te kijken."


def test_declaration_says_how_far_the_newest_is(line, coalition):
    assert line(lines.declaration) == "Er is nog geen intentieverklaring."

    DeclarationFactory(coalition=coalition, withdrawn=True)
    DeclarationFactory(coalition=coalition)
    assert line(lines.declaration) == "Er ligt een concept."

    sent = DeclarationFactory(coalition=coalition, is_sent=True, number=2)
    SignatureFactory(request=RequestFactory(declaration=sent))
    RequestFactory(declaration=sent)
    assert line(lines.declaration) == "Ligt ter ondertekening: 1 van 2 tekenden."


def test_declaration_that_is_signed_says_by_how_many(line, coalition):
    signed = DeclarationFactory(coalition=coalition, is_sent=True)
    SignatureFactory(request=RequestFactory(declaration=signed))
    type(signed).objects.filter(pk=signed.pk).update(completed_at=timezone.now())

    holds = line(lines.declaration)
    assert holds.startswith("Ondertekend door 1 organisatie, ")

    # What was signed holds while the next one is made; a next period counts its versions from 1 again.
    concept = DeclarationFactory(coalition=coalition, previous=signed)
    assert line(lines.declaration) == f"{holds} Er ligt een concept voor een vervolg."
    concept.delete()
    RequestFactory(declaration=DeclarationFactory(coalition=coalition, previous=signed, is_sent=True))
    assert line(lines.declaration) == f"{holds} Het vervolg ligt ter ondertekening: 0 van 1 tekenden."


def test_declaration_of_a_next_period_leaves_the_one_that_holds(line, coalition):
    holds = DeclarationFactory(coalition=coalition, completed=True, through=datetime.date(2026, 12, 31))
    before = line(lines.declaration)
    period = {"since": datetime.date(2090, 1, 1), "through": datetime.date(2091, 12, 31)}

    later = DeclarationFactory(coalition=coalition, completed=True, previous=holds, **period)
    assert line(lines.declaration) == f"{before} Het vervolg is getekend en geldt van 2090 tot en met 2091."

    holds.followers.update(previous=None)
    holds.delete()
    assert line(lines.declaration) == "Ondertekend door 0 organisaties, van 2090 tot en met 2091."
    assert later.state == later.State.COMPLETED


def test_interventions_say_what_is_offered_and_planned(line, coalition):
    assert line(lines.interventions) == "Er is nog niets ingevuld."

    UseFactory(coalition=coalition)
    UseFactory(coalition=coalition, state="planned")
    UseFactory(coalition=coalition, state="stopped")
    UseFactory()

    assert line(lines.interventions) == "1 aangeboden, 1 gepland."


def test_documents_are_counted_as_far_as_somebody_may_read_them(line, coalition, member, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert line(lines.documents) == "Er staan nog geen documenten."

    DocumentFactory(circle=coalition.circle)
    DocumentFactory(circle=coalition.circle, network=True)
    DocumentFactory(circle=coalition.circle, network=True, withdrawn=True)
    DocumentFactory(network=True)

    assert line(lines.documents) == "2 documenten."
    assert line(lines.documents, member) == "1 document."


def test_nothing_is_still_to_come_of_a_coalition_that_ended(line, coalition):
    coalition.circle.ended_on = timezone.localdate()

    for of in (lines.plan, lines.agreements, lines.declaration, lines.interventions, lines.documents):
        assert line(of) == "Hier staat niets meer."


def test_lines_stand_on_the_page(login, leader, coalition):
    ActionPointFactory(circle=coalition.circle)

    assert "1 punt open." in login(leader).get(coalition.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_whom_somebody_speaks_for_is_handed_over(coalition, leader, django_assert_num_queries, count):
    partners = PartnerFactory.create_batch(count, coalition=coalition, contact=leader)
    PartnerFactory(coalition=coalition, contact=leader, until="2025-01-01")
    PartnerFactory(coalition=coalition)
    successor = UserFactory()

    with django_assert_num_queries(1):
        held = VOICES.held_by(leader)
    VOICES.move([holding.pk for holding in held], to=successor, by=leader, now=timezone.now())

    assert {holding.label for holding in held} == {str(partner.organisation) for partner in partners}
    assert {holding.url for holding in held} == {f"{coalition.get_absolute_url()}#partners"}
    assert successor.partner_contacts.count() == count
    assert leader.partner_contacts.count() == 1  # the past
