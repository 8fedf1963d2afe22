import datetime

import factory
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.themetables.factories import ThemeTableFactory
from themetables.models import DecisionMeeting, PlanView, TableDecision, TablePlan
from themetables.plans import keeping

YEAR = 2027


class TablePlanFactory(factory.django.DjangoModelFactory):
    """A draft that could be submitted; `empty=True` could not, `submitted=True` asks for views, `decided=True` did."""

    class Meta:
        model = TablePlan
        skip_postgeneration_save = True

    class Params:
        empty = factory.Trait(reason="", goal="", delivers="", planning="")
        submitted = factory.Trait(submitted_at=factory.LazyFunction(timezone.now))
        decided = factory.Trait(submitted=True, decided_at=factory.LazyFunction(timezone.now))

    table = factory.SubFactory(ThemeTableFactory)
    year = YEAR
    reason = "Kraamzorg is er niet voor wie haar het hardst nodig heeft."
    goal = "Elk gezin krijgt de uren die nodig zijn."
    delivers = "Een handreiking voor gemeenten."
    planning = "- maart: eerste versie\n- september: proef"
    people = "Twee verloskundigen."
    costs = "Geen."
    changed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def history(plan, create, wanted, **kwargs):
        keeping.record(plan, "Begonnen.")


class PlanViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanView

    class Params:
        answered = factory.Trait(answer="Dat nemen we over.", answered_at=factory.LazyFunction(lambda: timezone.now()))

    plan = factory.SubFactory(TablePlanFactory, submitted=True)
    coalition = factory.SubFactory(CoalitionFactory)
    stance = PlanView.Stance.SUPPORT
    sentence = factory.Sequence(lambda n: f"Daar hebben wij ook last van ({n}).")
    given_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
    plan_version = 1
    changed_at = factory.SelfAttribute("given_at")


class DecisionMeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DecisionMeeting

    title = "Decemberbijeenkomst"
    year = YEAR
    held_on = datetime.date(2026, 12, 8)
    place = "Provinciehuis, Leeuwarden"


class TableDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TableDecision

    meeting = factory.SubFactory(DecisionMeetingFactory)
    table = factory.SubFactory(ThemeTableFactory)
    outcome = "continue"
    reason = "De handreiking werkt."
    decided_on = factory.SelfAttribute("meeting.held_on")
    recorded_at = factory.LazyFunction(timezone.now)
