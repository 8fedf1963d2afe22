from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from members.accounts.factors import SECOND_FACTORS
from members.models import User


class AccountBackend(AuthenticationBackend):
    """Reads, with the person, whether they have a second factor: every page asks, and it costs no query."""

    def get_user(self, user_id):
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
        user = User.objects.annotate(has_second_factor=Exists(factors)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
