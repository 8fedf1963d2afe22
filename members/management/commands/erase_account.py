from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError
from django.utils import timezone

from members.erasing import erase
from members.models import User


class Command(BaseCommand):
    help = (
        "Verwijdert een account voorgoed, op verzoek van die persoon. Wat openstaat gaat naar een ander van de kring; "
        "wat klaar is blijft, zonder naam."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        now = timezone.now()
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError("Er is geen account met dit adres.")
        if list(User.objects.coordinators(timezone.localdate(now))) == [person]:
            raise CommandError("Dit is de enige aanjager. Maak eerst iemand anders aanjager.")
        try:
            erase(person, now=now)
        except ProtectedError as error:
            kept = sorted({f"{thing._meta.verbose_name} “{thing}”" for thing in error.protected_objects})
            raise CommandError(f"Er is niets verwijderd. Dit staat nog op deze naam: {', '.join(kept)}.") from error
        self.stdout.write("Het account is weg.")
