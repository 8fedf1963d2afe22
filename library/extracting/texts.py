"""The task that reads what was not read yet. Safe to run twice, late, or beside itself; one file stops no other."""

import structlog
from django.db import transaction

from language import guard
from library.extracting import Text, read_text
from library.inspection.names import ending_of
from library.models import READABLE, TO_READ, Page, TextState, Version
from library.storage import closed_storage
from members.notices.telling import notify
from outbox.models import Category

logger = structlog.get_logger(__name__)

PER_RUN = 20
FOUND = "In “{}” staat iets wat over een ouder of kind lijkt te gaan. Kijk het na: tot dan leest niemand het."


def read_texts(now) -> int:
    """Read what waits, new files first; return how many were read."""
    due = to_read().order_by("-text_state", "uploaded_at", "pk")
    return sum(read_version(pk, now) for pk in list(due.values_list("pk", flat=True)[:PER_RUN]))


def to_read():
    """What a scanner still looks at, or refused, is not opened."""
    return Version.objects.filter(text_state__in=TO_READ, check_state__in=READABLE)


def read_version(pk, now) -> bool:
    with transaction.atomic():
        waiting = to_read().select_for_update(of=("self",), skip_locked=True)
        version = waiting.select_related("document", "uploaded_by").filter(pk=pk).first()
        if version is None:
            return False
        text = words_of(version)
        version.pages.all().delete()
        Page.objects.bulk_create(
            Page(version=version, number=number, label=label, text=words)
            for number, (label, words) in enumerate(text.pages, start=1)
        )
        version.text_state, version.text_read_at = text.state, now
        hold_if_needed(version, text, now)
        version.save(update_fields=["text_state", "text_read_at", "held_at", "held_kinds"])
    return True


def words_of(version) -> Text:
    try:
        with closed_storage().open(version.file.name) as file:
            text = read_text(file, ending_of(version.name))
    except Exception as error:  # whatever it is, the next file has its turn
        logger.error("tekst niet te lezen", object=f"library.Version {version.pk}", reden=type(error).__name__)
        return Text(TextState.FAILED, [])
    if text.state == TextState.FAILED:
        logger.warning("tekst niet te lezen", object=f"library.Version {version.pk}")
    return text


def hold_if_needed(version, text, now):
    """Nobody reads it until whoever uploaded it says that it is not about a family."""
    said = [version.name, *(words for _label, words in text.pages)]
    kinds = sorted({hit.kind.value for words in said for hit in guard.find(words)})
    if not kinds or version.vouched_at:
        return
    # Only the kind: the words themselves belong in no log.
    logger.info("guard_held", kinds=kinds, object=f"library.Version {version.pk}")
    version.held_at, version.held_kinds = now, " ".join(kinds)
    if version.uploaded_by:
        notify(
            [version.uploaded_by],
            FOUND.format(version.document.title),
            version.check_url,
            key=f"file-held:{version.pk}",
            now=now,
            category=Category.LIBRARY,
        )
