import datetime

import factory
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import UserFactory
from tests.themetables.factories import ThemeTableFactory
from themetables.adoption import choosing
from themetables.blocks import publishing
from themetables.models import Adoption, BuildingBlock, Experience


class BlockFactory(factory.django.DjangoModelFactory):
    """A concept; `published=n` has n versions, `adopted=True` is established too."""

    class Meta:
        model = BuildingBlock
        skip_postgeneration_save = True

    table = factory.SubFactory(ThemeTableFactory)
    kind = BuildingBlock.Kind.GUIDE
    title = factory.Sequence(lambda n: f"Bouwsteen nummer {n}")
    slug = factory.Sequence(lambda n: f"bouwsteen-nummer-{n}")
    summary = "Wat het is en wat je eraan hebt."
    for_whom = "Voor verloskundigen."
    first_step = "Lees de tekst samen."
    second_step = "Begin klein."
    third_step = "Kijk of het werkt."
    common_text = "De verloskundige belt de gemeente."
    owner = factory.SubFactory(UserFactory)
    review_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=365))
    changed_by = factory.SelfAttribute("owner")
    changed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def solves(block, create, bottlenecks):
        block.solves.set(bottlenecks or [])

    @factory.post_generation
    def published(block, create, count):
        publish(block, count or 0)

    @factory.post_generation
    def adopted(block, create, wanted):
        if wanted:
            publish(block, not block.latest)
            publishing.establish(block, by=block.owner, now=timezone.now())
            block.refresh_from_db()


def publish(block, times=1, what_changed="Iets duidelijker opgeschreven.", **parts):
    """The next version, with these parts of the text changed."""
    for name, text in parts.items():
        setattr(block, name, text)
    if parts:
        block.save_version(by=block.owner, now=timezone.now())
    for _ in range(times):
        publishing.publish(block, what_changed, by=block.owner, now=timezone.now())
        block.refresh_from_db()
    return block


def adopt(block=None, coalition=None, state="in_use", **answer):
    """The answer of a coalition to a block that has a version."""
    block = block or BlockFactory(adopted=True)
    usual = {"since": datetime.date(2025, 3, 1), "by": block.owner, "now": timezone.now()}
    if state == "not_for_us":
        usual["reason"] = "Wij zijn te klein."
    if state == "adapted":
        usual["local_text"] = "De verloskundige belt ons gebiedsteam."
    adoption = choosing.choose(block, coalition or CoalitionFactory(), state, **usual | answer)
    return Adoption.objects.select_related("coalition__circle", "block", "block_version").get(pk=adoption.pk)


class ExperienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Experience

    block = factory.SubFactory(BlockFactory, adopted=True)
    coalition = factory.SubFactory(CoalitionFactory)
    moment = Experience.Moment.BEGINNING
    text = "Het werkt als je klein begint."
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)
