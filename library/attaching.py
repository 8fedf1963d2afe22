"""Documents at other things: at an agreement, an organisation, a declaration.

Whatever has `documents = ManyToManyField("library.Document", blank=True)` and a queryset with `editable_by` takes
part. The page of the thing links to the library with a reference that is signed for one person: so the library
needs to know none of those models, and nobody can point it at something else.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core import signing
from django.http import Http404

from library.models import Document
from members.access import get_editable

SALT = "library.attaching"
VALID = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Target:
    thing: object

    @property
    def url(self):
        return self.thing.get_absolute_url()


def reference(thing, user):
    """Return what stands in the link `?voor=`."""
    return signing.dumps([thing._meta.label_lower, thing.pk, user.pk], salt=SALT)


def find(text, user) -> Target | None:
    """Return the thing a link points to, if this person may (still) change it."""
    if not text:
        return None
    try:
        label, pk, for_user = signing.loads(text, salt=SALT, max_age=VALID)
    except signing.BadSignature as error:
        raise Http404 from error
    if for_user != user.pk:
        raise Http404
    return Target(get_editable(user, apps.get_model(label)._default_manager.all(), pk=pk))


def attach(document, target):
    target.thing.documents.add(document)


def detach(document, target):
    """The document itself stays in the library."""
    target.thing.documents.remove(document)


def is_carried(document, *, besides) -> bool:
    """Whether something has it beside the rows of this model: an agreement, an agenda, a building block."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: document.pk}).exists()
        for relation in Document._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.related_model._meta.app_label != "library"
        if relation.related_model is not besides
    )
