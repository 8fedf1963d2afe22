"""For whom somebody speaks, as something they hand over when they leave. See also: members/holdings.py."""

from django.db.models import Q
from django.utils import timezone

from coalitions.models import Partner
from members.holdings import Owned


def partners():
    """Those that take part or will; of who stopped, the past stays as it was."""
    return Partner.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate())).select_related("organisation")


VOICES = Owned(
    kind="partner",
    title="Spreken namens een partner",
    things=partners,
    circle="coalition__circle",
    owner="contact",
    label=lambda partner: str(partner.organisation),
)
