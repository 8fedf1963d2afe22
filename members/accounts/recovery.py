"""Letting somebody back in who lost everything they log in with."""

import structlog
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from members import emails
from members.models import User

logger = structlog.get_logger(__name__)


def let_back_in(person: User, *, by: User | None, reason: str) -> None:
    """Take away all that somebody logs in with; by a code on their own mail address they then begin anew.

    Whoever does this has phoned them first. `by` is nobody when it is done on the server.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        Authenticator.objects.filter(user=person).delete()
        # The password too: alone it would now be enough to set up a factor. Its change also ends every session
        # and every remembered browser; the rows below are those that the person's own list shows.
        person.set_unusable_password()
        person.save(update_fields=["password"])
        for session in UserSession.objects.filter(user=person):
            session.end()
        if by is not None:
            LogEntry.objects.log_actions(by.pk, [person], CHANGE, f"Inlogmiddelen weggehaald: {reason}")
        emails.let_back_in(person, by).send()
    logger.warning("let_back_in", actor=by and by.pk, object=f"members.User {person.pk}")
