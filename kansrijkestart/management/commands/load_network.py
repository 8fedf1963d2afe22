"""Loads the real network from data/; safe at every start."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from kansrijkestart.network.loading import load
from kansrijkestart.network.source import Source


class Command(BaseCommand):
    help = "Laadt gemeenten, coalities, thematafels en organisaties, of werkt ze bij. Verwijdert niets."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / "data", help="map met de gegevens")

    def handle(self, *, data, **options):
        count = load(Source(data))
        if not count.total():
            self.stdout.write("Netwerk: niets veranderd.")
            return
        self.stdout.write(f"Netwerk: {count['added']} toegevoegd, {count['changed']} bijgewerkt.")
