import factory
from django.utils import timezone

from tests.members.factories import UserFactory
from tests.themetables.factories import ThemeTableFactory
from themetables.models import JoinRequest, ProgressNote


class ProgressNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressNote

    table = factory.SubFactory(ThemeTableFactory)
    text = factory.Sequence(lambda n: f"Wij zijn weer {n} stappen verder.")
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class JoinRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JoinRequest

    table = factory.SubFactory(ThemeTableFactory)
    user = factory.SubFactory(UserFactory)
    why = "Ik werk hier elke dag mee."
    asked_at = factory.LazyFunction(timezone.now)
