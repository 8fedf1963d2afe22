"""Who sees the money of a coalition: its leaders, board readers and the coordinator. See also: models/budget.py."""

from functools import wraps

from django.http import Http404

from coalitions.models.coalitions import CoalitionQuerySet


class TreasuryQuerySet(CoalitionQuerySet):
    """Coalitions as far as their money goes: to everybody else the page does not exist."""

    def visible_to(self, user):
        if user.is_coordinator or user.is_board_reader:
            return self
        return self.editable_by(user)


def treasurers_only(view):
    """For the money of all coalitions together."""

    @wraps(view)
    def for_treasurers(request, *args, **kwargs):
        if not (request.user.is_coordinator or request.user.is_board_reader):
            raise Http404
        return view(request, *args, **kwargs)

    return for_treasurers
