"""Makes `request.user` answer the questions of `visible_to`, also for somebody who is not logged in."""

from django.utils.functional import SimpleLazyObject

from members.models.users import Visitor


def visitor_middleware(get_response):
    """Django's AnonymousUser knows no circles; ours does (none)."""

    def middleware(request):
        user = request.user
        request.user = SimpleLazyObject(lambda: user if user.is_authenticated else Visitor())
        return get_response(request)

    return middleware
