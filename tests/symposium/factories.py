import datetime

import factory
from django.utils import timezone

from symposium.models import (
    Edition,
    Proposal,
    Registration,
    RegistrationState,
    Room,
    Seat,
    SeatState,
    Session,
    SessionKind,
    Speaker,
    TimeSlot,
)
from tests.members.factories import UserFactory


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition
        django_get_or_create = ("year",)

    class Params:
        draft = factory.Trait(published_at=None)

    year = 2027
    theme = factory.LazyAttribute(lambda edition: f"Thema van {edition.year}")
    held_on = factory.LazyAttribute(lambda edition: datetime.date(edition.year, 2, 11))
    starts_at = datetime.time(9, 30)
    ends_at = datetime.time(16, 30)
    venue = "De Proef"
    address = "Voorbeeldplein 1, Leeuwarden"
    published_at = factory.LazyFunction(timezone.now)
    programme_published_at = factory.SelfAttribute("published_at")


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Room

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda number: f"Zaal {number}")
    capacity = 30
    position = factory.Sequence(lambda number: number % 1000)


class TimeSlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TimeSlot

    edition = factory.SubFactory(EditionFactory)
    title = "Workshopronde 1"
    starts = datetime.time(10, 30)
    ends = datetime.time(11, 30)


class SessionFactory(factory.django.DjangoModelFactory):
    """A workshop that waits to be placed; give slot and room to place it."""

    class Meta:
        model = Session

    class Params:
        plenary = factory.Trait(kind=SessionKind.PLENARY, capacity=None)

    edition = factory.SubFactory(EditionFactory)
    title = factory.Sequence(lambda number: f"Workshop {number}")
    capacity = 20


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Speaker

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda number: f"Spreker {number}")


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Somebody from the field who comes."""

    class Meta:
        model = Registration

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda number: f"Bezoeker {number}")
    email = factory.Sequence(lambda number: f"bezoeker{number}@voorbeeld.invalid")
    state = RegistrationState.COMING
    created_at = factory.LazyFunction(timezone.now)


class SeatFactory(factory.django.DjangoModelFactory):
    """Only for tests that start from a place; whoever tests giving places uses the verbs of symposium/seats/."""

    class Meta:
        model = Seat

    registration = factory.SubFactory(RegistrationFactory)
    session = factory.SubFactory(SessionFactory)
    state = SeatState.CONFIRMED
    since = factory.LazyFunction(timezone.now)


class ProposalFactory(factory.django.DjangoModelFactory):
    """Somebody offers a workshop; nobody decided yet."""

    class Meta:
        model = Proposal

    edition = factory.SubFactory(EditionFactory)
    proposer = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda number: f"Voorstel {number}")
    summary = "We oefenen met elkaar."
    for_whom = "verloskundigen"
    speakers = "Sanne de Vries, De Proef, sanne@voorbeeld.invalid"
    submitted_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("submitted_at")
