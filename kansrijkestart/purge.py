"""Removes what packages keep about people and would keep for ever. See also: kansrijkestart/retention/."""

from datetime import timedelta

from allauth.account.models import EmailConfirmation
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection

KEEP_SESSIONS = timedelta(days=180)
KEEP_CODES = timedelta(days=1)
KEEP_ADMIN_LOG = timedelta(days=3 * 365)


def sessions(now):
    expired = Session.objects.filter(expire_date__lt=now).delete()[0]
    forgotten = UserSession.objects.filter(last_seen_at__lt=now - KEEP_SESSIONS).delete()[0]
    return expired + forgotten


def codes(now):
    return EmailConfirmation.objects.filter(created__lt=now - KEEP_CODES).delete()[0]


def admin_log(now):
    return LogEntry.objects.filter(action_time__lt=now - KEEP_ADMIN_LOG).delete()[0]


def rate_limits(now):
    """The limits are kept by address; the cache itself only removes what is asked for again."""
    with connection.cursor() as cursor:
        cursor.execute("delete from cache where expires < %s", [now])
        return cursor.rowcount
