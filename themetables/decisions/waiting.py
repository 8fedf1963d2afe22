"""What waits for the coordinator about the December decision. See also: kansrijkestart/waiting.py."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from themetables.models import DecisionMeeting, ThemeTable
from themetables.plans import seasons

# From October on there is a day to plan; so long after a meeting its decisions are still asked for.
FIRST_MONTH = 10
ASKED_FOR = timedelta(days=120)


def meeting(user, on):
    """A meeting to prepare, or decisions of the last one to record."""
    if not user.is_coordinator:
        return
    year = seasons.planned_year(on)
    last = DecisionMeeting.objects.filter(Q(year=year) | Q(held_on__lte=on, held_on__gt=on - ASKED_FOR)).first()
    if last is None:
        if on.month >= FIRST_MONTH:
            yield (
                f"Bereid de bijeenkomst voor die over de plannen voor {year} besluit.",
                reverse("themetables:meeting_create"),
            )
    elif last.held_on <= on and (waiting := undecided(last)):
        tables = "1 tafel" if waiting == 1 else f"{waiting} tafels"
        yield f"Leg de besluiten van {last} vast: nog {tables}.", last.get_absolute_url()


def undecided(last):
    """How many tables that were there at the meeting have no decision of it yet."""
    there = Q(started_on=None) | Q(started_on__lte=last.held_on)
    return ThemeTable.objects.active().filter(there).exclude(decisions__meeting=last).count()
