from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from members.accounts import encryption

ENCRYPTED = ("secret", "seed")


class Command(BaseCommand):
    help = (
        "Versleutelt opnieuw met de nieuwste sleutel van FIELD_ENCRYPTION_KEYS: geheimen van apps, herstelcodes, en "
        "antwoorden zonder naam van enquêtes die nog lopen. "
        "Daarna mag de oude sleutel weg."
    )

    def handle(self, **options):
        with transaction.atomic():
            # Locked: a recovery code that is used meanwhile must stay used.
            found = [rotate(authenticator) for authenticator in Authenticator.objects.select_for_update()]
            total = sum(found) + encryption.rotate_rooms()
        self.stdout.write(f"{total} opnieuw versleuteld.")


def rotate(authenticator):
    keys = [key for key in ENCRYPTED if key in authenticator.data]
    for key in keys:
        authenticator.data[key] = encryption.rotate(authenticator.data[key])
    if keys:
        authenticator.save(update_fields=["data"])
    return bool(keys)
