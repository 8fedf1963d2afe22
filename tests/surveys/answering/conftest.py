from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.making import conditions
from tests.members.factories import MembershipFactory
from tests.surveys.factories import QuestionFactory, RoundFactory, SheetFactory


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def asking(draft, section, fix):
    """Make questions, fix the version, and return an open round of them with its questions."""

    def make(*kinds, mode="joint", required=(), condition=None, **fields):
        questions = [
            QuestionFactory(section=section, kind=kind, is_required=number in required)
            for number, kind in enumerate(kinds)
        ]
        if condition:
            shown, by, when, value = condition
            conditions.decide(questions[shown], questions[by], when, value, by=None, now=timezone.now())
        fix(draft)
        return RoundFactory(instrument_version=draft, mode=mode, **fields), questions

    return make


@pytest.fixture
def joint(asking):
    """A joint sheet of a circle with a leader and a partner, and its questions."""

    def make(*kinds, required=(), **fields):
        one, questions = asking(*kinds, required=required, **fields)
        lead = MembershipFactory(leader=True)
        partner = MembershipFactory(circle=lead.circle)
        sheet = SheetFactory(round=one, circle=lead.circle)
        return sheet, questions, lead.user, partner.user

    return make


@pytest.fixture
def earlier():
    """A round before this one, of the same version, with a submitted sheet of the same circle or person."""

    def make(sheet, days=200):
        one = sheet.round
        before = RoundFactory(
            instrument_version=one.instrument_version,
            mode=one.mode,
            opens_at=one.opens_at - timedelta(days=days),
            closed_at=one.opens_at - timedelta(days=days - 20),
            title="Ronde van het voorjaar",
        )
        return SheetFactory(
            round=before,
            circle=sheet.circle,
            user=sheet.user,
            address=sheet.address,
            submitted_at=before.opens_at + timedelta(days=2),
        )

    return make
