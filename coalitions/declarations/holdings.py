"""Declarations that somebody looks after until they are signed. See also: members/holdings.py."""

from coalitions.models import Declaration
from members.holdings import Owned

DECLARATIONS = Owned(
    kind="verklaring",
    title="Intentieverklaringen die nog niet ondertekend zijn",
    things=lambda: Declaration.objects.unfinished().select_related("coalition__circle"),
    circle="coalition__circle",
)
