import datetime

import factory

from coalitions.models import (
    Budget,
    Coalition,
    CoalitionMunicipality,
    FormerName,
    Intervention,
    InterventionUse,
    Organisation,
    Partner,
    StartItem,
)
from province.models import Pillar
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


PILLARS = ("voor", "tijdens", "na")


class InterventionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intervention
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Interventie {n}")
    short_name = factory.Sequence(lambda n: f"Int {n}")
    slug = factory.Sequence(lambda n: f"interventie-{n}")
    summary = "Een manier om ouders te helpen."
    source = "verzonnen voor de test"

    @factory.post_generation
    def pillars(self, create, slugs):
        for slug in slugs or ():
            facts = {"name": f"{slug.capitalize()} de zwangerschap", "position": PILLARS.index(slug) + 1}
            pillar, _ = Pillar.objects.get_or_create(slug=slug, defaults=facts)
            self.pillars.add(pillar)


class UseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InterventionUse
        skip_postgeneration_save = True

    coalition = factory.SubFactory(CoalitionFactory)
    intervention = factory.SubFactory(InterventionFactory)
    state = "offered"
    since = datetime.date(2024, 1, 1)
    reason = "Het past bij onze gezinnen."

    @factory.post_generation
    def only_in(self, create, municipalities):
        self.municipalities.set(municipalities or [])


class BudgetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Budget

    coalition = factory.SubFactory(CoalitionFactory)
    year = 2026
    changed_at = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    coalition = factory.SubFactory(CoalitionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    since = datetime.date(2024, 1, 1)


class StartItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StartItem

    audience = "leader"
    title = factory.Sequence(lambda n: f"Stap {n}")
    position = factory.Sequence(lambda n: n)
