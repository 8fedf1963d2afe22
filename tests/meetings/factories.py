import datetime

import factory
from django.utils import timezone

from meetings.models import AgendaItem, Decision, Invitee, Meeting, Minutes, Presence, Turn, WalkIns
from tests.members.factories import CircleFactory, MembershipFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting of one circle, in two weeks, for the circle alone; nobody was asked to come yet."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        days = 14
        past = factory.Trait(days=-14)
        cancelled = factory.Trait(
            cancelled_at=factory.LazyFunction(timezone.now), cancel_reason="Te weinig mensen kunnen."
        )
        for_network = factory.Trait(visibility="network")

    circle = factory.SubFactory(CircleFactory)
    title = factory.Sequence(lambda n: f"Overleg {n}")
    day = factory.LazyAttribute(lambda meeting: timezone.localdate() + datetime.timedelta(days=meeting.days))
    starts = datetime.time(9, 30)
    ends = datetime.time(11, 30)
    place = "Dorpshuis De Proef"
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("created_at")
    rescheduled_at = factory.SelfAttribute("created_at")

    @factory.post_generation
    def guests(meeting, create, circles, **kwargs):
        if circles:
            meeting.guest_circles.set(circles)


class AgendaItemFactory(factory.django.DjangoModelFactory):
    """One item at the end of an agenda."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Hoe gaat het met punt {n}?")
    position = factory.LazyAttribute(lambda item: item.meeting.items.count() + 1)
    changed_at = factory.LazyFunction(timezone.now)


class InviteeFactory(factory.django.DjangoModelFactory):
    """Somebody of the circle who was asked and did not answer yet; their calendar knows nothing either."""

    class Meta:
        model = Invitee

    class Params:
        told = factory.Trait(told_sequence=0)
        yes = factory.Trait(answer="yes", answered_at=factory.LazyFunction(timezone.now))
        no = factory.Trait(answer="no", answered_at=factory.LazyFunction(timezone.now))
        maybe = factory.Trait(answer="maybe", answered_at=factory.LazyFunction(timezone.now))

    meeting = factory.SubFactory(MeetingFactory)
    circle = factory.SelfAttribute("meeting.circle")
    user = factory.LazyAttribute(lambda invitee: MembershipFactory(circle=invitee.circle).user)
    asked_at = factory.LazyFunction(timezone.now)


class TurnFactory(factory.django.DjangoModelFactory):
    """An item that has its turn now."""

    class Meta:
        model = Turn

    item = factory.SubFactory(AgendaItemFactory)
    meeting = factory.SelfAttribute("item.meeting")
    begun_at = factory.LazyFunction(timezone.now)


class PresenceFactory(factory.django.DjangoModelFactory):
    """Somebody of the circle who was there."""

    class Meta:
        model = Presence

    meeting = factory.SubFactory(MeetingFactory, past=True)
    circle = factory.SelfAttribute("meeting.circle")
    user = factory.LazyAttribute(lambda presence: MembershipFactory(circle=presence.circle).user)


class WalkInsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WalkIns

    meeting = factory.SubFactory(MeetingFactory, past=True)
    organisation = factory.Sequence(lambda n: f"Praktijk {n}")
    count = 2


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory, past=True)
    circle = factory.SelfAttribute("meeting.circle")
    year = factory.SelfAttribute("meeting.day.year")
    number = factory.LazyAttribute(lambda one: Decision.objects.filter(circle=one.circle, year=one.year).count() + 1)
    text = factory.Sequence(lambda n: f"We doen dit {n} keer.")
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("created_at")


class MinutesFactory(factory.django.DjangoModelFactory):
    """Minutes that somebody is still writing."""

    class Meta:
        model = Minutes

    class Params:
        sent = factory.Trait(sent_at=factory.LazyFunction(timezone.now))
        approved = factory.Trait(sent=True, approved_at=factory.LazyFunction(timezone.now))

    meeting = factory.SubFactory(MeetingFactory, past=True)
    text = "**Welkom**\n\nIedereen stelde zich voor."
    changed_at = factory.LazyFunction(timezone.now)
