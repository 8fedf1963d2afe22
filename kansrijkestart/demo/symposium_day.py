"""The day of the symposium in the demo: a link for the door of the coming one, who was at the one that was."""

import datetime

from django.utils import timezone

from symposium.certificates import issuing
from symposium.entrance import checking
from symposium.models import Accreditation, Door, Edition, Registration, SeatState

BEGIN = datetime.time(9, 5)
STAYED_AWAY = 9  # of so many people who said they would come, one did not
MADE = 3  # one in three makes a certificate


def add(now):
    """Check people in as a volunteer does; a second time nothing changes."""
    today = timezone.localdate(now)
    for edition in Edition.objects.order_by("year"):
        Door.objects.get_or_create(edition=edition, label="Hoofdingang", defaults={"made_at": now})
        Accreditation.objects.get_or_create(
            edition=edition, session=None, body="Kwaliteitsregister V&V", defaults={"points": 4, "number": "000000"}
        )
        if edition.held_on < today:
            come(edition)


def come(edition):
    first = timezone.make_aware(datetime.datetime.combine(edition.held_on, BEGIN))
    for number, one in enumerate(Registration.objects.coming().filter(edition=edition).order_by("pk"), start=1):
        if number % STAYED_AWAY == 0:
            continue
        at = first + datetime.timedelta(seconds=20 * number)
        checking.check_in(edition, one.ticket, checking.Act(now=at, at=at))
        for seat in one.seats.filter(state=SeatState.CONFIRMED).select_related("session"):
            checking.check_in(edition, one.ticket, checking.Act(now=at, at=at, session=seat.session))
        if number % MADE == 0:
            issuing.issue(one, now=at + datetime.timedelta(days=1))
