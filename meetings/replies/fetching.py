"""Looking in the mailbox that calendar programs answer to.

Nothing is thrown away: who types a line beside it, wrote it to people. What was noted is marked as read; what was not,
is flagged as well.
"""

import imaplib
from urllib.parse import unquote, urlsplit

from django.conf import settings

from meetings.replies import answering

KINDS = {"imaps": (imaplib.IMAP4_SSL, 993), "imap": (imaplib.IMAP4, 143)}
MOST_AT_ONCE = 200
LARGEST = 1_000_000  # bytes; an answer is small
PATIENCE = 20  # seconds


def fetch(*, now) -> int:
    """Hear every mail that was not read yet; return how many there were. Safe to run twice, or beside itself."""
    box = urlsplit(settings.CALENDAR_MAILBOX)
    kind, port = KINDS[box.scheme]
    with kind(box.hostname, box.port or port, timeout=PATIENCE) as server:
        server.login(unquote(box.username), unquote(box.password))
        server.select(unquote(box.path.strip("/")) or "INBOX")
        _ok, (numbers,) = server.uid("search", "UNSEEN", "SMALLER", str(LARGEST))
        found = numbers.split()[:MOST_AT_ONCE]
        for number in found:
            number = number.decode()
            # Without touching the flags: what was not noted yet when the process dies, is found again.
            _ok, answer = server.uid("fetch", number, "(BODY.PEEK[])")
            raw = b"".join(part[1] for part in answer if isinstance(part, tuple))
            flags = r"(\Seen)" if answering.hear(raw, now=now) else r"(\Seen \Flagged)"
            server.uid("store", number, "+FLAGS", flags)
    return len(found)
