"""A file at a post becomes a document of the library: the same circle, the same readers."""

from pathlib import Path

from community.models import Topic
from library.creating import SameFile, create
from library.models import Document
from members.models import User

LONGEST = 150


def keep(circle, visibility, inspected, *, by: User, now) -> list[Document]:
    """Return the document of a file that was looked into; or the one that has this very file already."""
    if inspected is None:
        return []
    title = Path(inspected.name).stem.replace("_", " ").strip()[:LONGEST] or "Bijlage"
    kind = Document.Kind.OTHER
    try:
        return [create(circle=circle, visibility=visibility, title=title, kind=kind, file=inspected, by=by, now=now)]
    except SameFile as same:
        return [same.document]


def keep_at(topic: Topic, inspected, *, by: User, now) -> list[Document]:
    """An answer to a public announcement is not public."""
    visibility = "network" if topic.visibility == "public" else topic.visibility
    return keep(topic.circle, visibility, inspected, by=by, now=now)
