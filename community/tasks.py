from celery import shared_task
from django.utils import timezone

from community import announcing
from community.models import Topic


@shared_task
def mail_announcements():
    """Every half minute: queue one task per announcement that was promised to be mailed."""
    for pk in Topic.objects.to_be_mailed().order_by("pk").values_list("pk", flat=True):
        mail_announcement.delay(topic_id=pk)


@shared_task
def mail_announcement(*, topic_id):
    now = timezone.now()
    announcing.mail(topic_id, now=now, on=timezone.localdate(now))
