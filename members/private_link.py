"""Pages whose address is a key: the link in a mail opens them, without logging in."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required


def private_link(view):
    """For pages whose address is a key: open without login, kept nowhere, told to nobody.

    The policy is not `no-referrer`: then a browser sends `Origin: null` with the form, and Django's CSRF check
    refuses it. `same-origin` tells other sites just as little.
    """

    @login_not_required
    @wraps(view)
    def with_headers(request, **key):
        response = view(request, **key)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return with_headers
