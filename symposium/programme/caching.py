"""A page that is the same for every visitor is not sent twice as long as nothing on it changed."""

import hashlib

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def answer(request, what, draw):
    """Return 304 to a visitor who has this page; `what` is everything it shows, `draw` makes the page.

    Not for who is logged in (nothing of them stays behind) nor for who has a message waiting: their page is another.
    """
    own = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & set(request.COOKIES)
    if own:
        return draw()
    etag = quote_etag(hashlib.sha256(repr(what).encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag) or draw()
    response["ETag"] = etag
    # To be kept, and to be asked about each time.
    response["Cache-Control"] = "no-cache"
    return response
