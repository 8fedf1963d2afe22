"""The demo network as tests look at it: one person per role, and the objects of one coalition."""

from django.core.management import call_command
from django.utils import timezone

from members import joining
from members.models import Circle, Membership, User
from tests.members.factories import AccessRequestFactory


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
        }
        self.invitation = joining.invite(
            "genodigd@demo.invalid", self.circle, Membership.Role.MEMBER, by=self.users["leader"], now=timezone.now()
        )
        self.access_request = AccessRequestFactory(circle=self.circle)


def make_world(settings):
    settings.DEMO = True
    call_command("load_network", verbosity=0)
    call_command("seed_demo", verbosity=0)
    return World()
