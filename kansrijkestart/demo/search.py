"""What the search of the demo knows: everything that stands in it, and a few questions without an answer."""

import datetime

from django.utils import timezone

from library.search import missed, queue
from members.models import User

# (question, how many days ago it was asked, one per time)
ASKED = (
    ("draagdoek", (41, 23, 9)),
    ("huilbabyprotocol", (30, 4)),
    ("gebarentolk", (12,)),
)


def add(now, domain):
    queue.work_off(now)
    member = User.objects.get(email=f"lid@{domain}")
    on = timezone.localdate(now)
    for question, moments in ASKED:
        for days_ago in moments:
            missed.note(member, question, on=on - datetime.timedelta(days=days_ago))
