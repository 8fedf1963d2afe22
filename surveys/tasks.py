from celery import shared_task
from django.utils import timezone

from surveys.following import closing, reminding
from surveys.giving_back import telling
from surveys.one_by_one import one_by_one
from surveys.results import keeping
from surveys.sending import dispatching, opening


@shared_task
def run_rounds():
    """Open what is due, mail who was not mailed yet, close, remind, and tell who answered that the results are there.

    At last what closed is counted for good; last, because pages can do without.
    Every part may run twice, or beside itself. A part that fails, or one round in it, stops nothing else; the run as
    a whole has failed then, which the status page says.
    """
    now = timezone.now()
    parts = (
        opening.open_due,
        dispatching.queue_due,
        closing.close_due,
        reminding.remind_due,
        telling.tell_due,
        keeping.keep_due,
    )
    one_by_one("run_rounds", parts, lambda part: part(now))
