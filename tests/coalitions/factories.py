import datetime

import factory

from coalitions.models import Coalition, CoalitionMunicipality, FormerName, Organisation
from tests.members.factories import CircleFactory
from tests.province.factories import MunicipalityFactory


class CoalitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Coalition

    circle = factory.SubFactory(CircleFactory)
    name = factory.Sequence(lambda n: f"Coalitie {n}")
    slug = factory.Sequence(lambda n: f"coalitie-{n}")


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoalitionMunicipality

    coalition = factory.SubFactory(CoalitionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    since = datetime.date(2021, 1, 1)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Organisatie {n}")
    slug = factory.Sequence(lambda n: f"organisatie-{n}")
    kind = Organisation.Kind.MIDWIVES
    level = Organisation.Level.LOCAL
    source = "verzonnen voor de test"
    confidence = "zeker"

    @factory.post_generation
    def working_in(self, create, municipalities):
        self.municipalities.set(municipalities or [])

    @factory.post_generation
    def called(self, create, former_names):
        for name in former_names or []:
            FormerName.objects.create(organisation=self, name=name)
        Organisation.objects.filter(pk=self.pk).reindex()
