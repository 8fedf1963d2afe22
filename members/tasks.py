from celery import shared_task
from django.utils import timezone

from members import reviewing
from members.handover import passing
from members.models import User


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
