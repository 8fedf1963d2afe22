from actions.models.changes import Change
from actions.models.points import ActionPoint
from actions.models.reminders import Reminder

__all__ = ["ActionPoint", "Change", "Reminder"]
