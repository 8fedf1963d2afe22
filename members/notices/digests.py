"""The digest: everything that waits for somebody, from every room, in one mail a day at most.

Rooms offer a `Part` (connected in kansrijkestart/wiring.py). Nothing is planned ahead: every run asks whose digest may
leave, and asks each part under a lock on the person what there is to tell now. So a run may come twice, late or beside
another, and what somebody may not see any more is in no mail.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString

from members import emails
from members.models import DigestMail, User
from outbox.models import Category

# Hours of the clock in Fryslân: before work begins, and not in the evening when the morning was missed.
MORNING = range(7, 12)


@dataclass(frozen=True)
class Section:
    """What one part has to tell somebody today."""

    category: Category  # what they would unsubscribe from
    subject: str  # the subject of the mail, when there is nothing else in it
    count: int  # of the things in it
    text: str
    html: SafeString
    take: Callable[[], None]  # notes that it was told; called in the transaction of the mail


class Part(Protocol):
    def people(self, now) -> Iterable[int]:
        """Who may have something to hear. A few too many is fine, one too few is not."""

    def section(self, person: User, now) -> Section | None:
        """What is left of it when the mail is made; None, and no mail, when that is nothing."""


_parts: list[Part] = []


def register(*parts: Part) -> None:
    _parts.extend(parts)


def is_morning(now) -> bool:
    return timezone.localtime(now).hour in MORNING


def start(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def monday(now):
    """The beginning of this week: what is older leaves with a weekly digest."""
    on = timezone.localdate(now)
    return start(on - timedelta(days=on.weekday()))


def digests_due(now) -> list[int]:
    """Return the people whose digest may leave."""
    done = DigestMail.objects.filter(on=timezone.localdate(now)).values_list("user_id", flat=True)
    return sorted({pk for part in _parts for pk in part.people(now)} - set(done))


def mail(user_id: int, *, now) -> int:
    """Queue one person's digest; return how many things it tells. Safe to call twice, late, or beside itself."""
    on = timezone.localdate(now)
    with transaction.atomic():
        # Who comes second finds the row taken, or finds that today's digest left.
        person = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=user_id).first()
        if person is None or DigestMail.objects.filter(user=person, on=on).exists():
            return 0
        sections = [section for part in _parts if (section := part.section(person, now))]
        if not sections:
            return 0
        # The database refuses a second one, also where the lock would not.
        DigestMail.objects.create(user=person, on=on)
        for section in sections:
            section.take()
        emails.digest(person, sections).send()
    return sum(section.count for section in sections)
