"""Documents that may not hold any more: nobody looked at them in time, or a reader says so.

They are labelled and stand lower in a list. They are never left out: somebody may have nothing better.
"""

from django.db import transaction
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from library.models import Document, StaleReport
from members.conflicts import lock
from members.notices.telling import leaders_of, notify, take_back
from outbox.models import Category


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


def report(document, reason, *, by, now) -> bool:
    """Tell whoever looks after it. False when this person has an open report already."""
    with transaction.atomic():
        # Pressed twice: the second waits here, and finds the first one's report.
        lock(Document.objects.all(), document.pk)
        if StaleReport.objects.open().filter(document=document, by=by).exists():
            return False
        made = StaleReport.objects.create(document=document, by=by, reason=reason, reported_at=now)
        on = timezone.localdate(now)
        notify(
            [document.owner] if document.owner else leaders_of([document.circle], on),
            f"Een lezer meldt dat “{document}” niet meer klopt: {reason}",
            made.answer_url,
            key=f"stale:{made.pk}",
            by=by,
            now=now,
            category=Category.LIBRARY,
        )
    return True


def answer(report, words, *, by, now) -> bool:
    """The label goes away, and whoever reported it hears what was done. False when somebody answered already."""
    with transaction.atomic():
        answered = StaleReport.objects.open().filter(pk=report.pk)
        if not answered.update(answer=words, answered_by=by, answered_at=now):
            return False
        take_back(f"stale:{report.pk}")
        if report.by:
            notify(
                [report.by],
                f"Je meldde iets over “{report.document}”. Het antwoord: {words}",
                report.document.get_absolute_url(),
                key=f"stale-answered:{report.pk}",
                by=by,
                now=now,
                category=Category.LIBRARY,
            )
    return True
