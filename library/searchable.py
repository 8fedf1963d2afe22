"""What the search index knows of documents: what is said about them, and every page of what may be read."""

from django.db.models import Prefetch
from django.utils import timezone

from library.models import Document, Page, StaleReport, Version
from library.search.sources import ALWAYS, Part, Source


def documents():
    newest = Version.objects.readable().order_by("document_id", "-number").distinct("document_id")
    return (
        Document.objects.current()
        .select_related("circle")
        .prefetch_related(
            "municipalities",
            Prefetch("versions", newest.prefetch_related("pages"), to_attr="newest"),
            Prefetch("stale_reports", StaleReport.objects.open(), to_attr="doubts"),
        )
    )


def parts(document):
    """The document itself, then the pages of the newest version that may be read."""
    about = {
        "title": document.title,
        "url": document.get_absolute_url(),
        "moment": document.changed_at or document.created_at,
        **standing(document),
    }
    names = [municipality.name for municipality in document.municipalities.all()]
    files = [version.name for version in document.newest]
    yield Part(
        **about,
        text=" ".join(filter(None, [document.summary, document.credits])),
        also=" ".join([document.get_kind_display(), *names, *files, document.url]),
        context=f"{document.get_kind_display()}, {document.circle.name}",
    )
    for version in document.newest:
        for page in version.pages.all():
            yield Part(
                **about | {"url": f"{about['url']}?bladzijde={page.number}"},
                number=page.number,
                text=page.text,
                body=page.pk,
                context=", ".join(filter(None, [page.label, document.circle.name])),
                is_found_by_title=False,
            )


def standing(document):
    """From when it is found below what holds, and why."""
    if document.superseded_by_id:
        return {"low_from": ALWAYS, "note": "vervangen"}
    if document.doubts:
        first = min(report.reported_at for report in document.doubts)
        return {"low_from": timezone.localdate(first), "note": "klopt misschien niet meer"}
    return {"low_from": document.review_on, "note": "moet worden nagekeken"}


SOURCE = Source(
    kind="document",
    singular="document",
    label="Documenten",
    objects=documents,
    visible_to=lambda user: Document.objects.current().visible_to(user),
    parts=parts,
    beside="de gemeenten, de naam van het bestand of de link",
    bodies=lambda: Page.objects.order_by(),
)
