"""An agreement is adopted, lapses, or takes the place of another."""

import datetime

import pytest
from django.utils import timezone

from coalitions.models import Agreement, AgreementState
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.agreements.hands import answers, create_path
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def adoption(agreement, leader, **other):
    later = timezone.localdate() + datetime.timedelta(days=200)
    return {"version": agreement.version, "valid_from": "2026-01-01", "review_on": later, "owner": leader.pk, **other}


def test_adopted_agreement_is_read_by_the_network(login, leader, member, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader), follow=True)

    draft.refresh_from_db()
    assert "Iedereen in het netwerk kan haar nu lezen." in response.content.decode()
    assert (draft.state, draft.adopted_by, draft.version) == (AgreementState.ADOPTED, leader, 2)
    assert draft.versions.first().state == AgreementState.ADOPTED
    assert login(member).get(path("detail", draft)).status_code == 200


def test_text_that_changed_meanwhile_is_not_adopted_unseen(login, leader, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader, version=0), follow=True)

    draft.refresh_from_db()
    assert draft.state == AgreementState.DRAFT
    assert "Harmen Leider heeft de tekst intussen gewijzigd" in response.content.decode()


def test_day_to_look_again_after_adopting_lies_ahead(login, leader, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader, review_on=timezone.localdate()))

    assert list(response.context["form"].errors) == ["review_on"]

    begins = timezone.localdate() + datetime.timedelta(days=800)
    response = login(leader).post(path("adopt", draft), adoption(draft, leader, valid_from=begins))
    assert response.context["form"].errors == {"review_on": ["Kies een dag nadat de afspraak is ingegaan."]}


def test_what_holds_cannot_be_adopted_again(login, leader, adopted, path):
    client = login(leader)

    assert client.post(path("adopt", adopted)).url == path("detail", adopted)
    assert "Deze afspraak is al vastgesteld." in client.get(path("detail", adopted)).text


def test_agreement_lapses_with_a_reason(login, leader, member, adopted, path):
    login(leader).post(path("lapse", adopted), {"reason": "Er is nu een gesprek."})

    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == (AgreementState.LAPSED, "Er is nu een gesprek.")
    assert adopted.owner is None
    assert login(member).get(path("detail", adopted)).status_code == 200


def test_agreement_does_not_lapse_without_a_reason(login, leader, adopted, path):
    response = login(leader).post(path("lapse", adopted), {"reason": ""})

    adopted.refresh_from_db()
    assert (response.status_code, adopted.state) == (200, AgreementState.ADOPTED)


def test_draft_that_is_dropped_stays_in_the_circle(login, leader, partner, member, draft, path):
    login(leader).post(path("lapse", draft), {"reason": "Dubbel."})

    assert login(partner).get(path("detail", draft)).status_code == 200
    assert login(member).get(path("detail", draft)).status_code == 404


# A new text for what holds


def test_new_draft_starts_with_the_text_that_it_is_to_replace(login, leader, coalition, adopted):
    form = login(leader).get(f"{create_path(coalition)}?vervangt={adopted.pk}").context["form"]

    assert (form["title"].value(), form["text"].value()) == (adopted.title, adopted.text)


def test_old_agreement_holds_until_the_new_one_is_adopted(login, leader, coalition, adopted, path):
    client = login(leader)
    client.post(f"{create_path(coalition)}?vervangt={adopted.pk}", answers(leader, title="Twee nummers"))
    new = Agreement.objects.get(title="Twee nummers")

    assert "Er is een nieuw concept" in client.get(path("detail", adopted)).content.decode()
    assert "vervalt als je deze vaststelt" in client.get(path("adopt", new)).content.decode()

    client.post(path("adopt", new), adoption(new, leader))

    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == (AgreementState.LAPSED, "Vervangen door “Twee nummers”.")


def test_agreement_of_others_cannot_be_replaced(login, leader, coalition):
    other = AgreementFactory(adopted=True)

    assert login(leader).get(f"{create_path(coalition)}?vervangt={other.pk}").status_code == 404


def test_coordinator_may_look_after_an_agreement(login, coordinator, coalition):
    MembershipFactory(circle=coalition.circle)

    response = login(coordinator).post(create_path(coalition), answers(coordinator))

    assert response.status_code == 302
    assert Agreement.objects.get().owner == coordinator
