""" "Klopt dit nog?" for documents. See also: members/reviewing.py."""

from django.urls import reverse

from library.models import Document
from members.reviewing import Source


def things():
    """What was replaced or withdrawn need not hold any more."""
    return Document.objects.current().filter(superseded_by=None)


documents = Source(
    key="document",
    title="Documenten",
    things=things,
    edit_url=lambda document: reverse("library:document_edit", args=[document.pk]),
    circle="circle",
    template="library/review_words.html",
)
