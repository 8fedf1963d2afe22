"""How fast the dispatcher is, against the raw limit: ready messages over one open connection to the same sink."""

import os
import statistics
import time

from bench import figure
from bench._house import own_database
from bench._sink import running

ROUNDS = 7
MAILS = 300
GOAL = 0.70


def run():
    with running() as sink:
        os.environ.update(SMTP_HOST="127.0.0.1", SMTP_PORT=str(sink.port))
        with own_database():
            measure(sink)


def measure(sink):
    from outbox.models import Email

    raw, ours = [], []
    for turn in range(ROUNDS + 1):  # the first round warms both up
        queue(MAILS)
        raw.append(MAILS / raw_seconds(sink))
        ours.append(MAILS / our_seconds())
        assert Email.objects.filter(sent_at=None).count() == 0
        if not turn:
            raw.clear()
            ours.clear()
    assert len(sink.received()) == 2 * MAILS * (ROUNDS + 1)
    # Pair by pair: two measurements beside each other meet the same machine, two medians may not.
    ratio = statistics.median(mine / limit for mine, limit in zip(ours, raw, strict=True))
    figure(
        "mail_rate",
        round(ratio, 3),
        unit="ratio",
        goal=f">= {GOAL}",
        ok=ratio >= GOAL,
        baseline=f"{statistics.median(raw):.0f} mails/s raw; {statistics.median(ours):.0f} through the outbox",
    )


def queue(count):
    from bench._mails import write

    write(count)


def raw_seconds(sink):
    """What smtplib alone needs for the same bytes."""
    import smtplib

    from outbox.models import Email

    rows = [(row.sender, row.to, bytes(row.mime)) for row in Email.objects.filter(sent_at=None)]
    with smtplib.SMTP("127.0.0.1", sink.port, local_hostname="bench") as connection:
        connection.noop()
        start = time.perf_counter()
        for sender, to, mime in rows:
            connection.sendmail(sender, [to], mime)
        return time.perf_counter() - start


def our_seconds():
    """What the dispatcher needs: claim, open a connection, send, mark each."""
    from outbox.dispatch import drain

    start = time.perf_counter()
    drain()
    return time.perf_counter() - start
