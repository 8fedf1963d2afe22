"""Our own pages around logging in, and allauth's views where they need a little more."""

from ipaddress import ip_address

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts import codes, demo, factors, kept, sessions
from members.accounts.devices import device
from members.accounts.forms import DemoLoginForm, EndSessionForm


def passkey_address(request):
    """Passkeys need a name, not a number: on http://127.0.0.1:8000 this is http://localhost:8000."""
    host, _, port = request.get_host().partition(":")
    try:
        ip_address(host)
    except ValueError:
        return ""
    return f"{request.scheme}://localhost{':' if port else ''}{port}{request.path}"


class LoginView(account.LoginView):
    def get_context_data(self, **kwargs):
        extra = {"personas": demo.personas(), "passkey_address": passkey_address(self.request)}
        return super().get_context_data(**kwargs) | extra


login = LoginView.as_view()


@require_http_methods(["GET", "POST"])
def kept_form(request):
    """What was sent when the session was over, to send once more or to forget."""
    if request.method == "POST":
        kept.forget(request)
        messages.info(request, "Wat je had getypt, is weg.")
        return redirect("home")
    return render(request, "members/accounts/kept_form.html", {"kept": kept.find(request)})


@login_not_required
@require_POST
def demo_login(request):
    form = DemoLoginForm(request.POST)
    if not form.is_valid():
        raise Http404
    return demo.enter(request, form.cleaned_data["person"], get_next_redirect_url(request) or resolve_url("home"))


class LogoutView(account.LogoutView):
    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


logout = LogoutView.as_view()


@login_not_required
@require_safe
def signup_closed(request):
    return render(request, "account/signup_closed.html")


@require_safe
def choose(request):
    """How do you want to log in? Where who has no second factor is led, whatever they asked for."""
    has_password = request.user.has_usable_password()
    context = {
        "app_url": reverse("mfa_activate_totp" if has_password else "account_set_password"),
        "has_password": has_password,
        "is_required": factors.is_required(request.user),
        "passkey_address": passkey_address(request),
    }
    return render(request, "members/accounts/choose.html", context)


class ChangeEmailView(account.EmailView):
    @method_decorator(rate_limit(action="manage_email"))
    def dispatch(self, request, *args, **kwargs):
        """Leave out that allauth writes a missing address row on GET: every way in has written it already."""
        self._did_send_verification_email = False
        return super(account.EmailView, self).dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Ask for a new address and nothing else: here people have one address."""
        return super(account.EmailView, self).post(request, *args, **kwargs)


change_email = ChangeEmailView.as_view()


class FactorAdded:
    """After a new second factor: recovery codes if they are new, and whoever else was logged in is out."""

    def form_valid(self, form):
        is_first = not self.request.user.has_second_factor
        response = super().form_valid(form)
        if self.did_generate_recovery_codes:
            codes.show_for_a_while(self.request.session, timezone.now())
        if is_first:
            # A session from before could otherwise go on without ever having shown the factor.
            sessions.end_others(self.request)
        return response


class SecretInFours:
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return context | {"secret_groups": groups}


class ActivateAppView(SecretInFours, FactorAdded, ActivateTOTPView):
    pass


activate_app = ActivateAppView.as_view()


class ReplaceAppView(SecretInFours, FactorAdded, ActivateTOTPView):
    """A new phone in the place of the old one; until its code is right, the old app goes on working."""

    template_name = "mfa/totp/replace_form.html"

    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def dispatch(self, request, *args, **kwargs):
        """Leave out that allauth turns away who has an app: here that is who it is for."""
        if not self.app().exists():
            raise Http404
        return super(ActivateTOTPView, self).dispatch(request, *args, **kwargs)

    def app(self):
        return Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP)

    def form_valid(self, form):
        with transaction.atomic():
            self.app().delete()
            response = super().form_valid(form)
        # Whoever holds the lost phone may still be logged in on it.
        sessions.end_others(self.request)
        return response


replace_app = ReplaceAppView.as_view()


class AddPasskeyView(FactorAdded, AddWebAuthnView):
    def get_context_data(self, **kwargs):
        """allauth leaves it to its script to ask for a key that logs in by itself; ours is asked here."""
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]["publicKey"]
        discoverable = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
        selection = {**options["authenticatorSelection"], **discoverable}
        context["creation_options"] = {"publicKey": {**options, "authenticatorSelection": selection}}
        return context | {"passkey_address": passkey_address(self.request)}


add_passkey = AddPasskeyView.as_view()


class RemovePasskeyView(RemoveWebAuthnView):
    def form_valid(self, form):
        if factors.is_needed(self.object):
            messages.error(self.request, "Dit is je enige manier om veilig in te loggen. Stel eerst een andere in.")
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


remove_passkey = RemovePasskeyView.as_view()


class NewRecoveryCodesView(GenerateRecoveryCodesView):
    def form_valid(self, form):
        response = super().form_valid(form)
        codes.show_for_a_while(self.request.session, timezone.now())
        return response


new_recovery_codes = NewRecoveryCodesView.as_view()


@require_safe
def recovery_codes(request):
    unused = codes.unused(request.user)
    if unused is None:
        raise Http404
    is_shown = codes.are_shown(request.session, timezone.now())
    context = {"codes": unused if is_shown else [], "count": len(unused), "is_shown": is_shown}
    return render(request, "mfa/recovery_codes/index.html", context)


@require_safe
def recovery_codes_file(request):
    if not codes.are_shown(request.session, timezone.now()):
        raise Http404
    response = render(
        request,
        "mfa/recovery_codes/download.txt",
        {"codes": codes.unused(request.user), "made_at": timezone.now()},
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="herstelcodes-kansrijke-start.txt"'
    return response


class SessionListView(ListUserSessionsView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device(session.user_agent)
        return context


session_list = SessionListView.as_view()


@require_POST
def session_end(request):
    """Log out somewhere else; a session of somebody else, or one that is gone, changes nothing."""
    form = EndSessionForm(request.POST, user=request.user)
    if form.is_valid():
        form.cleaned_data["session"].end()
        messages.success(request, "Je bent daar uitgelogd.")
    return redirect("usersessions_list")
