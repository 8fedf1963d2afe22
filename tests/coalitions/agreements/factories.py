import datetime

import factory
from django.utils import timezone

from coalitions.agreements import keeping
from coalitions.models import Agreement, Step
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import UserFactory

NEXT_YEAR = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=365))


class AgreementFactory(factory.django.DjangoModelFactory):
    """A draft, saved once; `adopted=True` holds, `lapsed=True` did, `overdue=True` waits to be looked at."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    class Params:
        adopted = factory.Trait(
            adopted_at=factory.LazyFunction(timezone.now), valid_from=datetime.date(2024, 1, 1), review_on=NEXT_YEAR
        )
        lapsed = factory.Trait(
            adopted=True, lapsed_at=factory.LazyFunction(timezone.now), lapse_reason="Er is iets beters.", owner=None
        )
        overdue = factory.Trait(
            adopted=True, review_on=factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=30))
        )

    coalition = factory.SubFactory(CoalitionFactory)
    step = Step.REFERRING
    title = factory.Sequence(lambda n: f"Afspraak nummer {n}")
    text = "De verloskundige belt de gemeente."
    owner = factory.SubFactory(UserFactory)
    changed_by = factory.SelfAttribute("owner")
    changed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def only_in(agreement, create, municipalities, **kwargs):
        agreement.municipalities.set(municipalities or [])

    @factory.post_generation
    def history(agreement, create, versions, **kwargs):
        """Keep the first version, and as many more as asked."""
        keeping.record(agreement, "Concept geschreven.")
        for number in range(2, (versions or 1) + 1):
            agreement.text = f"{agreement.text} Regel {number}."
            agreement.save_version(by=agreement.changed_by, now=timezone.now())
            keeping.record(agreement, "Tekst gewijzigd.")
