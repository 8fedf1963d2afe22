"""The agreements that somebody looks after. See also: members/holdings.py."""

from coalitions.models import Agreement
from members.holdings import Owned

KIND = "afspraak"


def current_agreements():
    """What lapsed needs nobody: see `lapse` in coalitions/agreements/keeping.py."""
    return Agreement.objects.current().select_related("coalition__circle")


SOURCE = Owned(KIND, "Afspraken", current_agreements, circle="coalition__circle")
