"""What people read instead of Django's own stiff sentences, in a form and in a file."""

from django.core.exceptions import ValidationError

NOT_YET = "Kies vandaag of een dag die geweest is."
NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."
NO_NUMBER = "Vul een heel getal in, bijvoorbeeld 20."
NO_WEBSITE = "Dit is geen webadres. Schrijf het zoals het boven in je browser staat: https://www.voorbeeld.nl."


def not_yet_to_come(day, today):
    """Return a day that may be left empty; raise ValidationError when it is still to come."""
    if day and day > today:
        raise ValidationError(NOT_YET)
    return day
