"""For whom somebody speaks, as something they hand over when they leave. See also: members/holdings.py."""

from django.db.models import Q
from django.utils import timezone

from coalitions.models import Partner
from language.sorting import sort_key
from members.holdings import Owned


def partners():
    """Those that take part or will; of who stopped, the past stays as it was."""
    return Partner.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate())).select_related("organisation")


def works_elsewhere(holding, to):
    """Who takes all over from a leader would speak for the leader's own organisation too."""
    if sort_key(to.organisation) == sort_key(holding.label):
        return ""
    return (
        f"{to.shown_name} spreekt dan ook namens {holding.label}, maar werkt daar volgens het profiel niet. Kies met "
        "“Bekijk en verdeel” iemand anders, of spreek af wie het wordt en leg dat daarna vast bij de partners."
    )


VOICES = Owned(
    kind="partner",
    title="Spreken namens een partner",
    things=partners,
    circle="coalition__circle",
    owner="contact",
    label=lambda partner: str(partner.organisation),
    doubt=works_elsewhere,
)
