"""Documents that may not hold any more: nobody looked at them in time, or a reader says so.

They are labelled and stand lower in a list. They are never left out: somebody may have nothing better.
"""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from library.models import StaleReport


def with_doubt(documents, on):
    """Add `is_late` (not looked at in time) and `is_reported` (a reader says it is wrong)."""
    return documents.annotate(
        is_late=Case(
            When(review_on__lte=on, superseded_by=None, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        is_reported=Exists(StaleReport.objects.open().filter(document=OuterRef("pk"))),
    )


def surest_first(documents, on):
    doubt = Case(When(Q(is_late=True) | Q(is_reported=True), then=Value(1)), default=Value(0))
    return with_doubt(documents, on).order_by(doubt, "-changed_at", "-pk")
