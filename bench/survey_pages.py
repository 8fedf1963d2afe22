"""A form of twenty questions beside a bare one, and an export of 40,000 answers over HTTP.

`rate` is a share of the requests per second of a bare page of the same kind: the same sheet, questions and answers,
drawn flat. `work` is the same share in processor time, for a machine that does other things too. `of_thirty_rows` is
the share of the bare page of `bin/bench pages`, which draws no form.
"""

import http.client
import os
import statistics
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bench import figure
from bench._house import own_database
from bench._work import seconds
from bench.coalitions_scale import bare_client, log_in
from bench.pages import requests_per_second, server, share
from bench.results_scale import ANSWERS

KINDS = ("short", "long", "one", "many", "scale", "ten", "number", "yes_no", "date", "matrix")
QUESTIONS, SHEETS, SMALL = 20, 2000, 25
LEAST_RATE, MOST_SECONDS, MOST_MB = 0.6, 2, 16
TURNS, ROUNDS = 5, int(os.environ.get("ROUNDS", "5"))


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database():
        from django.conf import settings
        from django.core.management import call_command

        call_command("createcachetable")
        call_command("collectstatic", interactive=False, verbosity=0)
        people, found = fill()
        member, coordinator = people
        form, bare_form = found["form"], f"/kaal{found['form']}"
        only = os.environ.get("ONLY", "").split()  # form or export, for who is mending one
        if not only or "form" in only:
            work(log_in(member), bare_client(member), form, bare_form)
        cookies = [f"{settings.SESSION_COOKIE_NAME}={log_in(user).session.session_key}" for user in people]
        with server("bench._bare_settings") as bare, server("bench._settings") as ours:
            if not only or "form" in only:
                rates(cookies[0], {"page": (ours, form), "same": (bare, bare_form), "bare": (bare, "/kaal/")})
            for kind in ("csv", "xlsx") if not only or "export" in only else ():
                export(kind, ours, cookies[1], found)


