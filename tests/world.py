"""The demo network as tests look at it: one person per role, and the objects of one coalition."""

from django.core.management import call_command

from members.models import Circle, Membership, User


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


def make_world(settings):
    settings.DEMO = True
    call_command("load_network", verbosity=0)
    call_command("seed_demo", verbosity=0)
    return World()
