"""Documents that somebody looks after. See also: members/holdings.py."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from library.models import Document, Version
from members.holdings import Owned
from members.notices.telling import notify
from outbox.models import Category

HELD = "“{}” staat nu op jouw naam. Een bestand erin gaat misschien over een ouder of kind. Kijk of het op jou wacht."


@dataclass(frozen=True)
class Kept(Owned):
    """Whoever gets a document hears that a file of it is still shut: see `for_word_of` in library/models."""

    def move(self, pks, *, to, by, now):
        pks = list(pks)
        for version in Version.objects.held().filter(document__in=pks).select_related("document"):
            document = version.document
            notify(
                [to],
                HELD.format(document),
                document.get_absolute_url(),
                key=f"file-held:{version.pk}",
                now=now,
                by=by,
                category=Category.LIBRARY,
            )
        return super().move(pks, to=to, by=by, now=now)


def kept():
    held = Version.objects.held().filter(document=OuterRef("pk"))
    return Document.objects.current().annotate(is_held=Exists(held))


def label(document):
    return f"{document} (met een bestand dat nog wacht op nakijken)" if document.is_held else str(document)


documents = Kept(kind="document", title="Documenten", things=kept, circle="circle", label=label)
