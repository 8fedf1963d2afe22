"""When something last happened at a table, for "last activity" of its circle. See also: coalitions/activity.py.

Its plans and building blocks have sources of their own (plans/activity.py, blocks/rooms.py).
"""

from django.db.models import Max

from themetables.models import (
    ProgressNote,
    TableChange,
    ThemeTable,
)

# What counts, by the path to the table's circle and the moment. That a bottleneck was given to a table does not:
# whoever did that need not sit there.
PLACES = (
    (ProgressNote, "table__circle", "at"),
    (TableChange, "table__circle", "at"),
)


def last_changes(circle_ids):
    """The source: more than one moment of a circle, nothing of circles that have no table."""
    tables = ThemeTable.objects.filter(circle__in=circle_ids).order_by().values_list("circle", "changed_at")
    others = [
        model.objects.filter(**{f"{path}__in": circle_ids}).order_by().values_list(path).annotate(Max(moment))
        for model, path, moment in PLACES
    ]
    return tables.union(*others, all=True).order_by()