def fill():
    """Return (who answers, the coordinator), and the addresses that are asked."""
    from django.db import connection
    from django.utils import timezone

    from coalitions.models import Organisation
    from members.models import Circle, DemoMark, Membership, User
    from surveys.models import Answer, Round, Sheet

    now = timezone.now()
    network = Circle.objects.create(kind=Circle.Kind.NETWORK, name="Netwerk", slug="netwerk")
    DemoMark.objects.create(seeded_at=now, version=1)  # as in a demo nobody is asked for a second factor
    people = [
        User.objects.create(email=f"{name}@bench.invalid", name=f"Persoon {name}", is_demo=True)
        for name in ("een", "twee")
    ]
    for user, role in zip(people, ("member", "leader"), strict=True):
        Membership.objects.create(circle=network, user=user, role=role, since=now.date())
    Organisation.objects.bulk_create(
        Organisation(name=f"Organisatie {n}", sort_name=f"organisatie {n}", slug=f"organisatie-{n}") for n in range(30)
    )
    version = make_version(people[1], now)
    moments = {"opens_at": now - timedelta(days=9), "confirmed_at": now, "opened_at": now, "changed_at": now}
    kept = {"instrument_version": version, "mode": "each", "audience": "network", **moments}
    running, small, large = (
        Round.objects.create(title=title, closes_at=now + timedelta(days=9), **kept)
        for title in ("Loopt", "Weinig", "Veel")
    )
    sheet = Sheet.objects.create(round=running, mode="each", user=people[0])
    for one, count in ((small, SMALL), (large, SHEETS)):
        Sheet.objects.bulk_create(Sheet(round=one, mode="each", submitted_at=now) for _ in range(count))
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS, [now])
        cursor.execute("VACUUM ANALYZE")
    answers = Answer.objects.filter(sheet=sheet, question__position__gt=QUESTIONS // 2)
    answers.delete()  # half-way
    assert Answer.objects.filter(sheet__round=large).count() == QUESTIONS * SHEETS
    paths = {name: f"/enquetes/{one.pk}/resultaten/antwoorden." for name, one in (("small", small), ("large", large))}
    return people, {"form": sheet.get_absolute_url(), **paths}


def make_version(by, now):
    from surveys.models import Instrument, Question, Section, Version
    from surveys.models.questions import WITH_OPTIONS, WITH_SCALE

    instrument = Instrument.objects.create(title="Meting", purpose="Om te weten.", owner=by)
    version = Version.objects.create(instrument=instrument, number=1)
    section = Section.objects.create(instrument_version=version, position=1, title="Deel 1", changed_at=now)
    Question.objects.bulk_create(
        Question(
            section=section,
            position=n + 1,
            kind=(kind := KINDS[n % len(KINDS)]),
            text=f"Vraag {n + 1}?",
            options="een\ntwee\ndrie" if kind in WITH_OPTIONS else "",
            scale="extent" if kind in WITH_SCALE else "",
        )
        for n in range(QUESTIONS)
    )
    Version.objects.filter(pk=version.pk).update(frozen_at=now)
    return version


def work(ours, bare, form, bare_form):
    asked = {"page": (ours, form), "same": (bare, bare_form), "bare": (bare, "/kaal/")}
    turns = [{name: seconds(*page) for name, page in asked.items()} for _ in range(TURNS + 1)][1:]
    took = {name: statistics.median(one[name] for one in turns) * 1000 for name in asked}
    said = ", ".join(f"{name} {took[name]:.1f} ms" for name in asked)
    for name, beside in (("work", "same"), ("work_of_thirty_rows", "bare")):
        ratio = statistics.median(one[beside] / one["page"] for one in turns)
        is_goal = name == "work"
        goal = f">= {LEAST_RATE}" if is_goal else "none"
        ok = ratio >= LEAST_RATE or not is_goal
        figure(f"survey_pages.{name}", round(ratio, 2), unit="ratio", goal=goal, ok=ok, baseline=said)


def rates(cookie, pages):
    found = {name: [] for name in pages}
    for turn in range(ROUNDS + 1):  # the first round warms up
        for name, (port, path) in pages.items():
            rate = requests_per_second(port, path, cookie)
            if turn:
                found[name].append(rate)
    share("survey_pages.rate", found["page"], found["same"], LEAST_RATE)
    share("survey_pages.rate_of_thirty_rows", found["page"], found["bare"])


def export(kind, port, cookie, found):
    """Every worker has been asked a small file before; what it takes more for a large one is what grows."""
    for _ in range(12):
        fetch(port, f"{found['small']}{kind}", cookie)
    before = highest()
    took, began_at = [], spent()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        size = fetch(port, f"{found['large']}{kind}", cookie)
        took.append(time.perf_counter() - began)
    grown = max(after - before.get(pid, after) for pid, after in highest().items())
    of_work = (spent() - began_at) / ROUNDS
    said = f"{QUESTIONS * SHEETS} answers, {size / 1e6:.1f} MB; {min(took):.2f} to {max(took):.2f} s on the clock, "
    said += f"{of_work:.2f} s of processor time in the portal"
    middle = statistics.median(took)
    goal = f"<= {MOST_SECONDS}"
    name = f"survey_pages.export.{kind}"
    figure(name, round(middle, 2), unit="seconds", goal=goal, ok=middle <= MOST_SECONDS, baseline=said)
    said = f"more than for {QUESTIONS * SMALL} answers, the worker that took most"
    figure(f"{name}.memory", round(grown, 1), unit="MB", goal=f"<= {MOST_MB}", ok=grown <= MOST_MB, baseline=said)


def fetch(port, path, cookie):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        assert response.status == 200, (path, response.status)
        size = 0
        while part := response.read(65536):
            size += len(part)
        return size


def spent():
    """Return the seconds of processor that the processes under this one took so far."""
    ticks = 0
    for pid in highest():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def highest():
    """Return the most memory in MB that each process under this one ever had, by its number."""
    found, below = {}, [os.getpid()]
    while below:
        pid = below.pop()
        try:
            below += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            status = Path(f"/proc/{pid}/status").read_text()
        except FileNotFoundError:
            continue
        found[pid] = int(status.split("VmHWM:")[1].split()[0]) / 1000
    found.pop(os.getpid())
    return found
