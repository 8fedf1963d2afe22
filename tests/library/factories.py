import hashlib

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from library.models import CheckState, Document, Page, StaleReport, TextState, Version
from library.storage import closed_storage, random_name
from members.access import Visibility
from tests.library.files import pdf
from tests.members.factories import CircleFactory, UserFactory

CONTENT = pdf()


class VersionFactory(factory.django.DjangoModelFactory):
    """A version with its file on the disk."""

    class Meta:
        model = Version

    class Params:
        content = CONTENT
        waiting = factory.Trait(check_state=CheckState.WAITING)
        safe = factory.Trait(check_state=CheckState.SAFE, checked_at=factory.LazyFunction(timezone.now))
        unread = factory.Trait(text_state=TextState.WAITING, text_read_at=None)
        held = factory.Trait(held_at=factory.LazyFunction(timezone.now), held_kinds="name")
        refused = factory.Trait(check_state=CheckState.REFUSED, checked_at=factory.LazyFunction(timezone.now))

    document = factory.SubFactory("tests.library.factories.DocumentFactory", version1=None)
    number = factory.LazyAttribute(lambda version: version.document.versions.count() + 1)
    name = "rapport.pdf"
    size = factory.LazyAttribute(lambda version: len(version.content))
    sha256 = factory.LazyAttribute(lambda version: hashlib.sha256(version.content).hexdigest())
    file = factory.LazyAttribute(lambda v: closed_storage().save(random_name(None, None), ContentFile(v.content)))
    content_type = "application/pdf"
    uploaded_by = factory.SelfAttribute("document.owner")
    uploaded_at = factory.LazyFunction(timezone.now)
    check_state = CheckState.UNSCANNED
    # As if its text was read and nothing was in it; `unread=True` is how a new upload begins.
    text_state = TextState.NONE
    text_read_at = factory.SelfAttribute("uploaded_at")


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document with one version that can be read; `version1=None` leaves it out."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC)
        network = factory.Trait(visibility=Visibility.NETWORK)
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))
        link = factory.Trait(kind=Document.Kind.LINK, url="https://www.voorbeeld.nl/kennis", version1=None)

    circle = factory.SubFactory(CircleFactory)
    visibility = Visibility.CIRCLE
    title = factory.Sequence(lambda n: f"Document {n}")
    kind = Document.Kind.RESEARCH
    owner = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)
    version1 = factory.RelatedFactory(VersionFactory, factory_related_name="document")


class PageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Page

    version = factory.SubFactory(VersionFactory, text_state=TextState.FOUND)
    number = factory.Sequence(lambda n: n + 1)
    text = "Elk kind krijgt een goede start."


class StaleReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StaleReport

    class Params:
        answered = factory.Trait(
            answer="Het klopt nog.",
            answered_by=factory.SelfAttribute("document.owner"),
            answered_at=factory.LazyFunction(timezone.now),
        )

    document = factory.SubFactory(DocumentFactory)
    by = factory.SubFactory(UserFactory)
    reason = "Het telefoonnummer is veranderd."
    reported_at = factory.LazyFunction(timezone.now)
