"""The last seat: hundreds of people at once for one place in a workshop, over HTTP, and what they do afterwards.

`SCALE=0.1` is for a busy machine; 1 is the size of the promise.
"""

import http.client
import multiprocessing
import os
import random
import re
import threading
from contextlib import closing
from datetime import timedelta

from bench import figure
from bench._house import own_database
from bench._seats import broken
from bench.pages import server

SCALE = float(os.environ.get("SCALE", "1"))
PEOPLE = max(int(300 * SCALE), 8)
REPEATS = max(int(20 * SCALE), 2)
OPERATIONS = max(int(10_000 * SCALE), 400) // 8 * 8
PROCESSES, SLOTS, WORKSHOPS = 8, 3, 8


def run():
    os.environ.update(DEMO="", LOG_LEVEL="CRITICAL", TRUSTED_PROXY_COUNT="0")
    with own_database():
        from django.core.management import call_command

        call_command("createcachetable")
        call_command("collectstatic", interactive=False, verbosity=0)
        with server("bench._settings") as port:
            one_seat(port)
            three_rounds(port)
        without_the_lock()
        ten_thousand()


def make_edition(year, capacities, *, capacity=None):
    """An edition that is open, with a round per list of capacities."""
    import datetime

    from django.utils import timezone

    from symposium.models import Edition, Session, TimeSlot

    now = timezone.now()
    edition = Edition.objects.create(
        year=year,
        theme="Bench",
        held_on=datetime.date(year, 6, 1),
        starts_at=datetime.time(9),
        ends_at=datetime.time(17),
        venue="Bench",
        address="Bench",
        published_at=now,
        programme_published_at=now,
        registration_opens_at=now - timedelta(days=1),
        capacity=capacity,
    )
    for number, places in enumerate(capacities):
        hour = datetime.time(10 + number)
        slot = TimeSlot.objects.create(edition=edition, title=f"R{number}", starts=hour, ends=hour.replace(minute=50))
        for place in places:
            Session.objects.create(edition=edition, slot=slot, title=f"W{place}", capacity=place)
    return edition


def register(edition, count):
    from django.utils import timezone

    from symposium.registering import joining

    now = timezone.now()
    return [
        joining.join(edition, name=f"B{number}", email=f"b{number}-{edition.year}@voorbeeld.invalid", now=now)
        for number in range(count)
    ]


def ask(port, token, session, answers, start):
    """Open one's own day, and when everybody is there press the button, as a browser does."""
    path = f"/symposium/mijn-dag/{token}/"
    response, page = send(port, "GET", path)
    cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    body = f"csrfmiddlewaretoken={found[1] if found else ''}&what=choose&session={session}"
    start.wait(timeout=300)
    # Over a connection of its own: the first one waited for the others longer than the server keeps it open.
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    response, _ = send(port, "POST", f"{path}workshop/", body, headers)
    answers.append(response.status)


def send(port, method, path, body=None, headers=()):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request(method, path, body, {"Host": "localhost", **dict(headers)})
        response = connection.getresponse()
        return response, response.read().decode()


