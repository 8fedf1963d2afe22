"""Documents on the pages of other rooms. Everybody sees only what they may see, and counts nothing else."""

from django import template
from django.urls import reverse

from library import attaching
from library.models import Document
from library.views.reading import with_newest
from members.access import Visibility

register = template.Library()
MOST = 5


@register.inclusion_tag("library/documents_of.html", takes_context=True)
def documents_of(context, thing, circle=None, may_add=False):
    """The documents at `thing`. With `may_add` a link to add one, for the circle if that is known."""
    user = context["request"].user
    documents = with_newest(thing.documents.current().visible_to(user)).select_related("circle").newest_first()
    query = {"voor": attaching.reference(thing, user)} if may_add else {}
    if circle:
        query["kring"] = circle.slug
    url = reverse("library:document_create", query=query) if may_add else ""
    return {"documents": documents, "add_url": url, "user": user}


@register.inclusion_tag("library/public_documents.html")
def public_documents(circle):
    """What anybody may read of a circle, newest first, for its public page."""
    public = Document.objects.current().filter(circle=circle, visibility=Visibility.PUBLIC).with_something_to_read()
    documents = list(with_newest(public).newest_first()[: MOST + 1])
    return {"documents": documents[:MOST], "has_more": len(documents) > MOST, "circle": circle}
