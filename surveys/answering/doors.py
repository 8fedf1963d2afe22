"""Who does what with a sheet; whether it is still open is asked under its lock (filling.py)."""

from dataclasses import dataclass

from django.urls import reverse

from members.models import User
from surveys.models import Mode, Sheet

SHEETS = Sheet.objects.select_related(
    "round__instrument_version__instrument", "circle__coalition", "user", "submitted_by"
)


@dataclass(frozen=True)
class Hand:
    """Who is filling in, and where: of the circle, the person, who has the link, or the coordinator by phone."""

    by: object  # None: somebody without an account
    url: str
    change_url: str = ""  # where a submitted sheet is changed
    may_submit: bool = True
    is_by_phone: bool = False


def hand_of(sheet: Sheet, user) -> Hand:
    may_submit = submits(sheet, user)
    change = reverse("surveys:sheet_change", args=[sheet.pk]) if may_submit else ""
    return Hand(by=user, url=sheet.get_absolute_url(), change_url=change, may_submit=may_submit)


def submits(sheet: Sheet, user) -> bool:
    """A joint sheet is submitted by who leads the circle; your own by you."""
    if sheet.mode == Mode.JOINT:
        return sheet.circle_id in user.led_circle_ids
    return sheet.user_id == user.pk


def to_call(on):
    """Who helps when a page cannot: the coordinators."""
    return User.objects.coordinators(on).order_by("name")
