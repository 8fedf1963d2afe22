from celery import shared_task
from django.utils import timezone

from community import announcing
from community.asking import inviting
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


@shared_task
def carry_questions():
    """Every half minute: queue one task per question that goes on to the next ring."""
    for pk in inviting.due(timezone.now()).order_by("pk").values_list("pk", flat=True):
        carry_question.delay(asking_id=pk)


@shared_task
def carry_question(*, asking_id):
    inviting.carry(asking_id, now=timezone.now())
