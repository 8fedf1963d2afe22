"""Between logging in and a page: is this session still good, and is there a second factor?"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from members.accounts import demo, factors, kept, sessions
from members.models.users import Visitor

# What somebody without a second factor may reach: setting one up, leaving, and what the law wants open.
WITHOUT_SECOND_FACTOR = {
    "account_choose",
    "account_set_password",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "account_inactive",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "accessibility",
    "privacy",
    "contact",
    "health_alive",
    "health_ready",
}


class SessionAgeMiddleware:
    """Logs out who was away too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        if sessions.SEEN not in request.session:
            sessions.begin(request.session, now)
        if sessions.is_over(request.session, request.user, now):
            request.was_in = request.user.pk
            get_adapter().logout(request)
            request.user = Visitor()
            messages.info(request, "Je was lang weg. Log opnieuw in om verder te gaan.")
        else:
            sessions.touch(request, now)
        return self.get_response(request)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's, that also keeps what somebody sent with a session that is over."""

    def handle_no_permission(self, request, view):
        if kept.keep(request, by=getattr(request, "was_in", None)):
            messages.info(request, "Wat je verstuurde, is bewaard. Na het inloggen verstuur je het alsnog.")
            return redirect_to_login(reverse("kept_form"), self.get_login_url(view))
        return super().handle_no_permission(request, view)


class SecondFactorMiddleware:
    """Leads who has no second factor to where they set one up; there is no way around it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        # Kept for the navigation (kansrijkestart/navigation.py), which also draws in the request of a login.
        request.must_set_up = must_set_up(request)
        if request.resolver_match.view_name in WITHOUT_SECOND_FACTOR or not request.must_set_up:
            return None
        return redirect("account_choose")


def must_set_up(request):
    """Whether this person gets nowhere before there is a second factor."""
    user = request.user
    if not user.is_authenticated or user.has_second_factor or not factors.is_required(user):
        return False
    return not demo.is_demo_session(request)
