from library.models.documents import Document, Version
from library.models.pages import Page
from library.models.stale import StaleReport
from library.models.states import READABLE, SEARCHABLE, TO_READ, CheckState, TextState
from library.search.models import Changed, Entry, Missed, Synonyms, Word  # noqa: F401 -- models of this app

__all__ = [
    "READABLE",
    "SEARCHABLE",
    "TO_READ",
    "CheckState",
    "Document",
    "Page",
    "StaleReport",
    "TextState",
    "Version",
]
