"""What the search index knows of documents."""

from library.models import Document
from library.search.sources import ALWAYS, Part, Source
from library.views.reading import with_newest


def parts(document):
    """A document by its title, its summary and the name of its file."""
    replaced = document.superseded_by_id is not None
    yield Part(
        title=document.title,
        url=document.get_absolute_url(),
        moment=document.changed_at or document.created_at,
        text=document.summary,
        also=f"{document.get_kind_display()} {document.newest[0].name if document.newest else ''}",
        context=document.circle.name,
        low_from=ALWAYS if replaced else document.review_on,
        note="vervangen" if replaced else "moet worden nagekeken",
    )


SOURCE = Source(
    kind="document",
    singular="document",
    label="Documenten",
    objects=lambda: with_newest(Document.objects.current().select_related("circle")),
    visible_to=lambda user: Document.objects.current().visible_to(user),
    parts=parts,
)
