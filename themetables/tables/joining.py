"""Sitting down at a table: at once where that is how the table wants it, or after whoever leads it said yes.

Leaving is the page of the circle (members/views/circles.py), the same as for every other circle.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members import joining
from members.models import Membership, User
from members.notices.telling import leaders_of, notify, take_back
from members.refused import Refused
from themetables.models import JoinRequest, ThemeTable
from themetables.tables.locking import lock_active


@transaction.atomic
def join(table: ThemeTable, user: User, *, now) -> None:
    """Somebody of the network joins a table that is open. Twice is once."""
    row = lock_active(table)
    if row.joining != ThemeTable.Joining.OPEN:
        raise Refused(f"Vraag eerst aan de trekker of je mee mag doen aan thematafel {row}.")
    _settle(row, user, by=user, now=now)
    notify(
        whom_to_ask(row, now),
        f"{user.shown_name} doet mee aan thematafel {row}.",
        row.get_absolute_url(),
        key=f"table-joined:{row.pk}:{user.pk}:{timezone.localdate(now)}",
        by=user,
        now=now,
    )


@transaction.atomic
def ask(table: ThemeTable, user: User, why: str, *, now) -> JoinRequest:
    """Ask to join; return the request that waits already if there is one."""
    row = lock_active(table)
    if _sits_at(row, user, now):
        raise Refused(f"Je doet al mee aan thematafel {row}.")
    waiting = row.join_requests.undecided().filter(user=user).first()
    if waiting:
        return waiting
    request = JoinRequest.objects.create(table=row, user=user, why=why, asked_at=now)
    notify(
        whom_to_ask(row, now),
        f"{user.shown_name} wil meedoen aan thematafel {row}.",
        _requests_url(row),
        key=key(request),
        by=user,
        now=now,
    )
    return request


@transaction.atomic
def accept(request: JoinRequest, *, by: User, now) -> bool:
    """Let somebody in; they get the mail that every new member of a circle gets. False when it was decided before."""
    row = lock_active(request.table)
    request = _undecided(row, request)
    if request is None:
        return False
    _decide(request, JoinRequest.Outcome.ACCEPTED, "", by, now)
    joining.join(request.user, row.circle, Membership.Role.MEMBER, by=by, on=timezone.localdate(now))
    return True


@transaction.atomic
def decline(request: JoinRequest, *, answer: str, by: User, now) -> bool:
    """Say no, and why. False when it was decided before."""
    row = lock_active(request.table)
    request = _undecided(row, request)
    if request is None:
        return False
    _decide(request, JoinRequest.Outcome.DECLINED, answer, by, now)
    notify(
        [request.user],
        f"Je kunt nu niet meedoen aan thematafel {row}: {answer}",
        row.get_absolute_url(),
        key=f"{key(request)}:answer",
        by=by,
        now=now,
    )
    return True


@transaction.atomic
def withdraw(request: JoinRequest, *, now) -> bool:
    """Whoever asked changes their mind. False when it was decided before."""
    waiting = JoinRequest.objects.undecided().select_for_update().filter(pk=request.pk).first()
    if waiting is None:
        return False
    _decide(waiting, JoinRequest.Outcome.WITHDRAWN, "", waiting.user, now)
    take_back(key(waiting))
    return True


def whom_to_ask(table, now):
    """Who leads the table; where nobody does, the coordinator."""
    on = timezone.localdate(now)
    leaders = list(leaders_of([table.circle_id], on))
    return leaders or list(User.objects.coordinators(on))


def key(request):
    return f"table-join-request:{request.pk}"


def _requests_url(table):
    return reverse("themetables:joinrequest_list", args=[table.slug])


def _undecided(table, request):
    return table.join_requests.undecided().select_related("user").filter(pk=request.pk).first()


def _sits_at(table, user, now):
    return Membership.objects.current(timezone.localdate(now)).filter(circle=table.circle_id, user=user).exists()


def _settle(table, user, *, by, now):
    """Put somebody at the table, and whatever they had asked is answered by that."""
    joining.join(user, table.circle, Membership.Role.MEMBER, by=by, on=timezone.localdate(now))
    for request in table.join_requests.undecided().filter(user=user):
        _decide(request, JoinRequest.Outcome.ACCEPTED, "", by, now)


def _decide(request, outcome, answer, by, now):
    request.outcome, request.answer, request.decided_by, request.decided_at = outcome, answer, by, now
    request.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
