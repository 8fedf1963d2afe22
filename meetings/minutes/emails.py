"""The mail about minutes: for who was there to check them, for who was not to read what was decided."""

from meetings.models import Minutes
from members.models import User
from outbox.messages import Category, absolute, message


def minutes(minutes: Minutes, person: User, *, was_there, decisions):
    return message(
        "meetings/emails/minutes",
        to=person.email,
        user=person,
        context={
            "person": person,
            "meeting": minutes.meeting,
            "was_there": was_there,
            "decisions": decisions,
            "url": absolute(minutes.get_absolute_url()),
        },
        category=Category.MEETING,
        dedupe_key=f"minutes:{minutes.pk}:{person.pk}",
    )
