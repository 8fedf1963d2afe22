"""Many ids in one question, as one parameter: a placeholder for each would cost more than the answer."""

from collections.abc import Iterable

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL


def among(ids: Iterable[int]) -> RawSQL:
    """Return what stands on the right of `__in`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)], output_field=BigIntegerField())
