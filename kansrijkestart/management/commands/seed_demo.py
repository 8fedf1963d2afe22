"""Puts an invented network in a demo database; safe at every start."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kansrijkestart.demo.seeding import Refused, seed


class Command(BaseCommand):
    help = "Zet een verzonnen netwerk in een demodatabase. Weigert naast echte mensen."

    def handle(self, **options):
        try:
            is_new = seed(timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Demo: het netwerk staat klaar." if is_new else "Demo: niets veranderd.")
