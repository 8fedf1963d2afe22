"""What the timetable does for the symposium. Each may run twice, late, or beside itself."""

from celery import shared_task
from django.utils import timezone

from symposium.afterwards import evaluating, intending, thanking
from symposium.allocating import running
from symposium.entrance import day_changes, room_changes
from symposium.models import Allocation
from symposium.registering import inviting, reminding
from symposium.seats import lapsing


@shared_task
def pass_on_places():
    """Offers that nobody said yes to in time go to who is next."""
    lapsing.lapse_due(timezone.now())


@shared_task
def tell_of_another_day():
    """An edition that went to another day or place, a session to another time or room: who it concerns hears of it."""
    now = timezone.now()
    day_changes.tell_due(now)
    room_changes.tell_due(now)


@shared_task
def allocate_waiting():
    """What was asked for and no message brought; one edition at a time, so there is hardly ever a second one."""
    for pk in Allocation.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        allocate_places(allocation_id=pk)


@shared_task
def allocate_places(*, allocation_id):
    running.run(allocation_id, now=timezone.now())


@shared_task
def send_evaluations():
    """The day after an edition who was there is asked how it was, and who spoke for slides."""
    now = timezone.now()
    evaluating.send_due(now)
    thanking.thank_due(now)


@shared_task
def invite_again():
    """Registration of an edition opened: who asked for that at an earlier one hears it, once."""
    inviting.invite_due(timezone.now())


@shared_task
def remind_visitors():
    """Who comes within a week, and who gave no wishes while they close within three days: one mail each."""
    reminding.remind_due(timezone.now())


@shared_task
def ask_what_became():
    """Half a year after an edition: what did people do with what they said they would?"""
    intending.ask_due(timezone.now())
