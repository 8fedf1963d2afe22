"""A new entry of the library, whichever way it came: a file, a link, or a text that somebody wrote in the portal.

Other rooms call `create` too: an answer that becomes an entry, an attachment of a post.
"""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from language import pdf
from library import intervals
from library.inspection import Inspected, described
from library.inspection.names import LONGEST, clean_name
from library.models import CheckState, Document, Page, TextState, Version
from library.uploading import SameFile, kept, store_version, twin_of
from members.models import Circle

__all__ = ["SameFile", "create", "paper"]


def create(
    *,
    circle,
    visibility,
    title,
    kind,
    by,
    now,
    owner=None,
    file: Inspected | None = None,
    url="",
    text="",
    summary="",
    credits="",
    pillars=(),
    municipalities=(),
    is_final=False,
) -> Document:
    """Store a new document with one of `file` (looked into by library.inspection), `url` (kind link) or `text`.

    A `text` becomes a PDF that can be read and searched at once: it went through the boxes of the portal, so the
    privacy guard saw it. `SameFile` when the circle has this very file already. Whoever adds it looks after it,
    unless somebody else is the `owner`. What is `is_final` never changes: nobody is asked whether it still holds.
    """
    document = Document(
        circle=circle,
        visibility=visibility,
        title=title,
        kind=kind,
        url=url,
        summary=summary,
        credits=credits,
        owner=owner or by,
    )
    given = {"text": text, "pillars": pillars, "municipalities": municipalities, "is_final": is_final}
    return add(document, file, by=by, now=now, **given)


def add(document, file, *, by, now, text="", pillars=(), municipalities=(), is_final=False) -> Document:
    """Store a document that is not in the database yet; see `create`."""
    document.owner = document.owner or by
    document.created_at = now
    document.review_on = None if is_final else intervals.next_review(document.kind, timezone.localdate(now))
    if document.is_link:
        with transaction.atomic():
            save(document, by, now, pillars, municipalities)
        return document
    inspected = paper(document, text, now=now) if file is None else file
    with kept(inspected) as name, transaction.atomic():
        # Who presses twice waits here for the first press, and then finds the document that it made.
        Circle.objects.select_for_update(no_key=True).get(pk=document.circle_id)
        if twin := twin_of(inspected, document.circle):
            raise SameFile(twin)
        save(document, by, now, pillars, municipalities)
        version = store_version(document, 1, name, inspected, by=by, now=now)
        if file is None:
            made_here(version, text, now)
    return document


def save(document, by, now, pillars, municipalities):
    document.save_version(by=by, now=now)
    document.pillars.set(pillars)
    document.municipalities.set(municipalities)


def paper(document, text, *, now) -> Inspected:
    """Return a text as a PDF, with its title and whom we thank."""
    data = {"title": document.title, "circle": str(document.circle), "text": text, "credits": document.credits}
    made = pdf.render("library/paper.typ", data, now=now)
    name = clean_name(f"{Truncator(document.title).chars(LONGEST, truncate='').rstrip('?')}.pdf")
    return described(ContentFile(made), name, "application/pdf")


def made_here(version, text, now):
    """The portal made it of words that were typed here: there is nothing to scan."""
    Version.objects.filter(pk=version.pk).update(check_state=CheckState.MADE)
    write_page(version, text, now)


def write_page(version, text, now):
    """Its words are known: nobody has to read them back out of the file."""
    Page.objects.create(version=version, number=1, label="", text=text)
    Version.objects.filter(pk=version.pk).update(text_state=TextState.FOUND, text_read_at=now)
