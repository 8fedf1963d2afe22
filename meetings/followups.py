"""What other rooms offer on the page of a meeting that was held. kansrijkestart/wiring.py connects them."""

from collections.abc import Callable

# Takes the person, the label and the address of the meeting; gives (text, address) or None.
Followup = Callable[[object, str, str], tuple[str, str] | None]
_followups: list[Followup] = []


def register(*followups: Followup) -> None:
    _followups.extend(followups)


def of(meeting, user, now) -> list[tuple[str, str]]:
    if meeting.is_cancelled or meeting.starts_at is None or meeting.starts_at > now:
        return []
    label = f"{meeting}, {meeting.when}"
    offers = (followup(user, label, meeting.get_absolute_url()) for followup in _followups)
    return [offer for offer in offers if offer]
