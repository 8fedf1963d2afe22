"""A file whose text looks as if it is about a family: its uploader says that it is not, or takes it away."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.safestring import SafeString

from language import guard
from language.guard.drawing import marked
from library import changing
from library.models import Document, Version
from library.storage import closed_storage
from members.conflicts import lock
from members.notices.telling import take_back

MOST_SHOWN = 5
NEAR = 400  # signs


@dataclass(frozen=True)
class Finding:
    """What the guard found in one place of the file."""

    label: str  # "bladzijde 3", or nothing
    sentences: list[str]
    text: SafeString  # with the words marked


def findings(version):
    """Return what was found, the first ones: in the name of the file, then page by page."""
    found = []
    for label, text in [("de naam van het bestand", version.name), *version.pages.values_list("label", "text")]:
        if hits := guard.find(text):
            sentences = [kind.sentence for kind in dict.fromkeys(hit.kind for hit in hits)]
            found.append(Finding(label, sentences, marked(text, near(hits))))
        if len(found) == MOST_SHOWN:
            break
    return found


def near(hits):
    """The first one and what stands close to it: between two marks nothing is left out, and a page may be long."""
    return [hit for hit in hits if hit.start < hits[0].end + NEAR]


def vouch(version, *, by, now) -> bool:
    """ "Klopt, hier staan geen cliënten in": from now on its readers have it. False when somebody decided already."""
    held = Version.objects.held().filter(pk=version.pk)
    take_back(f"file-held:{version.pk}")
    return bool(held.update(vouched_at=now, vouched_by=by))


def take_away(version, *, by, now) -> bool:
    """The file and its words are gone at once. A document without any other file is withdrawn."""
    with transaction.atomic():
        document = lock(Document.objects.all(), version.document_id)
        held = Version.objects.held().select_for_update(of=("self",)).filter(pk=version.pk).first()
        if held is None:
            return False
        name = held.file.name
        held.delete()
        take_back(f"file-held:{version.pk}")
        if not document.versions.exists() and not document.withdrawn_at:
            changing.withdraw(document, by=by, now=now)
        transaction.on_commit(lambda: closed_storage().delete(name))
    return True
