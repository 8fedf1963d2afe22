"""The demo network as tests look at it: one person per role, and the objects of one coalition."""

import datetime
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from members import joining
from members.handover import completing, dividing
from members.models import Circle, Handover, Membership, User
from tests.members.factories import AccessRequestFactory
from tests.snapshot import Snapshot


class World:
    """Built from the demo seed, so that what is tested is what a newcomer sees."""

    def __init__(self):
        self.circle = Membership.objects.get(
            user__email="coalitieleider@demo.invalid", circle__kind=Circle.Kind.COALITION
        ).circle
        self.users = {
            "visitor": None,
            "stranger": User.objects.create_user("vertrokken@demo.invalid", name="Ver Trokken", is_demo=True),
            "member": User.objects.get(email="lid@demo.invalid"),
            "partner": User.objects.filter(
                memberships__circle=self.circle, memberships__role=Membership.Role.MEMBER, memberships__until=None
            ).earliest("pk"),
            "leader": User.objects.get(email="coalitieleider@demo.invalid"),
            "coordinator": User.objects.get(email="aanjager@demo.invalid"),
            "reader": User.objects.get(email="bestuurder@demo.invalid"),
        }
        self.invitation = joining.invite(
            "genodigd@demo.invalid", self.circle, Membership.Role.MEMBER, by=self.users["leader"], now=timezone.now()
        )
        self.access_request = AccessRequestFactory(circle=self.circle)

    def handover_draft(self):
        now = timezone.now()
        on = timezone.localdate(now)
        return dividing.start(self.users["leader"], [self.circle], leaves_on=on, by=self.users["leader"], now=now)

    def handover_done(self):
        done = Handover.objects.filter(person__email="gaat-weg@demo.invalid").first()
        if done:
            return done
        now = timezone.now()
        on = timezone.localdate(now)
        person = User.objects.create_user("gaat-weg@demo.invalid", name="Gaat Weg", is_demo=True)
        joining.join(person, self.circle, Membership.Role.MEMBER, by=None, on=on)
        draft = dividing.start(person, [self.circle], leaves_on=on, by=person, now=now)
        return completing.complete(draft, by=person, now=now)


def make_world(settings):
    """Return the world of the demo, with what only tests need in it."""
    put_demo(settings)
    return World()


def put_demo(settings):
    """Have the demo be there: seeded once per day and process, and copied from there."""
    settings.DEMO = True
    today = timezone.localdate()
    if today in seeded:
        seeded[today].put_back(Path(settings.MEDIA_ROOT))
    else:
        call_command("load_network", verbosity=0)
        call_command("seed_demo", verbosity=0)
        seeded[today] = Snapshot.take(Path(settings.MEDIA_ROOT))


seeded: dict[datetime.date, Snapshot] = {}
