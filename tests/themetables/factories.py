import factory

from province.models import Pillar
from tests.members.factories import CircleFactory
from themetables.models import ThemeTable


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
