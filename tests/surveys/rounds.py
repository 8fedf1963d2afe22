"""Rounds as people make them: through the verbs, for tests of sending and following."""

from datetime import timedelta

from django.utils import timezone

from members.models import Circle
from surveys.models import Audience, Mode, Round
from surveys.sending import confirming, dispatching, drafting, opening
from tests.members.factories import CircleFactory, MembershipFactory
from tests.surveys.factories import FixedVersionFactory

DAY = timedelta(days=1)


def coalition(name, *, partners=1, leader="Lieke Leider"):
    """A coalition with a leader and partners."""
    circle = CircleFactory(kind=Circle.Kind.COALITION, name=name)
    MembershipFactory(circle=circle, leader=True, user__name=leader)
    MembershipFactory.create_batch(partners, circle=circle)
    return circle


def draft(by, *, now=None, days=14, **said) -> Round:
    """A draft that opens at once and closes after so many days."""
    now = now or timezone.now()
    said = {"mode": Mode.JOINT, "audience": Audience.COALITIONS, "closes_at": now + days * DAY, **said}
    version = said.pop("version", None) or FixedVersionFactory()
    return drafting.start(version, opens_at=said.pop("opens_at", now), by=by, now=now, **said)


def running(by, *, now=None, **said) -> Round:
    """Drafted, confirmed, opened, and every invitation in the outbox."""
    now = now or timezone.now()
    round = draft(by, now=now, **said)
    confirming.confirm(round, by=by, now=now, reason="Omdat het nodig is.")
    opening.open_round(round.pk, now=now)
    dispatching.queue_invitations(round.pk, now=now)
    return Round.objects.get(pk=round.pk)
