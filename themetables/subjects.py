"""What an item of an agenda can be about. See also: meetings/subjects.py."""

from themetables.models import Bottleneck, TablePlan

LONGEST = 200  # as AgendaItem.source_label keeps it


def bottlenecks(user, meeting):
    found = Bottleneck.objects.visible_to(user).current().order_by("title", "pk")
    return "Knelpunten", [(one.get_absolute_url(), f"Knelpunt: {one.title}"[:LONGEST]) for one in found]


def plans(user, meeting):
    found = TablePlan.objects.visible_to(user).select_related("table").order_by("-year", "table__name", "pk")
    return "Plannen van de thematafels", [(one.get_absolute_url(), str(one)[:LONGEST]) for one in found]
