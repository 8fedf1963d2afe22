"""How long the papers of a symposium of 300 people take: all badges, and a certificate each."""

import datetime
import os
import time

from bench import figure
from bench._house import own_database

PEOPLE = int(os.environ.get("SCALE", "300"))
GOAL = 60  # seconds, for 300


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="WARNING")
    with own_database():
        edition, registrations = fill()
        badges = timed(lambda: make_badges(edition, registrations))
        certificates = timed(lambda: make_certificates(registrations))
    goal = GOAL * PEOPLE / 300
    figure(
        "symposium_papers.together",
        round(badges + certificates, 1),
        unit="seconds",
        goal=f"< {goal:g}",
        ok=badges + certificates < goal,
        baseline=f"{PEOPLE} badges in {badges:.1f} s, as many certificates in {certificates:.1f} s, one process",
    )


def fill():
    from django.utils import timezone

    from symposium.models import Accreditation, Edition, Presence, Registration, RegistrationState

    now = timezone.now()
    edition = Edition.objects.create(
        year=2027,
        theme="Samen sterk voor een kansrijke start",
        held_on=datetime.date(2027, 2, 11),
        starts_at=datetime.time(9, 30),
        ends_at=datetime.time(16, 30),
        venue="De Proef",
        address="Voorbeeldplein 1, Leeuwarden",
    )
    Accreditation.objects.create(edition=edition, body="Kwaliteitsregister V&V", points=4, number="123456")
    registrations = Registration.objects.bulk_create(
        Registration(
            edition=edition,
            name=f"Voornaam{number} van den Achternaam-Voorbeeldstra",
            email=f"bezoeker{number}@voorbeeld.invalid",
            organisation="Verloskundigenpraktijk Voorbeeld en Omstreken",
            state=RegistrationState.COMING,
            created_at=now,
        )
        for number in range(PEOPLE)
    )
    Presence.objects.bulk_create(Presence(registration=one, scanned_at=now, received_at=now) for one in registrations)
    return edition, registrations


def make_badges(edition, registrations):
    from django.utils import timezone

    from symposium.entrance import badges

    badges.as_pdf(edition, registrations, now=timezone.now())


def make_certificates(registrations):
    from django.utils import timezone

    from symposium.certificates import document, issuing

    for one in registrations:
        now = timezone.now()
        document.as_pdf(issuing.issue(one, now=now), now=now)


def timed(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
