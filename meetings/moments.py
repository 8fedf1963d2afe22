"""Times as people agree on them: the clock of Fryslân, which is put forward one night and back another."""

import datetime
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Func, TimeField

ZONE = ZoneInfo("Europe/Amsterdam")
FORWARD = "Die nacht gaat de klok een uur vooruit: van 02.00 uur meteen naar 03.00 uur. {time} uur bestaat dan niet."
BACK = "Die nacht gaat de klok een uur terug: {time} uur komt twee keer voor. Kies een tijd vóór 02.00 of vanaf 03.00."


class NoSuchTime(ValueError):
    """A time that no clock shows on that day, or one that it shows twice; the text says so in Dutch."""


def at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """Return the moment, in the zone of Fryslân. Raises NoSuchTime."""
    moment = datetime.datetime.combine(day, time, tzinfo=ZONE)
    shown = time.strftime("%H.%M")
    if moment.astimezone(datetime.UTC).astimezone(ZONE).time() != time:
        raise NoSuchTime(FORWARD.format(time=shown))
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise NoSuchTime(BACK.format(time=shown))
    return moment


class Moment(Func):
    """The same in the database: Moment("day", "starts") is an instant that always follows from both."""

    template = "timezone('Europe/Amsterdam', %(expressions)s)"
    arg_joiner = " + "
    output_field = DateTimeField()


class Clock(Func):
    """The time that the clock shows at that instant: another one than was asked, if that one does not exist."""

    template = "(timezone('Europe/Amsterdam', timezone('Europe/Amsterdam', %(expressions)s)))::time"
    arg_joiner = " + "
    output_field = TimeField()
