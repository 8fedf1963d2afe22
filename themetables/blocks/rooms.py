"""Building blocks as one of the rooms of a table and of a coalition, and when something last happened to them."""

from django.db.models import Count, Max
from django.urls import reverse

from members.models import Circle
from members.rooms import Room
from themetables.models import Adoption, AdoptionState, BuildingBlock, Experience

LABEL = "Bouwstenen"


def blocks(circle, user):
    """What a table made, what a coalition uses."""
    if not user.is_member:
        return None
    if circle.kind == Circle.Kind.TABLE:
        table = getattr(circle, "table", None)
        return table and Room(LABEL, reverse("themetables:table_blocks", args=[table.slug]))
    if circle.kind == Circle.Kind.COALITION:
        coalition = getattr(circle, "coalition", None)
        return coalition and Room(LABEL, reverse("themetables:adoption_list", args=[coalition.slug]))
    return None


def line(circle, user, on):
    """What the page of a coalition says about this room. See also: coalitions/glances.py."""
    found = Adoption.objects.visible_to(user).filter(coalition=circle.coalition).order_by()
    counts = dict(found.values_list("state").annotate(Count("pk")))
    words = {
        AdoptionState.IN_USE: "in gebruik",
        AdoptionState.ADAPTED: "aangepast",
        AdoptionState.NOT_YET: "nog niet",
        AdoptionState.NOT_FOR_US: "niet voor ons",
    }
    parts = [f"{counts[state]} {word}" for state, word in words.items() if state in counts]
    return f"{', '.join(parts)}." if parts else "Er is nog niets gekozen."


def of_tables(circle_ids):
    """When a table last worked on its blocks. See also: coalitions/activity.py."""
    found = BuildingBlock.objects.filter(table__circle__in=circle_ids).order_by()
    return found.values_list("table__circle").annotate(Max("changed_at"))


def of_answers(circle_ids):
    found = Adoption.objects.filter(coalition__circle__in=circle_ids).order_by()
    return found.values_list("coalition__circle").annotate(Max("changed_at"))


def of_experiences(circle_ids):
    found = Experience.objects.filter(coalition__circle__in=circle_ids).order_by()
    return found.values_list("coalition__circle").annotate(Max("written_at"))
