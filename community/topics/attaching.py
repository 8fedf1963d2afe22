"""Files at a post become documents of the library: the same circle, the same readers."""

from pathlib import Path

from community.models import Post
from library.creating import SameFile, create
from library.models import Document
from members.access import Visibility
from members.models import User

LONGEST = 150


def keep(post: Post, files, *, by: User, now) -> None:
    """Put files that were looked into at a post. Inside the transaction that writes the post.

    An answer to a public announcement is not public.
    """
    topic = post.topic
    visibility = Visibility.NETWORK if topic.visibility == Visibility.PUBLIC else topic.visibility
    post.documents.add(*(document_of(file, topic.circle, visibility, by=by, now=now) for file in files))


def document_of(inspected, circle, visibility, *, by, now) -> Document:
    """Return the new document of a file; or the one of this circle that has this very file already."""
    title = Path(inspected.name).stem.replace("_", " ").strip()[:LONGEST] or "Bijlage"
    kind = Document.Kind.OTHER
    try:
        return create(circle=circle, visibility=visibility, title=title, kind=kind, file=inspected, by=by, now=now)
    except SameFile as same:
        return same.document
