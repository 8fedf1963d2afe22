"""A version as it is drawn: two queries, however long it is."""

from django.db.models import Prefetch

from surveys.models import Question, Version


def parts_of(version: Version) -> list:
    """Return its sections with their questions, and of those the question on which each depends."""
    questions = Question.objects.select_related("depends_on").order_by("position")
    return list(version.sections.prefetch_related(Prefetch("questions", questions)))
