"""A simulated year of mail: how many mails somebody gets per week, and how many are wrong (none may be).

MAIL_YEAR_MEMBERS and MAIL_YEAR_DAYS make it smaller.
"""

import datetime
import os
import statistics
from zoneinfo import ZoneInfo

from bench import _year, figure
from bench._house import own_database

MEMBERS = int(os.environ.get("MAIL_YEAR_MEMBERS", "300"))
DAYS = int(os.environ.get("MAIL_YEAR_DAYS", "365"))
SEED = 20261122
START = datetime.datetime(2026, 1, 5, 8, tzinfo=ZoneInfo("Europe/Amsterdam"))
GOAL_MEDIAN = 3
GOAL_MOST = 8


def run():
    os.environ.update(LOG_LEVEL="WARNING")
    with own_database():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")  # who counts mails need not wait for the disk
        year = live(MEMBERS, DAYS)
    tell(year)


def live(members, days):
    import time_machine

    with time_machine.travel(START, tick=False) as traveller:
        year = _year.Year(members, seed=SEED, clock=traveller.move_to, start=START)
        year.live(days)
    return year


def tell(year):
    people = [person.pk for person in year.people]
    weeks = year.oracle.per_week(people, list(year.weeks))
    told = sum(weeks)
    for fault in _year.FAULTS:
        count = year.oracle.faults[fault]
        baseline = f"{told} mails, {len(year.oracle.posts)} posts, {MEMBERS} members, {DAYS} days"
        figure(f"mail_year.{fault}", count, unit="mails", goal="0", ok=count == 0, baseline=baseline)
    asked = year.oracle.faults["asked_after_reading"]
    figure("mail_year.asked_after_reading", asked, unit="mails", goal="a request, no news", ok=True, baseline="")
    median, most = statistics.median(weeks), weeks[int(0.95 * (len(weeks) - 1))]
    mean = f"mean {told / len(weeks):.2f}, most {weeks[-1]}"
    figure(
        "mail_year.median",
        median,
        unit="mails/week",
        goal=f"<= {GOAL_MEDIAN}",
        ok=median <= GOAL_MEDIAN,
        baseline=mean,
    )
    figure("mail_year.p95", most, unit="mails/week", goal=f"<= {GOAL_MOST}", ok=most <= GOAL_MOST, baseline=mean)
