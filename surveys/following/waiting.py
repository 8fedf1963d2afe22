"""What waits because of a round that runs. See also: kansrijkestart/waiting.py."""

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from members.models import Circle
from surveys.following import progress
from surveys.models import Round, Sheet


def people_to_call(user, on):
    """For whoever sends: one line per round with somebody to phone."""
    if not user.is_coordinator:
        return
    late = Sheet.objects.filter(submitted_at=None, calls=None).annotate(most=Max("invitations__reminders"))
    rounds = Round.objects.running(timezone.now()).filter(
        sheets__in=late.filter(most__gte=progress.AFTER).values("pk")
    )
    for round in rounds.distinct():
        yield f"Bel wie “{round}” nog niet invulde.", reverse("surveys:call_list", args=[round.pk])


def bad_addresses(user, on):
    """For whoever leads a coalition: an invitation to one of its people came back."""
    led = user.led_ids_of(Circle.Kind.COALITION)
    if not led:
        return
    for round in Round.objects.running(timezone.now()).filter(sheets__circle__in=led):
        theirs = round.sheets.filter(circle__in=led).select_related("circle")
        circles = {sheet.pk: sheet.circle for sheet in theirs}
        for sheet, address in progress.bounced(round):
            if sheet in circles:
                sentence = f"De uitnodiging voor “{round}” kwam niet aan bij {address}. Vraag een goed adres."
                yield sentence, circles[sheet].get_absolute_url()
