from datetime import timedelta

import factory
from django.utils import timezone

from surveys.models import (
    Answer,
    Audience,
    Instrument,
    Invitation,
    Kind,
    Mode,
    Question,
    Round,
    Scale,
    Section,
    Sheet,
    Version,
)
from surveys.models.questions import WITH_OPTIONS, WITH_SCALE
from tests.members.factories import CircleFactory, UserFactory


class InstrumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Instrument

    title = factory.Sequence(lambda n: f"Vragenlijst {n}")
    purpose = "Om te weten hoe het gaat."
    owner = factory.SubFactory(UserFactory)


class VersionFactory(factory.django.DjangoModelFactory):
    """A draft: only the verb `fix` fixes one, when its questions are there."""

    class Meta:
        model = Version

    instrument = factory.SubFactory(InstrumentFactory)
    number = 1


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    instrument_version = factory.SubFactory(VersionFactory)
    position = factory.LazyAttribute(lambda one: one.instrument_version.sections.count() + 1)
    title = factory.Sequence(lambda n: f"Onderdeel {n}")
    changed_at = factory.LazyFunction(timezone.now)


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    position = factory.LazyAttribute(lambda one: one.section.questions.count() + 1)
    kind = Kind.SHORT
    text = factory.Sequence(lambda n: f"Vraag {n}?")
    options = factory.LazyAttribute(lambda one: "een\ntwee\ndrie" if one.kind in WITH_OPTIONS else "")
    scale = factory.LazyAttribute(lambda one: Scale.EXTENT if one.kind in WITH_SCALE else "")


class FixedVersionFactory(VersionFactory):
    """What can be sent: one section with one question, already fixed."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        QuestionFactory(section__instrument_version=version)
        version.frozen_at = timezone.now()
        version.save(update_fields=["frozen_at"])
        return version


class RoundFactory(factory.django.DjangoModelFactory):
    """Open since yesterday, for a week; `opened_at=None` and `confirmed_at=None` make it a draft."""

    class Meta:
        model = Round

    instrument_version = factory.SubFactory(FixedVersionFactory)
    title = factory.Sequence(lambda n: f"Ronde {n}")
    mode = Mode.JOINT
    audience = factory.LazyAttribute(lambda one: Audience.COALITIONS if one.mode == Mode.JOINT else Audience.NETWORK)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyAttribute(lambda one: one.opens_at + timedelta(days=8))
    confirmed_at = factory.SelfAttribute("opens_at")
    opened_at = factory.SelfAttribute("confirmed_at")
    minutes = 5
    changed_at = factory.LazyFunction(timezone.now)


class SheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sheet

    round = factory.SubFactory(RoundFactory)
    mode = factory.SelfAttribute("round.mode")
    circle = factory.LazyAttribute(lambda one: CircleFactory(kind="coalition") if one.mode == Mode.JOINT else None)
    user = factory.LazyAttribute(lambda one: UserFactory() if one.mode == Mode.EACH else None)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    round = factory.SubFactory(RoundFactory)
    mode = factory.SelfAttribute("round.mode")
    user = factory.SubFactory(UserFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    sheet = factory.SubFactory(SheetFactory)
    question = factory.LazyAttribute(
        lambda one: Question.objects.filter(section__instrument_version=one.sheet.round.instrument_version).first()
    )
    value = "Antwoord"
