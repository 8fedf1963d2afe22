import factory
from django.utils import timezone

from community.models import Topic
from members.access import Visibility
from tests.members.factories import CircleFactory, UserFactory


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    class Params:
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))
        to_be_mailed = factory.Trait(mail_requested_at=factory.LazyFunction(timezone.now))

    circle = factory.SubFactory(CircleFactory, network=True)
    visibility = Visibility.PUBLIC
    title = factory.Sequence(lambda n: f"Mededeling {n}")
    text = "Er is nieuws."
    author = factory.SubFactory(UserFactory)
    published_at = factory.LazyFunction(timezone.now)
