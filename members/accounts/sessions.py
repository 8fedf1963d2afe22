"""How long somebody stays logged in."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession

BEGUN = "begun_at"
SEEN = "seen_at"
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=8)
IDLE_FOR_MANAGERS = timedelta(minutes=60)
# Writing the moment on every request would make a write of each page.
GRAIN = timedelta(minutes=5)


def begin(session, now):
    session[BEGUN] = session[SEEN] = now.isoformat()


def age(session, now):
    return now - moment(session, BEGUN) if BEGUN in session else timedelta(0)


def is_over(session, user, now):
    """Whether this session lasts, or lies still, too long."""
    idle = now - moment(session, SEEN)
    if idle > IDLE or age(session, now) > LONGEST:
        return True
    return idle > IDLE_FOR_MANAGERS and (user.is_staff or user.is_coordinator)


def touch(request, now):
    """Note that somebody is still there, for the idle time and for the list of their sessions."""
    if now - moment(request.session, SEEN) > GRAIN:
        request.session[SEEN] = now.isoformat()
        UserSession.objects.create_from_request(request)


def end_others(request):
    """End what somebody logged in elsewhere, when what they log in with has changed."""
    for session in UserSession.objects.filter(user_id=request.user.pk):
        if not session.is_current():
            session.end()


def moment(session, key):
    return datetime.fromisoformat(session[key])
