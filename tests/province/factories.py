import datetime

import factory

from province.models import Municipality


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    cbs_code = factory.Sequence(lambda n: f"GM{4000 + n % 5000}")  # of no municipality that there is
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    name_dutch = factory.Sequence(lambda n: f"Gemeente {n} (Nederlands)")
    name_frisian = factory.Sequence(lambda n: f"Gemeente {n} (Frysk)")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    inhabitants = 30_000
    inhabitants_on = datetime.date(2022, 1, 1)
    shape = "M0 0H10V10H0Z"
    label_x = 5
    label_y = 5