def at_once(port, wanted):
    """Return the statuses of one request per (token, session), all sent together."""
    answers, start = [], threading.Barrier(len(wanted))
    threads = [threading.Thread(target=ask, args=(port, *one, answers, start)) for one in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(400)
    return answers


def one_seat(port):
    from symposium.models import Seat
    from symposium.registering import links

    right, wrong = 0, []
    for turn in range(REPEATS):
        edition = make_edition(2030 + turn, [[1]])
        people = register(edition, PEOPLE)
        session = edition.sessions.get()
        answers = at_once(port, [(links.token(person), session.pk) for person in people])
        seats = Seat.objects.filter(session=session)
        row = list(seats.filter(state="waiting").order_by("position").values_list("position", flat=True))
        confirmed = seats.filter(state="confirmed").count()
        is_right = (
            answers == [302] * PEOPLE and confirmed == 1 and row == list(range(1, PEOPLE)) and not broken(edition.pk)
        )
        right += is_right
        if not is_right:
            wrong.append(f"turn {turn}: {confirmed} confirmed, {len(row)} wait, {sorted(set(answers))}")
    figure(
        "last_seat.one_confirmed",
        right,
        unit="turns",
        goal=f"{REPEATS}",
        ok=right == REPEATS,
        baseline=f"{PEOPLE} parallel requests each; "
        + ("; ".join(wrong) or "all the others wait without gaps, no 5xx"),
    )


def three_rounds(port):
    from django.db.models import Count

    from symposium.models import Seat
    from symposium.registering import links

    places = max(PEOPLE // WORKSHOPS, 1)
    edition = make_edition(2070, [[places] * WORKSHOPS] * SLOTS)
    people, chance = register(edition, PEOPLE), random.Random(7)
    by_slot = [list(slot.sessions.values_list("pk", flat=True)) for slot in edition.slots.all()]
    wanted = [(links.token(person), chance.choice(found)) for person in people for found in by_slot]
    chance.shuffle(wanted)
    answers = at_once(port, wanted)
    seats = Seat.objects.filter(session__edition=edition)
    double = seats.filter(state="confirmed").values("registration", "slot").annotate(n=Count("pk")).filter(n__gt=1)
    problems = broken(edition.pk)
    figure(
        "last_seat.three_rounds",
        len(problems) + double.count() + sum(status >= 500 for status in answers),
        unit="faults",
        goal="0",
        ok=not problems and not double.exists() and answers == [302] * len(wanted) and seats.count() == len(wanted),
        baseline=f"{len(wanted)} requests at once for {places} places in each of {WORKSHOPS} x {SLOTS} workshops",
    )


def without_the_lock():
    """The negative control: with the lock off the database refuses people; with its check off too it overbooks."""
    from django.db import connection

    from symposium.models import Edition, Seat
    from symposium.seats import locking

    whole = locking.lock
    locking.lock = lambda pk: Edition.objects.get(pk=pk)
    try:
        refused = rush(make_edition(2071, [[1]]))
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE symposium_session DROP CONSTRAINT symposium_session_not_overbooked")
        edition = make_edition(2072, [[1]])
        rush(edition)
        taken = Seat.objects.filter(session__edition=edition, state="confirmed").count()
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM symposium_seat WHERE slot_id IN (SELECT id FROM symposium_timeslot WHERE "
                "edition_id = %s)",
                [edition.pk],
            )
            cursor.execute("UPDATE symposium_session SET taken = 0 WHERE edition_id = %s", [edition.pk])
            cursor.execute(
                "ALTER TABLE symposium_session ADD CONSTRAINT symposium_session_not_overbooked "
                "CHECK (capacity IS NULL OR taken <= capacity)"
            )
    finally:
        locking.lock = whole
    figure(
        "last_seat.overbooked_without_lock",
        taken,
        unit="people on one seat",
        goal="> 1",
        ok=taken > 1 and refused > 0,
        baseline=f"the lock off: {refused} of {WORKSHOPS} people see a fault, because the database refuses; its check "
        "off as well: so many have the one seat",
    )


def rush(edition):
    """Eight people in threads who all looked before anybody took; return how many were refused by the database."""
    from django.db import DatabaseError, connections
    from django.utils import timezone

    from symposium.seats import changing, choosing

    session, people, faults = edition.sessions.get(), register(edition, WORKSHOPS), []
    barrier, look = threading.Barrier(WORKSHOPS), changing.Board.is_free

    def waits(board, queue):
        answer = look(board, queue)
        barrier.wait(timeout=30)
        return answer

    def choose(person):
        try:
            choosing.choose(person, session, now=timezone.now())
        except DatabaseError:
            faults.append(person)
        finally:
            connections.close_all()

    changing.Board.is_free = waits
    try:
        threads = [threading.Thread(target=choose, args=[person]) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        changing.Board.is_free = look
    return len(faults)


def ten_thousand():
    """Eight processes do whatever people do; after every commit one asks whether all promises hold."""
    from django.db import connections
    from django.db.models import Count

    from outbox.models import Email

    edition = make_edition(2080, [[3, 2, 4], [2, 3, 1], [5, 2, 2]], capacity=35)
    people = [person.pk for person in register(edition, 40)]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    faults, done = context.Queue(), context.Value("i", 0)
    crew = [
        context.Process(target=live, args=(edition.pk, people, number, faults, done), daemon=True)
        for number in range(PROCESSES)
    ]
    for process in crew:
        process.start()
    for process in crew:
        process.join(1800)
    found = [faults.get() for _ in range(faults.qsize())]
    offers = Email.objects.filter(dedupe_key__startswith="symposium/seats/emails/offered")
    twice = offers.values("dedupe_key").annotate(n=Count("pk")).filter(n__gt=1).count()
    figure(
        "last_seat.invariants_broken",
        len(found) + twice,
        unit="times",
        goal="0",
        ok=not found and not twice and done.value == OPERATIONS and not broken(edition.pk),
        baseline=f"{done.value} operations by {PROCESSES} processes, {offers.count()} promotions with one mail each"
        + (f"; {found[0]}" if found else ""),
    )


def live(edition_pk, people, number, faults, done):
    """People of its own for each process, so that what they had before a swap can be told from what they have after;
    the workshops, the offers and the capacities are of all.
    """
    from django.utils import timezone

    from members.refused import Refused
    from symposium.models import Edition, Registration, Seat, Session
    from symposium.registering import joining
    from symposium.seats import choosing, coordinating, lapsing

    chance, now = random.Random(number), timezone.now()
    edition = Edition.objects.get(pk=edition_pk)
    sessions = list(Session.objects.filter(edition=edition))

    def promote(person, session):
        if seat := Seat.objects.filter(session=session, state="waiting").order_by("-position").first():
            coordinating.give_seat(seat, now=now, make_room=True)

    def join(person, session):
        joining.join(edition, name=person.name, email=person.email, now=now)

    verbs = [
        *[lambda person, session: choosing.choose(person, session, now=now)] * 6,
        *[lambda person, session: choosing.confirm(person, session, now=now)] * 2,
        *[lambda person, session: choosing.leave(person, session, now=now)] * 2,
        *[join, join, promote],
        lambda person, session: joining.cancel(person, now=now),
        lambda person, session: joining.come(person, now=now),
        lambda person, session: coordinating.resize_session(session, chance.randint(1, 6), now=now),
        lambda person, session: coordinating.resize_day(edition, chance.randint(30, 40), now=now),
        lambda person, session: lapsing.lapse_due(now + timedelta(days=chance.choice([0, 3]))),
    ]
    for _ in range(OPERATIONS // PROCESSES):
        person = Registration.objects.get(pk=chance.choice(people[number::PROCESSES]))
        session = chance.choice(sessions)
        had = Seat.objects.filter(registration=person, slot=session.slot_id, state="confirmed").exists()
        verb = chance.choice(verbs)
        try:
            verb(person, session)
        except Refused:
            pass
        except Exception as problem:
            faults.put(f"{type(problem).__name__}: {problem}")
        else:
            has = Seat.objects.filter(registration=person, slot=session.slot_id).exists()
            if had and verb is verbs[0] and not has:
                faults.put(f"{person.pk} has neither")
        for sentence in broken(edition.pk):
            faults.put(sentence)
        with done.get_lock():
            done.value += 1
