"""A form that was sent when its session was over: kept until the writer is in again, and then offered once more.

Who wrote for an hour loses nothing. It stands in the new session of this browser, an hour at most, and who logs in as
somebody else does not read it: where the browser does not know any more whose session it was, nothing is kept. Neither
are files, and what is typed on the pages about passwords and keys.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

KEY = "kept_form"
LIFE = timedelta(hours=1)
# Of everything in the form together, in characters; a text box takes 100,000 at most.
MOST = 250_000
ABOUT_KEYS = ("/account/", "/inloggen/")


@dataclass(frozen=True)
class Kept:
    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def texts(self):
        """What was typed, as far as it is more than a word: the rest are choices, of which only the form knows."""
        return [value for _name, value in self.fields if " " in value.strip()]


def whose(request) -> int | None:
    """Return who was logged in in this browser, when its session is over: the list of sessions outlives them."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return UserSession.objects.filter(session_key=key).values_list("user", flat=True).first()


def keep(request, *, by=None) -> bool:
    """Keep what is being sent. `by` is whose session ended just now. False: nothing to keep, or nobody knows whose."""
    # What a script sends by itself (a draft, what is proposed while typing) is sent again by itself.
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "POST" or not is_page or request.path.startswith(ABOUT_KEYS):
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and value
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    by = by or whose(request)
    if by is None:
        return False
    request.session[KEY] = {
        "path": request.get_full_path(),
        "fields": fields,
        "had_files": bool(request.FILES),
        "by": by,
        "at": timezone.now().isoformat(),
    }
    return True


def find(request) -> Kept | None:
    """Return what waits for this person in this browser."""
    found = request.session.get(KEY)
    if not found or found["by"] != request.user.pk:
        return None
    if timezone.now() - datetime.fromisoformat(found["at"]) > LIFE:
        return None
    return Kept(found["path"], [(name, value) for name, value in found["fields"]], found["had_files"])


def forget(request):
    request.session.pop(KEY, None)
