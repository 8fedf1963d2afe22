import factory
from django.utils import timezone

from province.models import Pillar
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import CircleFactory, UserFactory
from themetables.models import Bottleneck, BottleneckState, Recognition, ThemeTable


class PillarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pillar

    slug = factory.Sequence(lambda n: f"pijler-{n}")
    name = factory.Sequence(lambda n: f"Moment{n} de zwangerschap")
    position = factory.Sequence(lambda n: n)


class ThemeTableFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ThemeTable
        skip_postgeneration_save = True

    class Params:
        closed = factory.Trait(state=ThemeTable.State.CLOSED, closed_reason="Het werk is klaar.")

    circle = factory.SubFactory(CircleFactory, table=True)
    name = factory.Sequence(lambda n: f"Lange naam van tafel {n}")
    short_name = factory.Sequence(lambda n: f"Tafel {n}")
    slug = factory.Sequence(lambda n: f"tafel-{n}")

    @factory.post_generation
    def pillars(self, create, pillars):
        self.pillars.set(pillars or [])


class BottleneckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bottleneck
        skip_postgeneration_save = True

    class Params:
        at_table = factory.Trait(
            state=BottleneckState.TAKEN_UP, table=factory.SubFactory("tests.themetables.factories.ThemeTableFactory")
        )
        turned_down = factory.Trait(state=BottleneckState.TURNED_DOWN, state_reason="Dit is van de zorgverzekeraar.")

    title = factory.Sequence(lambda n: f"Knelpunt {n}")
    what_happens = "Wij wachten te lang op elkaar."
    coalition = factory.SubFactory(CoalitionFactory)
    named_by = factory.SubFactory(UserFactory)
    named_at = factory.LazyFunction(timezone.now)
    state_since = factory.SelfAttribute("named_at")

    @factory.post_generation
    def pillars(self, create, pillars):
        self.pillars.set(pillars or [])

    @factory.post_generation
    def recognised_by(self, create, coalitions):
        """By these coalitions, and by the one that named it unless it says otherwise."""
        found = [self.coalition] if coalitions is None else coalitions
        for coalition in found:
            RecognitionFactory(bottleneck=self, coalition=coalition)
        Bottleneck.objects.filter(pk=self.pk).recount(timezone.localdate())
        self.refresh_from_db(fields=["municipality_count"])


class RecognitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recognition

    bottleneck = factory.SubFactory(BottleneckFactory)
    coalition = factory.SubFactory(CoalitionFactory)
    recognised_by = factory.SubFactory(UserFactory)
    recognised_at = factory.LazyFunction(timezone.now)
