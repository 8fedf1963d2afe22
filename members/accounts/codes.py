"""Recovery codes are shown once: in the session that made them, for ten minutes."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

SHOWN_UNTIL = "recovery_codes_until"
SHOWN_FOR = timedelta(minutes=10)


def show_for_a_while(session, now):
    session[SHOWN_UNTIL] = (now + SHOWN_FOR).isoformat()


def are_shown(session, now):
    return SHOWN_UNTIL in session and now < datetime.fromisoformat(session[SHOWN_UNTIL])


def unused(user):
    """The codes that still work; None for somebody who has none."""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return authenticator and authenticator.wrap().get_unused_codes()
