import factory
from django.utils import timezone

from outbox.models import Category, DemoMessage, Email

MIME = b"Subject: Hallo\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDag, hier is het nieuws.\r\n"


class EmailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Email

    class Params:
        private = factory.Trait(category=Category.ACCOUNT)
        bounced = factory.Trait(
            bounced_at=factory.LazyFunction(timezone.now), attempts=1, last_error="550 5.1.1 No such user"
        )
        sent = factory.Trait(sent_at=factory.LazyFunction(timezone.now), attempts=1)
        wiped = factory.Trait(mime=b"", wiped_at=factory.LazyFunction(timezone.now))

    category = Category.ANNOUNCEMENT
    to = factory.Sequence(lambda n: f"lezer{n}@voorbeeld.invalid")
    sender = "portaal@voorbeeld.invalid"
    subject = factory.Sequence(lambda n: f"Bericht {n}")
    mime = MIME
    message_id = factory.Sequence(lambda n: f"<{n}@voorbeeld.invalid>")


class DemoMessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DemoMessage

    to = factory.Sequence(lambda n: f"lezer{n}@voorbeeld.invalid")
    subject = factory.Sequence(lambda n: f"Bericht {n}")
    mime = MIME
