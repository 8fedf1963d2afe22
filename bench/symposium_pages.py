"""The public programme of 40 sessions and a session page, against bare pages with the same rows; and what a 304 costs.

Asked as a visitor, who is most of who looks; the bare page has session and user, as in every benchmark here.
"""

import http.client
import os
import threading
import time
from contextlib import closing

from bench import figure
from bench._house import own_database
from bench.pages import CLIENTS, member_cookie, requests_per_second, server, share

ROUNDS, SECONDS = 5, 2.0
GOAL, GOAL_304 = 0.70, 4.0
YEAR = 2031


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database():
        from django.core.management import call_command

        call_command("createcachetable")
        call_command("load_network", verbosity=0)
        call_command("seed_demo", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        session = fill()
        with server("bench._bare_settings") as bare, server("bench._settings") as ours:
            measure(bare, ours, member_cookie(), session)


def fill():
    """Ten rounds of four workshops, each with a speaker; return the number of one session."""
    import datetime

    from django.utils import timezone

    from symposium.models import Edition, Room, Session, Speaker, Speaking, TimeSlot

    now = timezone.now()
    edition = Edition.objects.create(
        year=YEAR,
        theme="Meten",
        held_on=datetime.date(YEAR, 2, 13),
        starts_at=datetime.time(8),
        ends_at=datetime.time(20),
        venue="De Proef",
        address="Voorbeeldplein 1",
        published_at=now,
        programme_published_at=now,
    )
    rooms = [Room.objects.create(edition=edition, name=f"Zaal {at}", capacity=40, position=at) for at in range(4)]
    for hour in range(10):
        slot = TimeSlot.objects.create(
            edition=edition, title=f"Ronde {hour}", starts=datetime.time(8 + hour), ends=datetime.time(8 + hour, 50)
        )
        for room in rooms:
            session = Session.objects.create(
                edition=edition,
                slot=slot,
                room=room,
                capacity=30,
                title=f"Workshop {hour} in {room}",
                summary="We oefenen met elkaar. " * 20,
            )
            speaker = Speaker.objects.create(edition=edition, name=f"Spreker {session.pk}", consented_at=now)
            Speaking.objects.create(session=session, speaker=speaker)
    return session.pk


def measure(bare, ours, cookie, session):
    programme, detail = f"/symposium/{YEAR}/programma/", f"/symposium/{YEAR}/programma/{session}/"
    pages = {
        "programme": (f"/kaal/programma/{YEAR}/", programme),
        "session": (f"/kaal/sessie/{session}/", detail),
    }
    for name, (plain, path) in pages.items():
        base, whole, unchanged = [], [], []
        etag = etag_of(ours, path)
        for turn in range(ROUNDS + 1):  # the first round warms up
            found = (requests_per_second(bare, plain, cookie), requests_per_second(ours, path, ""))
            again = not_modified_per_second(ours, path, etag)
            if turn:
                base.append(found[0])
                whole.append(found[1])
                unchanged.append(again)
        share(f"symposium_pages.rate.{name}", whole, base, GOAL)
        share(f"symposium_pages.not_modified.{name}", unchanged, base, GOAL_304)


def etag_of(port, path):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.headers["ETag"]


def not_modified_per_second(port, path, etag):
    """As `requests_per_second`, of who has the page already."""
    counts = []
    until = time.perf_counter() + SECONDS

    def client():
        count = 0
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            while time.perf_counter() < until:
                connection.request("GET", path, headers={"If-None-Match": etag})
                response = connection.getresponse()
                response.read()
                assert response.status == 304, response.status
                count += 1
        counts.append(count)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS + 15)
    if len(counts) != CLIENTS:
        figure("symposium_pages.clients", len(counts), unit="clients", goal=f"{CLIENTS}", ok=False, baseline="none")
    return sum(counts) / (time.perf_counter() - began)
