import datetime

import factory
from django.utils import timezone

from actions.models import ActionPoint
from tests.members.factories import CircleFactory, MembershipFactory


class ActionPointFactory(factory.django.DjangoModelFactory):
    """A point of somebody of the circle, due in two weeks, made two months ago."""

    class Meta:
        model = ActionPoint

    class Params:
        started = factory.Trait(started_at=factory.LazyFunction(timezone.now))
        done = factory.Trait(done_at=factory.LazyFunction(timezone.now), result="Het werkt.")
        dropped = factory.Trait(dropped_at=factory.LazyFunction(timezone.now), drop_reason="Niet meer nodig.")
        nobodys = factory.Trait(owner=None)
        due_in = 14

    circle = factory.SubFactory(CircleFactory)
    what = factory.Sequence(lambda n: f"Maak afspraak {n}")
    owner = factory.LazyAttribute(lambda point: MembershipFactory(circle=point.circle).user)
    due_on = factory.LazyAttribute(lambda point: timezone.localdate() + datetime.timedelta(days=point.due_in))
    created_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=60))
    changed_at = factory.SelfAttribute("created_at")
    told_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=60))
