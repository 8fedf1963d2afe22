"""Makes the search index anew; safe at any time, and a second time nothing changes."""

from django.core.management.base import BaseCommand

from library.search import indexing


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw, van alles wat te vinden is."

    def handle(self, **options):
        count = indexing.rebuild()
        self.stdout.write(f"Zoekindex: {count['written']} geschreven, {count['removed']} verwijderd.")
