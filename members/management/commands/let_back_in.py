from django.core.management.base import BaseCommand, CommandError

from members.accounts.recovery import let_back_in
from members.models import User


class Command(BaseCommand):
    help = (
        "Haalt alle inlogmiddelen van iemand weg, zodat die met een code per mail opnieuw begint. "
        "Voor een aanjager of beheerder die zelf is buitengesloten; bel eerst."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError("Er is geen account met dit adres.")
        let_back_in(person, by=None, reason="op de server")
        self.stdout.write("Klaar. Deze persoon krijgt een mail.")
