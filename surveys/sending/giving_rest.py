"""The promise to whoever answers: nothing new is asked before the results of the last time were given back.

The coordinator may still do it, with a reason that stands in the invitation.
"""

from django.db.models import Q, Sum
from django.utils import timezone

from surveys.giving_back.releasing import WITH_ANSWERS
from surveys.models import Invitation, Round
from surveys.sending.audience import Asked, asked_by


def unreturned(round: Round, asked: list[Asked], on) -> list[Round]:
    """Return the other rounds that ask, or will ask, one of these people and whose results were not given back."""
    users = {one.user_id for one in asked if one.user_id}
    addresses = {one.address for one in asked if one.address}
    # A round that closed without an answer has no results: nobody waits for them.
    others = Round.objects.exclude(pk=round.pk).filter(
        WITH_ANSWERS | Q(closed_at=None), confirmed_at__isnull=False, released_at=None
    )
    met = Invitation.objects.filter(Q(user__in=users) | Q(address__in=addresses), round__in=others)
    opened = set(met.values_list("round", flat=True))
    return [one for one in others if one.pk in opened or one.opened_at is None and meets(one, users, addresses, on)]


def meets(planned: Round, users, addresses, on) -> bool:
    """Whether a round that has no invitations yet will ask one of these people."""
    return any(one.user_id in users or one.address in addresses for one in asked_by(planned, on))


def minutes_this_year(now) -> dict[int, int]:
    """Return, per person, for how many minutes they were asked this year."""
    year = timezone.localtime(now).year
    asked = Invitation.objects.filter(user__isnull=False, round__opened_at__isnull=False, round__opens_at__year=year)
    return dict(asked.order_by().values("user").annotate(total=Sum("round__minutes")).values_list("user", "total"))
