"""When something last happened to the documents of a circle."""

from django.db.models import Max

from library.models import Document


def last_changes(circle_ids):
    """The source for "last activity" of a circle. See also: coalitions/activity.py."""
    documents = Document.objects.filter(circle__in=circle_ids).order_by()
    return documents.values_list("circle").annotate(Max("changed_at"))
