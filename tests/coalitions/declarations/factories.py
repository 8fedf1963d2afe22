import datetime

import factory
from django.utils import timezone

from coalitions.declarations import links
from coalitions.models import Declaration, Signature, SignatureRequest
from tests.coalitions.factories import CoalitionFactory


def ago(**parts):
    return factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(**parts))


class DeclarationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Declaration

    class Params:
        is_sent = factory.Trait(sent_at=ago(days=2), code=factory.Sequence(lambda n: f"PROEF-{n:05d}"))
        completed = factory.Trait(is_sent=True, completed_at=ago(days=1))
        withdrawn = factory.Trait(is_sent=True, withdrawn_at=ago(days=1), withdrawal_reason="Een partner stapte uit.")

    coalition = factory.SubFactory(CoalitionFactory)
    title = "Intentieverklaring lokale coalitie"
    since = datetime.date(2026, 1, 1)
    through = datetime.date(2099, 12, 31)
    preamble = "De eerste duizend dagen tellen.\n\nDaarom werken we samen."
    commitments = "- wij kennen elkaar\n- wij helpen elkaar"
    principles = "Ouders beslissen mee.\nWat er al is, maken we sterker."
    created_at = ago(days=3)


class RequestFactory(factory.django.DjangoModelFactory):
    """Somebody who was asked to sign; `request.token` is what their mail held."""

    class Meta:
        model = SignatureRequest

    class Params:
        unsent = factory.Trait(sent_at=None, expires_at=None, link_seed="", token_hash=None)
        expired = factory.Trait(expires_at=ago(minutes=1))
        declined = factory.Trait(declined_at=ago(hours=1), decline_reason="Wij doen niet mee.")
        withdrawn = factory.Trait(withdrawn_at=ago(hours=1))

    declaration = factory.SubFactory(DeclarationFactory, is_sent=True)
    organisation_name = factory.Sequence(lambda n: f"Praktijk {n}")
    name = factory.Sequence(lambda n: f"Tekenaar Nummer{n}")
    function = "verloskundige"
    email = factory.Sequence(lambda n: f"tekenaar{n}@voorbeeld.invalid")
    link_seed = factory.LazyFunction(links.new_seed)
    token_hash = factory.LazyAttribute(lambda request: links.hash_of(links.token(request.link_seed)))
    sent_at = ago(days=2)
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=28))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        request = super()._create(model_class, *args, **kwargs)
        request.token = links.token(request.link_seed) if request.link_seed else ""
        return request


class SignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signature

    request = factory.SubFactory(RequestFactory)
    name = factory.SelfAttribute("request.name")
    function = factory.SelfAttribute("request.function")
    organisation_name = factory.SelfAttribute("request.organisation_name")
    text_sha256 = factory.LazyAttribute(lambda signature: signature.request.declaration.text_sha256)
    signed_at = factory.LazyFunction(timezone.now)
