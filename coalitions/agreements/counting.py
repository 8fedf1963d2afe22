"""What others want to know of the agreements of many coalitions, in one query."""

from django.db.models import Count

from coalitions.models import Agreement


def to_review(coalitions, on) -> dict[int, int]:
    """Return per coalition how many agreements wait to be looked at again; coalitions without any are left out."""
    waiting = Agreement.objects.current().to_review(on).filter(coalition__in=coalitions).order_by()
    return dict(waiting.values_list("coalition_id").annotate(Count("pk")))
