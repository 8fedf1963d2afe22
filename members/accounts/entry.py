"""The door for somebody who has no password and no passkey yet, but proved who they are."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from django.urls import reverse


def enter(request, user):
    """Log in somebody who just accepted an invitation; the answer leads to choosing how to log in.

    Their address is verified: the invitation reached it. Somebody who already has a second factor is asked for
    it, so an invitation is never a way around it.
    """
    verify_address(user)
    return perform_login(request, Login(user=user, redirect_url=reverse("account_choose")))


def verify_address(user):
    """Tell allauth that this person reads their mail at their address."""
    EmailAddress.objects.filter(user=user, primary=True).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
