"""Somebody who was there, at the door and at a workshop that gives points."""

import io

import pytest
from pypdf import PdfReader

from symposium.models import Accreditation, Presence
from symposium.registering import links
from tests.symposium.entrance.conftest import MORNING, make_day
from tests.symposium.factories import SessionFactory


@pytest.fixture
def day(db, time_machine):
    time_machine.move_to(MORNING, tick=False)
    return make_day()


def see(registration, session=None):
    return Presence.objects.create(registration=registration, session=session, scanned_at=MORNING, received_at=MORNING)


@pytest.fixture
def seen(day):
    """Anna was at the door and at the workshop; the day gives two points, the workshop one and a half."""
    for session in (None, day.workshop):
        see(day.anna, session)
    Accreditation.objects.create(edition=day.edition, body="KNOV", points=2, number="12345")
    Accreditation.objects.create(edition=day.edition, body="KNOV", points="1.5", session=day.workshop, number="999")
    other = SessionFactory(edition=day.edition, title="Niet gevolgd")
    Accreditation.objects.create(edition=day.edition, body="KNOV", points=9, session=other)
    Accreditation.objects.create(edition=day.edition, body="SKJ", points=1)
    return day


@pytest.fixture
def page(seen):
    return f"/symposium/bewijs/{links.token(seen.anna)}/"


def text_of(content):
    return " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(content)).pages).split())
