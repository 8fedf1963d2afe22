"""What waits for who leads a coalition, about its declaration. See also: kansrijkestart/waiting.py."""

from django.utils import timezone

from coalitions.models import Declaration, SignatureRequest


def people_to_call(user, on):
    """One line per declaration, for as long as nobody answered."""
    if not user.led_circle_ids:
        return
    silent = SignatureRequest.objects.to_be_called(timezone.now())
    open_ones = Declaration.objects.open().filter(coalition__circle__in=user.led_circle_ids)
    for declaration in open_ones.filter(requests__in=silent).select_related("coalition").distinct():
        yield "Bel wie nog niet antwoordde op de intentieverklaring.", declaration.get_absolute_url()
