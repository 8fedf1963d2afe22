"""Whether killed workers lose an invitation: scheduler and dispatchers get SIGKILL every second, two of each.

`MAILS=10000` is the size of the promise; a smaller one is for a busy machine.
"""

import multiprocessing
import os
import random
import time

from bench import figure
from bench._house import own_database
from bench._sink import running
from bench.mail_kill import HOLD, judge, queued
from bench.mail_rate import raw_seconds

MAILS = int(os.environ.get("MAILS", "10000"))
PATIENCE = 600  # seconds for the whole run
RATE_MAILS, GOAL, REPEATS = 1000, 0.70, 0.002


def run():
    with running() as sink:
        os.environ.update(SMTP_HOST="127.0.0.1", SMTP_PORT=str(sink.port), LOG_LEVEL="ERROR")
        with own_database():
            measure_rate()
            before = len(sink.received())
            pk = prepare_round(MAILS)
            kills = under_fire()
            report(pk, sink.received()[before:], kills)


def prepare_round(count):
    """Set a round ready for people without an account; opening and mailing it is what is measured."""
    from datetime import timedelta

    from django.utils import timezone

    from members.models import User
    from surveys.making import versions
    from surveys.models import Audience, Instrument, Kind, Mode, Question, Section
    from surveys.sending import confirming, drafting

    now = timezone.now()
    by, _ = User.objects.get_or_create(email="bench@voorbeeld.invalid", defaults={"name": "Bench"})
    version = versions.start(Instrument(title="Bench", purpose="Meten."), by=by, now=now)
    section = Section.objects.create(instrument_version=version, position=1, title="Een")
    Question.objects.create(section=section, position=1, kind=Kind.SHORT, text="Hoe gaat het?")
    version = versions.fix(version, by=by, now=now)
    round = drafting.start(
        version,
        opens_at=now,
        closes_at=now + timedelta(days=14),
        by=by,
        now=now,
        mode=Mode.EACH,
        audience=Audience.LIST,
        addresses=[f"lezer{number}-{version.pk}@voorbeeld.invalid" for number in range(count)],
        intro="Wil je ons vertellen hoe het gaat? " * 10,
    )
    confirming.confirm(round, by=by, now=now)
    return round.pk


def measure_rate():
    """The dispatcher against ready messages over one connection to the same sink, on the same invitations."""
    from django.utils import timezone

    from outbox.dispatch import drain
    from outbox.models import Email
    from surveys.sending import dispatching, opening

    pk = prepare_round(RATE_MAILS)
    opening.open_round(pk, now=timezone.now())
    began = time.perf_counter()
    dispatching.queue_invitations(pk, now=timezone.now())
    writing = time.perf_counter() - began
    raw = raw_seconds(SinkPort())
    began = time.perf_counter()
    drain(seconds=300)
    ours = time.perf_counter() - began
    assert not Email.objects.filter(sent_at=None).exists()
    figure(
        "survey_dispatch_rate",
        round(raw / ours, 3),
        unit="ratio",
        goal=f">= {GOAL}",
        ok=raw / ours >= GOAL,
        baseline=f"{RATE_MAILS / raw:.0f} mails/s raw; {RATE_MAILS / ours:.0f} sent; "
        f"{RATE_MAILS / writing:.0f} written as rows by one process beside it",
    )


class SinkPort:
    """What raw_seconds asks of a sink."""

    @property
    def port(self):
        return int(os.environ["SMTP_PORT"])


def schedule():
    from django.utils import timezone

    from surveys.sending import dispatching, opening

    while True:
        opening.open_due(timezone.now())
        for pk in dispatching.rounds_to_mail():
            dispatching.queue_invitations(pk, now=timezone.now())
        time.sleep(0.2)


def deliver():
    from datetime import timedelta

    from django.utils import timezone

    from outbox import dispatch

    hold = timedelta(seconds=HOLD)
    while True:
        dispatch.sweep(timezone.now(), hold=hold)
        dispatch.drain(hold=hold)
        time.sleep(0.2)


def start(work):
    """A process that is loaded already: on a busy machine a fresh one would be killed before it began."""
    from django.db import connections

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()
    return process


def under_fire():
    """Two schedulers and two dispatchers; every second one of the four is killed. Return how often that was."""
    crew = [(work, start(work)) for work in (schedule, schedule, deliver, deliver)]
    chance, kills, deadline = random.Random(), 0, time.monotonic() + PATIENCE
    try:
        while not all_sent() and time.monotonic() < deadline:
            time.sleep(1)
            place = chance.randrange(len(crew))
            work, process = crew[place]
            process.kill()
            process.join()
            kills += 1
            crew[place] = work, start(work)
    finally:
        for _, process in crew:
            process.kill()
            process.join()
    return kills


def all_sent():
    from outbox.models import Email
    from surveys.models import Invitation

    return (
        Invitation.objects.filter(round__title="Bench", invited_at__isnull=False).count() == MAILS + RATE_MAILS
        and not Email.objects.filter(sent_at=None).exists()
    )


def report(pk, received, kills):
    from django.db.models import Count

    from outbox.models import Email
    from surveys.models import Invitation

    keys = Email.objects.filter(dedupe_key__startswith=f"survey:{pk}:")
    messages = set(keys.values_list("message_id", flat=True))
    lost, repeats, changed = judge(messages, received)
    twice = Email.objects.values("to").annotate(times=Count("pk")).filter(times__gt=1).count()
    asked = Invitation.objects.filter(round=pk).count()
    against = f"{MAILS} invitations, {kills} kills, two schedulers and two dispatchers, {len(queued())} rows in all"
    whole = len(messages) == asked == MAILS
    figure("survey_lost", lost, unit="mails", goal="0", ok=lost == 0 and whole, baseline=against)
    figure("survey_extra_rows", twice, unit="people", goal="0", ok=twice == 0, baseline=against)
    most = int(MAILS * REPEATS)
    figure("survey_repeats", repeats, unit="mails", goal=f"<= {most}", ok=repeats <= most, baseline=against)
    figure("survey_repeats_changed", changed, unit="mails", goal="0", ok=changed == 0, baseline="same bytes too")
