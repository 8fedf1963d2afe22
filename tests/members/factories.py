import datetime

import factory
from django.utils import timezone

from members.models import Circle, Invitation, Membership, User
from members.models.invitations import AccessRequest, hash_token


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.invalid")
    name = factory.Sequence(lambda n: f"Persoon Nummer{n}")


class CircleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Circle
        django_get_or_create = ("slug",)

    class Params:
        network = factory.Trait(kind=Circle.Kind.NETWORK, name="Netwerk", slug="netwerk")
        table = factory.Trait(kind=Circle.Kind.TABLE, name=factory.Sequence(lambda n: f"Tafel {n}"))

    kind = Circle.Kind.COALITION
    name = factory.Sequence(lambda n: f"Coalitie {n}")
    slug = factory.Sequence(lambda n: f"kring-{n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        leader = factory.Trait(role=Membership.Role.LEADER)
        ended = factory.Trait(until=factory.LazyFunction(timezone.localdate))

    circle = factory.SubFactory(CircleFactory)
    user = factory.SubFactory(UserFactory)
    since = datetime.date(2024, 1, 1)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"briefje-{n}")
        expired = factory.Trait(expires_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=1)))

    email = factory.Sequence(lambda n: f"genodigde{n}@voorbeeld.invalid")
    circle = factory.SubFactory(CircleFactory)
    invited_by = factory.SubFactory(UserFactory)
    token_hash = factory.LazyAttribute(lambda invitation: hash_token(invitation.token))
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=14))


class AccessRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AccessRequest

    name = factory.Sequence(lambda n: f"Aanvrager Nummer{n}")
    email = factory.Sequence(lambda n: f"aanvrager{n}@voorbeeld.invalid")
    organisation = "Voorbeeldpraktijk"
    function = "verloskundige"
    circle = factory.SubFactory(CircleFactory)
    motivation = "Ik wil meedenken."
    created_at = factory.LazyFunction(timezone.now)
