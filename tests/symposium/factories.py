import datetime

import factory
from django.utils import timezone

from symposium.models import Edition


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    class Params:
        draft = factory.Trait(published_at=None)

    year = 2027
    theme = factory.LazyAttribute(lambda edition: f"Thema van {edition.year}")
    held_on = factory.LazyAttribute(lambda edition: datetime.date(edition.year, 2, 11))
    starts_at = datetime.time(9, 30)
    ends_at = datetime.time(16, 30)
    venue = "De Proef"
    address = "Voorbeeldplein 1, Leeuwarden"
    published_at = factory.LazyFunction(timezone.now)
