"""Files at a post become documents of the library: the same circle, the same readers.

When a moderator hides the post, what came in with it goes too, for everybody who may not change it: out of the list,
the search and the files. It comes back with the post. What others use as well stays: at a post that can still be read,
at an agreement, an agenda, a building block. So does what was in the library before.
"""

from pathlib import Path

from django.db.models import Exists, F, OuterRef

from community.models import Post
from library import changing
from library.attaching import is_carried
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


def going_with(post) -> list[Document]:
    """Return what goes from the library when this post is hidden: what came in with a post, and nobody else uses."""
    came_in = Document.objects.filter(posts__written_at=F("created_at"))
    others = Post.objects.shown().filter(documents=OuterRef("pk")).exclude(pk=post.pk)
    found = Document.objects.current().filter(~Exists(others), pk__in=came_in, posts=post).order_by("pk")
    return [document for document in found if not is_carried(document, besides=Post.documents.through)]


def withdraw(post, *, by, now) -> None:
    """Of a post that was just hidden."""
    for document in going_with(post):
        changing.withdraw(document, by=by, now=post.hidden_at)


def put_back(post, *, by, now) -> None:
    """Of a post that is shown again; what somebody withdrew themselves stays away."""
    went = Post.objects.filter(documents=OuterRef("pk"), hidden_at=OuterRef("withdrawn_at"))
    for document in Document.objects.filter(Exists(went), posts=post).order_by("pk"):
        changing.put_back(document, by=by, now=now)
