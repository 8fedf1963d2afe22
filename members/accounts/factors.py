"""Who needs a second factor, and what one may do without."""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

from members.accounts import sessions

# Recovery codes alone are a way back, not a factor.
SECOND_FACTORS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
FRESH = timedelta(minutes=5)
# As allauth records them: what has to come before a code for the login to be a whole one.
FIRST_STEPS = {"password", "password_reset"}


def is_required(user):
    """Staff always; everybody else as MFA_REQUIRED says."""
    if settings.MFA_REQUIRED == "everyone" or user.is_staff:
        return True
    return user.is_coordinator or user.is_data_editor or bool(user.led_circle_ids)


def is_setting_up(request, now):
    """Somebody without a second factor who logged in a moment ago: asking again would prove nothing new."""
    return not request.user.has_second_factor and sessions.age(request.session, now) < FRESH


def has_just_logged_in(request, now):
    """Somebody who a moment ago went through every step of logging in. A remembered browser skips one: not that."""
    since = (now - FRESH).timestamp()
    recent = [record for record in get_authentication_records(request, request.user) if record["at"] > since]
    steps = {record["method"] for record in recent}
    return "mfa" in steps and (steps & FIRST_STEPS or any(record.get("passwordless") for record in recent))


def others(authenticator):
    return Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)


def is_needed(authenticator):
    """Without this one its owner could no longer log in, or not safely enough."""
    user = authenticator.user
    if not others(authenticator).exists():
        return is_required(user) or not user.has_usable_password()
    opens_without_password = authenticator.type == Authenticator.Type.WEBAUTHN and not user.has_usable_password()
    return opens_without_password and not others(authenticator).filter(type=Authenticator.Type.WEBAUTHN).exists()
