from celery import shared_task
from django.utils import timezone

from members import reviewing
from members.handover import passing
from members.models import User
from members.notices import digests


@shared_task
def ask_for_reviews():
    """Every morning: queue one task per person who looks after something whose review date has come."""
    for pk in reviewing.people_to_ask(timezone.localdate()):
        ask_person_for_reviews.delay(user_id=pk)


@shared_task
def ask_person_for_reviews(*, user_id):
    reviewing.ask(user_id, on=timezone.localdate())


@shared_task
def pass_on_what_was_left():
    """Every few minutes: queue one task per person who holds something and lost a right, by date or by the admin."""
    for pk in passing.left_behind(timezone.localdate()).order_by("pk").values_list("pk", flat=True):
        pass_on_from_person.delay(user_id=pk)


@shared_task
def pass_on_from_person(*, user_id):
    for person in User.objects.filter(pk=user_id):
        passing.pass_on(person, by=None, now=timezone.now())


@shared_task
def mail_digests():
    """All morning: queue one task per digest that may leave, so that one failure stays one failure."""
    now = timezone.now()
    if not digests.is_morning(now):
        return
    for user_id in digests.digests_due(now):
        mail_digest.delay(user_id=user_id)


@shared_task
def mail_digest(*, user_id):
    digests.mail(user_id, now=timezone.now())
