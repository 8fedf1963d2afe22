from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from kansrijkestart import backup
from kansrijkestart.postgres_tools import address_of


class Command(BaseCommand):
    help = "Zet een reservekopie terug. Stop eerst het portaal (web, werker en tijdschema)."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="MAP", help="de map van een reservekopie")
        parser.add_argument("--replace", action="store_true", help="vervang wat er nu in de database staat")
        parser.add_argument("--real-data", action="store_true", help="zet echte gegevens terug op een demomachine")

    def handle(self, *, folder, replace, real_data, **options):
        address = address_of(connection.settings_dict)
        connection.close()
        try:
            manifest = backup.restore(folder, address=address, replace=replace, real_data=real_data)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"{rows} rijen teruggezet en gelijk aan de reservekopie van {manifest['made_at'][:16]}.")
        self.stdout.write("Draai nu: manage.py migrate")
