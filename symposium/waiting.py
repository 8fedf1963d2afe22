"""What waits for somebody who comes to the symposium. See also: kansrijkestart/waiting.py."""

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from symposium.allocating import wishing
from symposium.models import Registration, RegistrationState, Seat, SeatState, Wish
from symposium.registering import links


def places(user, on):
    """Offers that somebody has to say yes to, wishes that are asked for, and a day without any workshop yet."""
    now = timezone.now()
    seats = Prefetch("seats", queryset=Seat.objects.select_related("session"))
    mine = Registration.objects.filter(
        user=user.pk,
        edition__held_on__gte=on,
        state__in=[RegistrationState.OFFERED, RegistrationState.COMING],
    ).annotate(wished=Exists(Wish.objects.filter(registration=OuterRef("pk"))))
    for person in mine.select_related("edition").prefetch_related(seats).order_by("edition__held_on"):
        edition = person.edition
        url = reverse("symposium:my_own_day", args=[edition.year])
        if person.state == RegistrationState.OFFERED:
            yield f"Bevestig je plek op het symposium {_until(person)}.", url, _day(person.offered_until)
            continue
        for seat in person.seats.all():
            if seat.state == SeatState.OFFERED:
                yield f"Bevestig je plek bij “{seat.session}” {_until(seat)}.", url, _day(seat.offered_until)
        if not person.wished and wishing.stage_of(edition, now) == wishing.Stage.OPEN:
            asked = f"Geef je wensen op voor het symposium van {date_format(edition.held_on)} (tot %s)."
            there = reverse("symposium:wishes", args=[links.token(person)])
            yield asked % _moment(edition.wishes_until), there, _day(edition.wishes_until)
        elif not person.seats.all() and not edition.is_fair and edition.programme_published_at:
            yield (
                f"Je bent aangemeld voor het symposium van {date_format(edition.held_on)}. Kies je workshops.",
                url,
                edition.held_on,
            )


def _until(row):
    return f"(tot {_moment(row.offered_until)})"


def _day(moment):
    return timezone.localdate(moment)


def _moment(moment):
    return date_format(timezone.localtime(moment), r"j F, G.i \u\u\r")
