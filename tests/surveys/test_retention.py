"""Who was asked and who answered is forgotten in time; what was answered stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys import retention
from surveys.models import Answer, Invitation, Mode, Sheet
from tests.members.factories import UserFactory
from tests.surveys.factories import AnswerFactory, InvitationFactory, RoundFactory, SheetFactory

pytestmark = pytest.mark.django_db


def closed(days):
    at = timezone.now() - timedelta(days=days)
    return RoundFactory(mode=Mode.EACH, opens_at=at - timedelta(days=9), closed_at=at)


def test_who_was_asked_is_forgotten_after_400_days():
    InvitationFactory(round=closed(401))
    kept = InvitationFactory(round=closed(399))

    assert retention.purge(timezone.now())["invitations"] == 1
    assert list(Invitation.objects.all()) == [kept]


def test_answer_outlives_the_name_of_who_gave_it():
    somebody = UserFactory()
    old, recent = (
        SheetFactory(round=closed(days), user=somebody, submitted_at=timezone.now(), submitted_by=somebody)
        for days in (731, 729)
    )
    by_address = SheetFactory(round=old.round, user=None, address="iemand@voorbeeld.invalid")
    for sheet in (old, recent):
        AnswerFactory(sheet=sheet, changed_by=somebody, changed_at=timezone.now())

    assert retention.purge(timezone.now()) == {"invitations": 0, "answers": 1, "sheets": 2}
    assert retention.purge(timezone.now()) == {"invitations": 0, "answers": 0, "sheets": 0}

    old.refresh_from_db()
    by_address.refresh_from_db()
    assert (old.user, old.submitted_by, by_address.address) == (None, None, "")
    assert [one.changed_by for one in Answer.objects.order_by("sheet__round__closed_at")] == [None, somebody]
    assert Sheet.objects.get(pk=recent.pk).submitted_by == somebody


def test_running_round_keeps_everything():
    InvitationFactory()

    assert set(retention.purge(timezone.now() + timedelta(days=3000)).values()) == {0}
