"""After how many months a document has to be looked at again, by kind: how soon it goes out of date."""

from library.models import Document
from members.reviewing import later

Kind = Document.Kind
MONTHS = {
    Kind.GUIDE: 12,
    Kind.RESEARCH: 24,
    Kind.MINUTES: 36,
    Kind.TEMPLATE: 12,
    Kind.SLIDES: 24,
    Kind.LINK: 6,  # others move their pages without telling us
    Kind.OTHER: 12,
}


def next_review(kind, on):
    return later(on, MONTHS[kind])
