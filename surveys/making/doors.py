"""Who comes into the room where questionnaires are made."""

from functools import wraps

from django.http import Http404


def makers_only(view):
    """For the coordinator and the data editor; to anybody else these pages don't exist."""

    @wraps(view)
    def for_makers(request, *args, **kwargs):
        if not (request.user.is_coordinator or request.user.is_data_editor):
            raise Http404
        return view(request, *args, **kwargs)

    return for_makers
