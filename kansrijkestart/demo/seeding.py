"""Fills the network with invented people, through the same functions that the pages use.

Runs again when VERSION goes up; whatever is there by then stays as it is.
"""

import csv
import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from community import announcing
from community.models import Topic
from kansrijkestart.demo import (
    agreements,
    asking,
    blocks,
    bottlenecks,
    budget,
    coalitions,
    conversations,
    declarations,
    directory,
    handovers,
    interventions,
    library,
    library_shelf,
    meeting_days,
    meetings,
    plans,
    questionnaires,
    rounds,
    search,
    startpackage,
    support,
    symposium,
    symposium_after,
    symposium_day,
    symposium_places,
    tableplans,
    tables,
    texts,
)
from members import joining, requests
from members.models import AccessRequest, Circle, DemoMark, Invitation, Membership, User
from province.models import Municipality

VERSION = 1
DOMAIN = "demo.invalid"
PEOPLE = Path(__file__).with_name("people.csv")
FLAGS = {
    "email": "shows_email",
    "phone": "shows_phone",
    "first_name": "shows_first_name_only",
    "expert": "is_experience_expert",
}


class Refused(Exception):
    """The demo may not be here; the text says why and what to do."""


def seed(now) -> bool:
    """Put the demo in the database, once per version; False when it was there. Refuses next to real people."""
    mark = check_allowed()
    if mark is not None and mark.version >= VERSION:
        return False
    with transaction.atomic():
        add_everything(now)
        DemoMark.objects.update_or_create(id=1, defaults={"seeded_at": now, "version": VERSION})
    return True


def mark_without_people(now) -> bool:
    """Make this a demo that people fill themselves: mail comes to the mailbox page, nobody has one-click login."""
    if check_allowed() is not None:
        return False
    DemoMark.objects.create(seeded_at=now, version=0)
    return True


def check_allowed():
    """Return the mark of an earlier seed, if any; raise Refused where a demo may not be."""
    if not settings.DEMO:
        raise Refused("Dit is geen demo. Verzonnen mensen komen alleen in een database die met DEMO=1 draait.")
    mark = DemoMark.objects.first()
    if mark is None and User.objects.filter(is_demo=False).exists():
        raise Refused("In deze database staan echte mensen. Gebruik voor de demo een andere, lege database.")
    return mark


def add_everything(now):
    circles = {circle.slug: circle for circle in Circle.objects.all()}
    add_people(circles)
    coordinator = User.objects.get(email=f"aanjager@{DOMAIN}")
    coalitions.describe(now, DOMAIN)
    interventions.add_uses(now)
    budget.add_budgets(now)
    support.add_support(now, coordinator)
    startpackage.add_start(now, DOMAIN, coordinator)
    add_announcements(circles, coordinator, now)
    questionnaires.add_questionnaires(now, DOMAIN)
    add_invitations(circles, coordinator, now)
    add_requests(circles, now)
    plans.add_plans(now)
    handovers.add_handover(now, DOMAIN)
    agreements.add_agreements(now)
    declarations.add_declarations(now, DOMAIN)
    library.add(now)
    library_shelf.add(now)
    directory.add(now, DOMAIN)
    bottlenecks.add(now, DOMAIN)
    tables.add(now, DOMAIN)
    meetings.add(now)
    meeting_days.add(now)
    tableplans.add(now, DOMAIN)
    blocks.add_blocks(now)
    conversations.add(now, DOMAIN)
    asking.add(now, DOMAIN)
    rounds.add(now, DOMAIN)
    symposium.add(now, DOMAIN, coordinator)
    symposium_places.add(now, coordinator)
    symposium_day.add(now)  # who was there, of who had a place
    symposium_after.add(now, coordinator)
    search.add(now, DOMAIN)  # last: it finds what the others made


def add_people(circles):
    municipalities = {municipality.slug: municipality for municipality in Municipality.objects.all()}
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    known = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    for row in rows:
        email = f"{row['email']}@{DOMAIN}"
        if email not in known:
            add_person(row, email, circles, municipalities)


def add_person(row, email, circles, municipalities):
    flags = row["flags"].split()
    user = User.objects.create_user(
        email,
        name=row["name"],
        function=row["function"],
        organisation=row["organisation"],
        expertise=row["expertise"],
        about=row["about"],
        # No number of anybody: 06-0 is never given out.
        phone="06 00 00 00 00" if "phone" in flags else "",
        is_demo=True,
        **{FLAGS[flag]: True for flag in flags},
    )
    slugs = list(municipalities) if row["municipalities"] == "alle" else row["municipalities"].split()
    user.municipalities.set([municipalities[slug] for slug in slugs])
    since = datetime.date.fromisoformat(row["since"])
    for place in row["circles"].split():
        slug, role = place.split("=")
        joining.join(user, circles[slug], Membership.Role(role), by=None, on=since)


def add_announcements(circles, author, now):
    for one in texts.ANNOUNCEMENTS:
        if Topic.objects.filter(title=one.title).exists():
            continue
        announcing.publish(
            title=one.title,
            text=one.text,
            circle=circles[one.circle],
            visibility=one.visibility,
            by=author,
            now=now - datetime.timedelta(days=one.days_ago),
        )


def add_invitations(circles, by, now):
    for email, circle, role, message in texts.INVITATIONS:
        if not Invitation.objects.filter(email=email, circle=circles[circle]).exists():
            joining.invite(email, circles[circle], Membership.Role(role), by=by, now=now, message=message)


def add_requests(circles, now):
    for one in texts.REQUESTS:
        if AccessRequest.objects.filter(email=one.email, circle=circles[one.circle]).exists():
            continue
        requests.submit(
            AccessRequest(
                name=one.name,
                email=one.email,
                organisation=one.organisation,
                function=one.function,
                circle=circles[one.circle],
                motivation=one.motivation,
            ),
            now=now - datetime.timedelta(days=1),
        )
