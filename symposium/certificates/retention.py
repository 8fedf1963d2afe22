"""When the points were passed on the number may go, and when no register asks any more the certificate."""

from datetime import timedelta

from django.utils import timezone

from symposium.models import Certificate, Door, RegisterNumber

NUMBERS = timedelta(days=180)
# A register looks five years back.
CERTIFICATES = timedelta(days=5 * 365 + 180)
DOORS = timedelta(days=2 * 365)


def purge(now) -> dict[str, int]:
    today = timezone.localdate(now)
    numbers = RegisterNumber.objects.filter(registration__edition__held_on__lt=today - NUMBERS)
    certificates = Certificate.objects.filter(edition__held_on__lt=today - CERTIFICATES)
    doors = Door.objects.filter(edition__held_on__lt=today - DOORS)
    return {
        "symposium_register_numbers": numbers.delete()[0],
        "symposium_certificates": certificates.delete()[0],
        "symposium_doors": doors.delete()[0],
    }
