"""A page that is the same for every visitor is not sent twice as long as nothing on it changed."""

import hashlib

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def answer(request, name, rests_on, draw):
    """Return 304 to a visitor who has this page: `rests_on` asks for everything it shows, `draw` makes it.

    Whoever has a page that is still the same may still read it, for what decides about that is among what it rests on.
    So nothing else is asked then; all others come to `draw`, which looks who may.

    Not for who is logged in (nothing of them stays behind) nor for who has a message waiting: their page is another.
    """
    own = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & set(request.COOKIES)
    if own:
        return draw()
    etag = quote_etag(hashlib.sha256(repr((name, rests_on())).encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag) or draw()
    response["ETag"] = etag
    # To be kept, and to be asked about each time.
    response["Cache-Control"] = "no-cache"
    return response
