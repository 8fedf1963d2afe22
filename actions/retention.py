"""What about people is thrown away here, and when. See also: kansrijkestart/retention/."""

from datetime import timedelta

from actions.forgetting import NAMES, forget_names_of
from actions.models import ActionPoint, Reminder

REMINDER = timedelta(days=180)


def purge(now) -> dict[str, int]:
    return {
        "action_reminders": Reminder.objects.filter(queued_at__lt=now - REMINDER).delete()[0],
        "action_names": forget_names_of(ActionPoint.objects.over_since(now - NAMES), now=now),
    }
