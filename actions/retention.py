"""What about people is thrown away here, and when. See also: kansrijkestart/retention.py."""

from datetime import timedelta

from actions.models import Reminder

REMINDER = timedelta(days=180)


def purge(now) -> dict[str, int]:
    return {"action_reminders": Reminder.objects.filter(queued_at__lt=now - REMINDER).delete()[0]}
