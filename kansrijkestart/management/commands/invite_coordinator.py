"""The first way in on an empty portal: an invitation by nobody, for the coordinator who will invite the others."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from members import joining
from members.models import Circle, Membership
from outbox.messages import absolute


class Command(BaseCommand):
    help = "Nodigt iemand uit als aanjager en toont de link, voor als de mail nog niet werkt."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres van de aanjager")

    def handle(self, *, email, **options):
        now = timezone.now()
        try:
            validate_email(email)
            network = Circle.objects.get(kind=Circle.Kind.NETWORK)
            invitation = joining.invite(email, network, Membership.Role.LEADER, by=None, now=now)
        except ValidationError as error:
            raise CommandError(f"{email} is geen e-mailadres.") from error
        except Circle.DoesNotExist as error:
            raise CommandError("Het netwerk is er nog niet. Draai eerst: manage.py load_network") from error
        except joining.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{email} is uitgenodigd als aanjager. De link, veertien dagen geldig en voor één persoon:")
        self.stdout.write(absolute(reverse("members:invitation_accept", args=[invitation.token])))
