"""Asks the virus scanner (clamd) about every file. Until it says yes, nobody gets the file.

Without a scanner (no CLAMD_URL) a file is "not scanned", and whoever reads it is told so. A scanner that does not
answer changes nothing: what waits keeps waiting, and after half an hour the coordinator is told.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from library import emails
from library.models import CheckState, Version
from library.storage import closed_storage

logger = structlog.get_logger(__name__)

PATIENCE = 60  # seconds for one answer
PER_RUN = 50
STUCK_AFTER = timedelta(minutes=30)
TO_CHECK = Q(check_state__in=[CheckState.WAITING, CheckState.UNSCANNED])


class ScannerAway(Exception):
    """The scanner is not there, or says something that is neither yes nor no."""


def check_files(now) -> int:
    """Have checked what was not checked yet; return how many files got an answer. Safe to run beside itself."""
    if not settings.CLAMD_URL:
        # The scanner was switched off while files waited for it.
        return Version.objects.waiting().update(check_state=CheckState.UNSCANNED)
    # "waiting" comes before "unscanned": nobody can read those yet.
    due = Version.objects.filter(TO_CHECK).order_by("-check_state", "uploaded_at", "pk")
    done = 0
    for pk in list(due.values_list("pk", flat=True)[:PER_RUN]):
        try:
            done += check_file(pk, now)
        except ScannerAway as error:
            logger.warning("scanner geeft geen antwoord", object=f"library.Version {pk}", reden=str(error))
    if late := stuck_since(now):
        logger.error("bestanden wachten te lang op controle", sinds=late.isoformat())
    return done


def check_file(pk, now) -> bool:
    with transaction.atomic():
        waiting = Version.objects.filter(TO_CHECK).select_for_update(of=("self",), skip_locked=True)
        version = waiting.select_related("document", "uploaded_by").filter(pk=pk).first()
        if version is None:
            return False
        version.check_state = CheckState.SAFE if is_safe(version) else CheckState.REFUSED
        version.checked_at = now
        version.save(update_fields=["check_state", "checked_at"])
        if version.check_state == CheckState.REFUSED:
            refuse(version)
    return True


def refuse(version):
    logger.error("virus in een bestand", object=f"library.Version {version.pk}")
    if version.uploaded_by:
        emails.file_refused(version).send()
    # After the row says so: a file that is gone while its row promises it would be worse than the other way round.
    transaction.on_commit(lambda: closed_storage().delete(version.file.name))


def is_safe(version):
    """Ask the scanner about one file."""
    try:
        with closed_storage().open(version.file.name) as file:
            answers = scanner().instream(file)
    except (ClamdError, OSError) as error:
        raise ScannerAway(error) from error
    (status, _what), *_ = answers.values() or [("", "")]
    if status not in {"OK", "FOUND"}:
        raise ScannerAway(status)
    return status == "OK"


def scanner():
    """CLAMD_URL is unix:///run/clamav/clamd.ctl or tcp://clamd:3310."""
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        return ClamdUnixSocket(address.path, timeout=PATIENCE)
    return ClamdNetworkSocket(address.hostname, address.port, timeout=PATIENCE)


def stuck_since(now):
    """Since when the oldest file waits, if that is too long."""
    late = Version.objects.waiting().filter(uploaded_at__lt=now - STUCK_AFTER).order_by("uploaded_at")
    return late.values_list("uploaded_at", flat=True).first()
