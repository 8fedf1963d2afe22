import factory
from django.utils import timezone

from surveys.models import Instrument, Kind, Question, Scale, Section, Version
from surveys.models.questions import WITH_OPTIONS, WITH_SCALE
from tests.members.factories import UserFactory


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
