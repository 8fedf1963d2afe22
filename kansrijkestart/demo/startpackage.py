"""A new leader who is halfway the start package, and a coalition that began with it."""

import datetime

from django.utils import timezone

from coalitions.models import Coalition, StartItem, StartTick
from coalitions.startpackage import keeping
from members import joining
from members.models import Membership, User

COALITION = "ooststellingwerf"
LEADER = "lolkje.proefland"
LEADER_SINCE = datetime.timedelta(days=24)
DONE = ("profiel", "pagina-lezen", "mensen")
DONE_TOGETHER = ("partners-uitnodigen", "tweede-leider")


def add_start(now, domain, coordinator):
    """Lolkje became the second leader three weeks ago; what is done, was done in the days after."""
    if StartTick.objects.exists():
        return
    user = User.objects.get(email=f"{LEADER}@{domain}")
    coalition = Coalition.objects.select_related("circle").get(slug=COALITION)
    membership = Membership.objects.get(circle=coalition.circle, user=user, until=None)
    since = timezone.localdate(now - LEADER_SINCE)
    joining.change_role(membership, Membership.Role.LEADER, by=coordinator, on=since, now=now)
    for day, key in enumerate((*DONE, *DONE_TOGETHER), start=2):
        item = StartItem.objects.get(key=key)
        keeping.tick(item, done=True, user=user, coalition=coalition, now=now - LEADER_SINCE + day * DAY)


DAY = datetime.timedelta(days=1)
