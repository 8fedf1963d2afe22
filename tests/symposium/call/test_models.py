"""What the database promises of a call and of what was proposed."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from symposium.models import Proposal
from symposium.retention import purge
from tests.symposium.factories import EditionFactory, ProposalFactory, SessionFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("opens", "closes"), [(DAY, None), (None, DAY), (DAY, DAY - datetime.timedelta(days=1))], ids=str
)
def test_call_is_open_from_a_first_to_a_last_day(opens, closes):
    with pytest.raises(IntegrityError, match="call_from_first_to_last_day"):
        EditionFactory(call_opens_on=opens, call_closes_on=closes)


def test_proposal_ends_in_one_way():
    now = timezone.now()

    with pytest.raises(IntegrityError, match="ends_once"):
        ProposalFactory(withdrawn_at=now, taken_at=now)


@pytest.mark.parametrize("how", [{"declined_at": timezone.now()}, {"decline_reason": "Vol"}])
def test_no_is_said_with_a_reason(how):
    with pytest.raises(IntegrityError, match="declined_with_reason"):
        ProposalFactory(**how)


def test_only_what_was_taken_is_in_the_programme():
    with pytest.raises(IntegrityError, match="session_only_if_taken"):
        ProposalFactory(session=SessionFactory())


def test_proposal_goes_a_year_after_the_day():
    held = datetime.datetime(2027, 2, 11, 12, tzinfo=datetime.UTC)
    ProposalFactory(edition=EditionFactory())

    purge(held + datetime.timedelta(days=365))
    assert Proposal.objects.count() == 1

    assert purge(held + datetime.timedelta(days=366))["symposium_proposals"] == 1
