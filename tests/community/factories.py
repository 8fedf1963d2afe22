import factory
from django.utils import timezone

from community.models import Post, Topic
from members.access import Visibility
from tests.members.factories import CircleFactory, UserFactory


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic
        skip_postgeneration_save = True

    class Params:
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))
        to_be_mailed = factory.Trait(mail_requested_at=factory.LazyFunction(timezone.now))

    circle = factory.SubFactory(CircleFactory, network=True)
    visibility = Visibility.PUBLIC
    title = factory.Sequence(lambda n: f"Mededeling {n}")
    author = factory.SubFactory(UserFactory)
    published_at = factory.LazyFunction(timezone.now)
    last_post_at = factory.SelfAttribute("published_at")
    last_post_by = factory.SelfAttribute("author")
    # TopicFactory(opens__text=...) is what the post that opens it says.
    opens = factory.RelatedFactory(
        "tests.community.factories.PostFactory", factory_related_name="topic", number=1, text="Er is nieuws."
    )


class PostFactory(factory.django.DjangoModelFactory):
    """A row as it is; `reply` of community/topics/writing.py also counts it."""

    class Meta:
        model = Post

    topic = factory.SubFactory(TopicFactory)
    number = factory.Sequence(lambda n: n + 2)
    author = factory.SelfAttribute("topic.author")
    text = "Dit is een bijdrage."
    written_at = factory.SelfAttribute("topic.published_at")
