"""Who hears what about a building block; it all goes through the digest. See also: members/notices/telling.py."""

from django.utils import timezone

from members.models import User
from members.notices.telling import leaders_of, notify
from themetables.models import Recognition
from themetables.models.adoption import WORKS_WITH_IT


def another_block(block, bottlenecks, *, by, now):
    """Who leads a coalition that recognises what had a block already; of the first they hear with the bottleneck."""
    recognising = Recognition.objects.filter(bottleneck__in=bottlenecks).order_by()
    people = leaders_of(recognising.values("coalition__circle"), timezone.localdate(now))
    sentence = f"Er is nog een bouwsteen voor een knelpunt dat jullie herkennen: “{block}”. Gebruiken jullie hem?"
    notify(people, sentence, block.get_absolute_url(), key=f"block-first:{block.pk}", by=by, now=now)


def new_version(version, *, by, now):
    """Who works with the block: the leaders of those coalitions, and whom others ask there."""
    block = version.block
    sentence = f"Gaan jullie mee met versie {version.number} van “{block}”? {version.what_changed}"
    people = users_of(block, timezone.localdate(now))
    notify(people, sentence, block.get_absolute_url(), key=f"block-version:{version.pk}", by=by, now=now)


def replaced(block, *, by, now):
    sentence = f"“{block}” is vervangen door “{block.replaced_by}”. Stappen jullie over?"
    people = users_of(block, timezone.localdate(now))
    notify(people, sentence, block.replaced_by.get_absolute_url(), key=f"block-replaced:{block.pk}", by=by, now=now)


def experience(written, *, by, now):
    """Who leads the table that made the block."""
    block = written.block
    people = leaders_of([block.table.circle_id], timezone.localdate(now))
    sentence = f"{written.coalition} schreef een ervaring met “{block}”."
    url = f"{block.get_absolute_url()}#ervaringen"
    notify(people, sentence, url, key=f"block-experience:{written.pk}", by=by, now=now)


def users_of(block, on):
    adoptions = block.adoptions.filter(state__in=WORKS_WITH_IT, coalition__carried_over_at=None).order_by()
    contacts = User.objects.filter(is_active=True, pk__in=adoptions.values("contact"))
    return leaders_of(adoptions.values("coalition__circle"), on) | contacts
