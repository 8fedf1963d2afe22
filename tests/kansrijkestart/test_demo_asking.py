"""The demo shows questions on their way: waiting, passed on and answered; and a digest in the mailbox."""

import pytest
from django.utils import timezone

from community.models import AnswerInvitation, Asking
from kansrijkestart.demo import asking
from members.models import DigestMail, User
from outbox.models import Email
from tests.world import put_demo


@pytest.fixture
def seeded(db, settings):
    put_demo(settings)


def test_questions_wait_are_passed_on_and_answered(seeded):
    member = User.objects.get(email="lid@demo.invalid")

    assert AnswerInvitation.objects.waiting().filter(person=member, topic__title=asking.OPEN[0]).exists()
    assert AnswerInvitation.objects.filter(topic__title=asking.PASSED[0], reason="passed_on").exists()
    assert AnswerInvitation.objects.filter(topic__title=asking.ANSWERED[0], answered_at__isnull=False).exists()


def test_mailbox_has_a_digest_and_nothing_about_what_was_long_ago(seeded):
    categories = set(Email.objects.values_list("category", flat=True))

    assert DigestMail.objects.filter(on=timezone.localdate()).count() == 2
    assert {"community", "asked", "answer"} <= categories
    assert Email.objects.filter(category__in=["answer", "mention", "asked"]).count() < 40


def test_second_time_adds_nothing(seeded):
    before = AnswerInvitation.objects.count(), Email.objects.count(), Asking.objects.count()

    asking.add(timezone.now(), "demo.invalid")

    assert (AnswerInvitation.objects.count(), Email.objects.count(), Asking.objects.count()) == before
