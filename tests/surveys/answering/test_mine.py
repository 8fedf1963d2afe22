"""What is asked of me: on the start page and in the list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.answering import filling
from surveys.models import (
    Assignment,
    Mode,
)
from tests.members.factories import UserFactory
from tests.surveys.factories import InvitationFactory, SheetFactory

pytestmark = pytest.mark.django_db


def test_what_is_asked_stands_on_the_start_page(joint, nameless_invitation, login, now):
    sheet, (question, other), lead, partner = joint("short", "short")
    nameless_invitation(partner)
    for number in range(2):
        Assignment.objects.create(sheet=sheet, question=(question, other)[number], to=partner, by=lead, at=now)
    filling.save_answer(sheet, other, "Ja", by=lead, now=now)

    page = login(partner).get(reverse("home")).content.decode()

    assert f"De vragenlijst “{sheet.round.title}” van {sheet.circle} staat open tot" in page
    assert "De vragenlijst “Zonder naam” staat open tot" in page
    assert f"beantwoord jij de vraag “{question.text}”" in page
    assert f"beantwoord jij de vraag “{other.text}”" not in page


@pytest.fixture
def nameless_invitation():
    from tests.surveys.factories import RoundFactory

    return lambda user: InvitationFactory(round=RoundFactory(mode=Mode.ANONYMOUS, title="Zonder naam"), user=user)


def test_list_of_mine_knows_what_waits_and_what_is_over(joint, earlier, nameless_invitation, now):
    from surveys.answering import mine

    sheet, (question,), lead, partner = joint("short")
    nameless_invitation(partner)
    past = earlier(sheet)
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    before = mine.of(partner, now)
    filling.submit(sheet, by=lead, now=now)
    after = mine.of(partner, now)

    assert [(line.title, line.is_begun) for line in before.asked] == [
        (sheet.round.title, True),
        ("Zonder naam", False),
    ]
    assert [line.title for line in after.asked] == ["Zonder naam"]
    assert [line.url for line in after.changeable] == [sheet.get_absolute_url()]
    assert [line.title for line in after.past] == [past.round.title]
    assert mine.of(UserFactory(), now) == mine.Of([], [], [])


@pytest.mark.parametrize("count", [1, 3])
def test_mine_query_count(now, count, django_assert_num_queries, nameless_invitation, member):
    from surveys.answering import mine

    for _ in range(count):
        nameless_invitation(member)
        SheetFactory(round__mode=Mode.EACH, user=member)
        SheetFactory(round__mode=Mode.EACH, user=member, submitted_at=now)
    user = type(member).objects.get(pk=member.pk)
    assert user.is_member

    with django_assert_num_queries(3):  # open sheets, invitations without a name, past sheets
        mine.of(user, timezone.now() + timedelta(seconds=1))
