from meetings.models.agenda import AgendaItem
from meetings.models.day import Presence, Turn, WalkIns
from meetings.models.feeds import Feed
from meetings.models.invitees import Answer, Invitee
from meetings.models.meetings import Audience, Meeting
from meetings.models.minutes import Decision, Minutes, NoteDraft
from meetings.models.polls import DateOption, Poll, Tick
from meetings.models.told import AgendaTold

__all__ = [
    "AgendaItem",
    "AgendaTold",
    "Answer",
    "Audience",
    "DateOption",
    "Decision",
    "Feed",
    "Invitee",
    "Meeting",
    "Minutes",
    "NoteDraft",
    "Poll",
    "Presence",
    "Tick",
    "Turn",
    "WalkIns",
]
