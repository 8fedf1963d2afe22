"""What somebody is asked, and what they answered before: for /enquetes/ and for the start page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from surveys.models import Answer, Invitation, Mode, Round, Sheet

SHOWN = 20


@dataclass(frozen=True)
class Mine:
    """One questionnaire as one person sees it on a list."""

    title: str
    url: str
    closes_at: datetime
    round: Round
    circle: object = None  # of a joint one
    is_begun: bool = False
    submitted_at: datetime | None = None
    is_anonymous: bool = False


@dataclass(frozen=True)
class Of:
    """`asked` waits for an answer; `changeable` was answered and is still open; `past` is over."""

    asked: list[Mine]
    changeable: list[Mine]
    past: list[Mine]


def of(user, now) -> Of:
    """Three statements, however many there are."""
    still = list(sheets_of(user, now).open_at(now))
    past = sheets_of(user, now).submitted().exclude(pk__in=[one.pk for one in still])[:SHOWN]
    return Of(
        asked=asked_in(still, user, now),
        changeable=[line_of(sheet) for sheet in still if sheet.submitted_at],
        past=[line_of(sheet) for sheet in past],
    )


def sheets_of(user, now):
    return (
        Sheet.objects.editable_by(user)
        .filter(round__opened_at__isnull=False, round__opens_at__lte=now)
        .select_related("round", "circle")
        .annotate(is_begun=Exists(Answer.objects.filter(sheet=OuterRef("pk"))))
        .order_by("-round__opens_at", "-pk")
    )


def asked_in(still, user, now) -> list[Mine]:
    """What waits, first what closes first."""
    lines = [line_of(sheet) for sheet in still if not sheet.submitted_at]
    return sorted([*lines, *map(line_of_invitation, nameless_of(user, now))], key=lambda line: line.closes_at)


def nameless_of(user, now):
    """The invitations of anonymous rounds that wait for an answer."""
    return Invitation.objects.filter(
        user=user.pk,
        mode=Mode.ANONYMOUS,
        has_answered=False,
        round__opened_at__isnull=False,
        round__opens_at__lte=now,
        round__closed_at=None,
        round__closes_at__gt=now,
    ).select_related("round")


def line_of(sheet):
    return Mine(
        title=sheet.round.title,
        url=sheet.get_absolute_url(),
        closes_at=sheet.closes_at,
        round=sheet.round,
        circle=sheet.circle if sheet.mode == Mode.JOINT else None,
        is_begun=sheet.is_begun,
        submitted_at=sheet.submitted_at,
    )


def line_of_invitation(one):
    url = reverse("surveys:sheet_anonymous", args=[one.round_id])
    return Mine(one.round.title, url, one.round.closes_at, one.round, is_anonymous=True)


def page_of(one: Round, user) -> str:
    """Where somebody who was asked belongs: at what they fill in or filled in, else at their list."""
    if one.is_anonymous:
        return reverse("surveys:sheet_anonymous", args=[one.pk])
    sheets = list(Sheet.objects.editable_by(user).filter(round=one)[:2])
    # Who leads two coalitions chooses on the list.
    return sheets[0].get_absolute_url() if len(sheets) == 1 else reverse("surveys:round_list")


def waiting(user, on):
    """For the start page; see kansrijkestart/waiting.py. Whether it is still open is a matter of minutes, not days."""
    now = timezone.now()
    for line in asked_in(sheets_of(user, now).open_at(now).filter(submitted_at=None), user, now):
        of_whom = f" van {line.circle}" if line.circle else ""
        closes = timezone.localtime(line.closes_at)
        until = date_format(closes, "j F, G.i")
        yield f"De vragenlijst “{line.title}”{of_whom} staat open tot {until} uur.", line.url, closes.date()
