"""Appointments for somebody's own calendar (RFC 5545), written by a library and never by us.

A calendar program recognises a thing by its UID, and takes over a change when SEQUENCE rises. So the UID is the row's
own and the same in feed, mail and download, and what did not change is byte for byte the same.

    calendars.written([calendars.event(uid=calendars.uid("sessie", 7), ...)], product="Symposium")
"""

import datetime
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vText

# What RFC 5545 forbids in a text, and the mark of a byte order, which the library drops where a text begins with it.
# The end of a line is written as \n by the library; a carriage return it leaves.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff]")
# What some programs take for the end of a line as well, and would cut a text at.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")
OFF = "Gaat niet door:"
CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a program that subscribed is asked to look again.
REFRESH = datetime.timedelta(hours=4)


def begin(product: str, *, name: str = "", method: str = "") -> Calendar:
    """Return an empty calendar. `method` is what a mail asks of the program: it has to be that of the MIME part."""
    found = Calendar()
    found.add("prodid", f"-//Kansrijke Start Fryslân//{product}//NL")
    found.add("version", "2.0")
    if method:
        found.add("method", method)
    if name:
        found.add("x-wr-calname", vText(line(name)))
    return found


def event(
    *,
    uid: str,
    stamp: datetime.datetime,
    sequence: int,
    starts: datetime.datetime,
    ends: datetime.datetime,
    title: str,
    place: str = "",
    text: str = "",
    url: str = "",
    is_cancelled: bool = False,
) -> Event:
    """Return an appointment by the clock of Fryslân. `stamp` and `sequence` change when time, place or state do."""
    found = Event()
    found.add("uid", uid)
    found.add("dtstamp", stamp.replace(microsecond=0))
    found.add("sequence", sequence)
    found.add("dtstart", timezone.localtime(starts))
    found.add("dtend", timezone.localtime(ends))
    # Many programs show a cancelled appointment of a feed as any other: the title says it too.
    found.add("summary", line(f"{OFF} {title}" if is_cancelled else title))
    if place:
        found.add("location", line(place))
    if text:
        found.add("description", lines(text))
    if url:
        found.add("url", url)
    found.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if is_cancelled:
        found.add("transp", "TRANSPARENT")  # the time is free again
    return found


def written(events: Iterable[Event], *, product: str, name: str = "", method: str = "PUBLISH", is_feed=False) -> bytes:
    """Return the file: with the zone in it, for programs that do not know Amsterdam."""
    found = begin(product, name=name, method=method)
    if is_feed:
        found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("x-published-ttl", vDuration(REFRESH))
    found.add_component(zone())
    for one in events:
        found.add_component(one)
    return found.to_ical()


@cache
def zone() -> Timezone:
    """The rule of the European Union since 1996. A rule and not a list of days: that is what Outlook understands."""
    found = Timezone()
    found.add("tzid", settings.TIME_ZONE)
    winter, summer = datetime.timedelta(hours=1), datetime.timedelta(hours=2)
    for part, name, before, after, month, first, hour in (
        (TimezoneDaylight(), "CEST", winter, summer, 3, datetime.date(1996, 3, 31), 2),
        (TimezoneStandard(), "CET", summer, winter, 10, datetime.date(1996, 10, 27), 3),
    ):
        part.add("dtstart", datetime.datetime.combine(first, datetime.time(hour)))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        found.add_component(part)
    return found


def download(name: str, body: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(body, content_type=CONTENT_TYPE, headers=headers)


def subscribed(request, body: bytes) -> HttpResponse:
    """Return a calendar that a program fetches again and again: nothing is sent when nothing changed."""
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response = HttpResponse(body, content_type=CONTENT_TYPE, headers={"ETag": etag})
    return get_conditional_response(request, etag, response=response)


def uid(kind: str, pk: int) -> str:
    return f"{kind}-{pk}@{urlsplit(settings.BASE_URL).hostname}"


def line(text: str) -> str:
    return " ".join(CONTROL.sub("", text).split())


def lines(text: str) -> str:
    return CONTROL.sub("", LINE_ENDS.sub("\n", text))
