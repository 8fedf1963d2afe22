from celery import shared_task
from django.utils import timezone

from actions import reminding


@shared_task
def remind_owners():
    """All morning: queue one task per person who has something to hear, so that one failure stays one failure."""
    now = timezone.now()
    if not reminding.is_morning(now):
        return
    for person_id in reminding.people_to_remind(timezone.localdate(now)):
        remind_owner.delay(person_id=person_id)


@shared_task
def remind_owner(*, person_id):
    reminding.remind(person_id, now=timezone.now())
