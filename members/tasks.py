from celery import shared_task
from django.utils import timezone

from members import reviewing


@shared_task
def ask_for_reviews():
    """Every morning: queue one task per person who looks after something whose review date has come."""
    for pk in reviewing.people_to_ask(timezone.localdate()):
        ask_person_for_reviews.delay(user_id=pk)


@shared_task
def ask_person_for_reviews(*, user_id):
    reviewing.ask(user_id, on=timezone.localdate())
