"""Documents on the pages of other rooms. Everybody sees only what they may see, and counts nothing else."""

from urllib.parse import urlencode

from django import template
from django.utils import timezone

from library import attaching
from library.access import circles_to_add_to
from library.doubting import with_doubt
from library.models import Document
from library.views.reading import with_newest
from members.access import Visibility

register = template.Library()
MOST = 5


@register.inclusion_tag("library/documents_of.html", takes_context=True)
def documents_of(context, thing, circle=None, may_add=False):
    """The documents at `thing`. With `may_add` links to add, choose and take away, for the circle if that is known."""
    user = context["request"].user
    documents = with_newest(thing.documents.current().visible_to(user)).select_related("circle").newest_first()
    documents = with_doubt(documents, timezone.localdate())
    may_add = may_add and circles_to_add_to(user, timezone.localdate()).exists()
    return {"documents": documents, "query": query(thing, circle, user) if may_add else ""}


def query(thing, circle, user):
    """Return the end of the addresses that change what stands at `thing`."""
    found = {"voor": attaching.reference(thing, user), "kring": circle.slug if circle else None}
    return urlencode({name: value for name, value in found.items() if value})


@register.inclusion_tag("library/public_documents.html")
def public_documents(circle):
    """What anybody may read of a circle, newest first, for its public page."""
    public = Document.objects.current().filter(circle=circle, visibility=Visibility.PUBLIC).with_something_to_read()
    documents = list(with_doubt(with_newest(public).newest_first(), timezone.localdate())[: MOST + 1])
    return {"documents": documents[:MOST], "has_more": len(documents) > MOST, "circle": circle}
