import datetime

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from members.accounts import encryption
from members.models import Circle, Handover, Invitation, Membership, User
from members.models.invitations import AccessRequest, hash_token

TOTP_SECRET = "JBSWY3DPEHPK3PXP"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who can log in: address verified, an authenticator app set up (unless factor=False)."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.invalid")
    name = factory.Sequence(lambda n: f"Persoon Nummer{n}")

    @factory.post_generation
    def address(user, create, verified, **kwargs):
        if create:
            EmailAddress.objects.create(user=user, email=user.email, verified=verified is not False, primary=True)

    @factory.post_generation
    def factor(user, create, wanted, **kwargs):
        if create and wanted is not False:
            data = {"secret": encryption.encrypt(TOTP_SECRET)}
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)

    @factory.post_generation
    def password(user, create, password, **kwargs):
        user.set_password(password)
        if create:
            user.save(update_fields=["password"])


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


class HandoverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Handover

    person = factory.SubFactory(UserFactory)
    started_by = factory.SelfAttribute("person")
    leaves_on = factory.LazyFunction(timezone.localdate)
    created_at = factory.LazyFunction(timezone.now)
