"""Puts an invented network in a demo database; safe at every start."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kansrijkestart.demo.seeding import Refused, mark_without_people, seed


class Command(BaseCommand):
    help = "Zet een verzonnen netwerk in een demodatabase. Weigert naast echte mensen."

    def add_arguments(self, parser):
        parser.add_argument("--without-people", action="store_true", help="alleen het postvak, geen verzonnen mensen")

    def handle(self, *, without_people, **options):
        fill = mark_without_people if without_people else seed
        try:
            is_new = fill(timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Demo: het netwerk staat klaar." if is_new else "Demo: niets veranderd.")
