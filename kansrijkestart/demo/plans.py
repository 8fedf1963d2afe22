"""The plans of seven coalitions, four of them each in another phase, made with the verbs that the pages use.

Days in plans.csv count from the day of the seed; `ends` is when a point was done or dropped.
"""

import csv
import datetime
from itertools import groupby
from pathlib import Path

from django.utils import timezone

from actions import planning
from actions.models import ActionPoint
from members.models import Circle, Membership, User
from province.models import Pillar

DOMAIN = "demo.invalid"
PLANS = Path(__file__).with_name("plans.csv")
MADE_BEFORE = 60


def add_plans(now):
    pillars = {pillar.slug: pillar for pillar in Pillar.objects.all()}
    people = {user.email: user for user in User.objects.filter(is_demo=True)}
    with PLANS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    for slug, plan in groupby(rows, key=lambda row: row["circle"]):
        circle = Circle.objects.get(slug=slug)
        if circle.action_points.exists():
            continue
        leader = circle.memberships.filter(role=Membership.Role.LEADER).earliest("since", "pk").user
        for row in plan:
            owner = people.get(f"{row['owner']}@{DOMAIN}")
            add_point(row, circle, pillars.get(row["pillar"]), owner, leader, now)


def add_point(row, circle, pillar, owner, leader, now):
    def moment(days):
        return now + datetime.timedelta(days=int(days))

    happened = [int(row[name]) for name in ("due", "started", "ends") if row[name]]
    point = ActionPoint(
        circle=circle,
        what=row["what"],
        how=row["how"],
        with_whom=row["with_whom"],
        pillar=pillar,
        owner=owner,
        due_on=timezone.localdate(moment(row["due"])),
    )
    planning.add(point, by=leader, now=moment(min(0, *happened) - MADE_BEFORE))
    if row["started"]:
        planning.start(point, by=owner, now=moment(row["started"]))
    if row["outcome"] == "klaar":
        planning.finish(point, result=row["ending"], by=owner, now=moment(row["ends"]))
    if row["outcome"] == "vervallen":
        planning.drop(point, reason=row["ending"], by=owner, now=moment(row["ends"]))
