import pytest
from django.utils import timezone

from library.search import queue
from library.search.models import Changed


@pytest.fixture
def index(db):
    """Bring the index up to date, as the task does."""

    def _index():
        queue.work_off(timezone.now())
        assert not Changed.objects.exists()

    return _index
