"""The registrations of an edition for the coordinator: found, counted, as a file, mailed."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.models.kinds import Domain
from language.sheets import streamed
from symposium.models import Edition, Presence, Registration, RegistrationState, Seat, SeatState
from symposium.registering import emails
from symposium.registering.joining import STANDING

HEADER = [
    *("naam", "e-mailadres", "organisatie", "functie", "werkveld", "gemeente", "stand", "plek op de wachtlijst"),
    *("aangemeld op", "volgend jaar uitnodigen", "heeft een plek bij", "kan ja zeggen bij", "op de wachtlijst van"),
    "was er",
]


# What a state of the filter means for a place in one workshop.
IN_WORKSHOP = {
    "coming": [SeatState.CONFIRMED],
    "waiting": [SeatState.OFFERED, SeatState.WAITING],
    "cancelled": [],
}


# From the day on: of who had a place, who came.
THERE = {"there": True, "absent": False}


@dataclass(frozen=True)
class Counted:
    label: str
    count: int


def found(edition: Edition, *, q="", state="", session=None):
    rows = Registration.objects.filter(edition=edition).select_related("municipality").order_by("name", "pk")
    rows = rows.annotate(was_there=Exists(Presence.objects.filter(registration=OuterRef("pk"), session=None)))
    if q:
        rows = rows.filter(Q(name__icontains=q) | Q(organisation__icontains=q) | Q(email__icontains=q))
    if state in THERE:
        rows, state = rows.filter(state=RegistrationState.COMING, was_there=THERE[state]), ""
    if session:
        # Then it is about the place in that workshop; who stays away has none.
        seats = Seat.objects.filter(session=session)
        seats = seats.filter(state__in=IN_WORKSHOP[state]) if state else seats
        return rows.filter(pk__in=seats.values("registration"))
    if state == "waiting":
        return rows.filter(state__in=[RegistrationState.WAITING, RegistrationState.OFFERED])
    return rows.filter(state=state) if state else rows


def stands(people, session) -> None:
    """Write at each of these how it stands: with the day, or with their place in one workshop; one statement."""
    seats = {seat.registration_id: seat for seat in Seat.objects.filter(session=session)} if session else {}
    for person in people:
        person.stand = stand(seats[person.pk] if session else person)


def stand(row: Registration | Seat) -> str:
    if row.offered_until:
        return f"Kan ja zeggen tot {date_format(timezone.localtime(row.offered_until), 'j F, G.i')} uur"
    if row.position:
        return f"Op de wachtlijst ({row.position})"
    return "Afgemeld" if row.state == RegistrationState.CANCELLED else "Heeft een plek"


def by_municipality(edition):
    rows = (
        _coming(edition).values_list("municipality__name").annotate(count=Count("pk")).order_by("municipality__name")
    )
    return [Counted(name or "Niet ingevuld, of buiten Fryslân", count) for name, count in rows]


def by_domain(edition):
    rows = _coming(edition).values_list("domain").annotate(count=Count("pk")).order_by("domain")
    return [Counted(Domain(domain).label if domain else "Niet ingevuld", count) for domain, count in rows]


def diets(edition):
    """For the caterer: what, and how often, however it is written. Never whose."""
    counts = Counter()
    for diet in _coming(edition).exclude(diet="").values_list("diet", flat=True):
        counts[" ".join(diet.lower().split()).rstrip(" .!")] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Counted(diet[:1].upper() + diet[1:], count) for diet, count in ordered]


def who_needs_something(edition):
    """By name, because somebody has to arrange it."""
    return _coming(edition).exclude(access_needs="").order_by("name", "pk")


def as_file(kind, edition):
    """Without diet and access: those are not for a file that lies around."""
    seats = Seat.objects.filter(registration__edition=edition).select_related("session").order_by("slot__starts", "pk")
    places = {}
    for seat in seats:
        places.setdefault((seat.registration_id, seat.state), []).append(seat.session.title)
    rows = (
        [
            *(person.name, person.email, person.organisation, person.function, person.get_domain_display()),
            str(person.municipality or ""),
            stand(person),
            person.position or "",
            timezone.localdate(person.created_at).isoformat(),
            "ja" if person.wants_next_year else "nee",
            *("; ".join(places.get((person.pk, state), [])) for state in SeatState),
            "ja" if person.was_there else "nee",
        ]
        for person in found(edition)
    )
    return streamed(kind, f"aanmeldingen-{edition.year}", HEADER, rows, title=f"Aanmeldingen {edition.year}")


def mail_everybody(edition, *, title, text) -> int:
    """Mail all who come or wait. The same words twice are mailed once."""
    key = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:24]
    people = mailed(edition).select_related("edition", "user").order_by("pk")
    return sum(emails.news(person, title=title, text=text, key=key).send() for person in people)


def mailed(edition):
    """Who gets that mail: all who come or wait, and have an address."""
    return Registration.objects.filter(edition=edition, state__in=STANDING).exclude(email="")


def _coming(edition):
    return Registration.objects.filter(edition=edition).coming()
