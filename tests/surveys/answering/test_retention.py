"""What was said while filling in goes after a while; that a box stayed closed is no reason to keep it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.answering import retention
from surveys.models import Assignment, Mode, OtherView, Remark, SealedSheet, Step
from tests.members.factories import UserFactory
from tests.surveys.factories import QuestionFactory, RoundFactory, SheetFactory

pytestmark = pytest.mark.django_db


def closed_sheet(days, mode=Mode.JOINT):
    at = timezone.now() - timedelta(days=days)
    return SheetFactory(round=RoundFactory(mode=mode, opens_at=at - timedelta(days=9), closed_at=at))


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (399, {"talk": 2, "names": 2}),
        (401, {"talk": 0, "names": 2}),
        (731, {"talk": 0, "names": 0}),
    ],
)
def test_talk_goes_before_names(section, days, left):
    sheet, question, who = closed_sheet(days), QuestionFactory(section=section), UserFactory()
    said = {"sheet": sheet, "by": who, "at": timezone.now()}
    Assignment.objects.create(question=question, to=who, **said)
    Remark.objects.create(question=question, text="Navragen", **said)
    OtherView.objects.create(question=question, value=1, **said)
    Step.objects.create(kind=Step.Kind.BY_PHONE, spoke_with="Anna", **said)

    retention.purge(timezone.now())

    found = {
        "talk": Assignment.objects.count() + Remark.objects.count(),
        "names": OtherView.objects.exclude(by=None).count() + Step.objects.exclude(by=None, spoke_with="").count(),
    }
    assert found == left
    assert (OtherView.objects.count(), Step.objects.count()) == (1, 1)


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_box_that_stayed_closed_goes_after_a_month(days, left):
    SealedSheet.objects.create(round=closed_sheet(days, Mode.ANONYMOUS).round, box="dicht")

    retention.purge(timezone.now())

    assert SealedSheet.objects.count() == left
