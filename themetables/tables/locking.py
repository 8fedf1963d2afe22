"""Every verb about a table first locks its row and then looks again: of two at once the second sees the first."""

from members.refused import Refused
from themetables.models import ThemeTable


def lock(table: ThemeTable) -> ThemeTable:
    return ThemeTable.objects.select_related("circle").select_for_update(no_key=True, of=("self",)).get(pk=table.pk)


def lock_active(table: ThemeTable) -> ThemeTable:
    row = lock(table)
    if row.is_closed:
        raise Refused(f"Thematafel {row} is gestopt.")
    return row
