from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kansrijkestart import backup


class Command(BaseCommand):
    help = "Maak een reservekopie van database en bestanden, en bewijs dat zij terug te zetten is."

    def add_arguments(self, parser):
        parser.add_argument("--to", default=settings.BACKUP_DIR, metavar="MAP", help="waar de reservekopieën staan")

    def handle(self, *, to, **options):
        now = timezone.now()
        try:
            made = backup.create(to, now)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        backup.prune(to, now)
        rows = sum(table["rows"] for table in backup.read(made)["tables"].values())
        self.stdout.write(f"{made}: {rows} rijen, teruggezet in een proefdatabase en gelijk bevonden.")
