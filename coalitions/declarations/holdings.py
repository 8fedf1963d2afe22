"""Declarations that somebody looks after until they hold no more. See also: members/holdings.py."""

from django.utils import timezone

from coalitions.models import Declaration
from members.holdings import Owned

DECLARATIONS = Owned(
    kind="verklaring",
    title="Intentieverklaringen",
    things=lambda: Declaration.objects.looked_after(timezone.localdate()).select_related("coalition__circle"),
    circle="coalition__circle",
)
