"""Triggers notice what changed, but cannot call anybody. So whoever sent a form makes the index look."""

from library.search import queue

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def wake_middleware(get_response):
    """Wake the task once the answer is there: what the request saved is committed by then."""

    def middleware(request):
        response = get_response(request)
        if request.method not in SAFE and response.status_code < 400:
            queue.wake()
        return response

    return middleware
