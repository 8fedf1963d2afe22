"""What other rooms took out of the library, and bring back themselves: it is kept until then, and nobody puts it back.

A room offers a query of the ids of those documents; `kansrijkestart/wiring.py` connects it.
"""

from library.models import Document

_rooms = []


def register(*rooms) -> None:
    _rooms.extend(rooms)


def leave_out(documents):
    for ids in _rooms:
        documents = documents.exclude(pk__in=ids())
    return documents


def holds(document) -> bool:
    if document.withdrawn_at is None:
        return False
    return not leave_out(Document.objects.filter(pk=document.pk)).exists()
