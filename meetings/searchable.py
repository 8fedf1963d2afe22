"""What the search index knows of meetings: what it is about, and the items of its agenda."""

import datetime

from django.utils.formats import date_format

from language.markup import plain
from library.search.sources import Part, Source
from meetings.models import Meeting


def parts(meeting):
    """Who comes is no part of it, and neither is the link to take part."""
    items = [text for item in meeting.items.all() for text in (item.title, item.text)]
    when = date_format(meeting.day, "j F Y") if meeting.day else "nog zonder datum"
    yield Part(
        title=meeting.title,
        url=meeting.get_absolute_url(),
        moment=meeting.changed_at or meeting.created_at,
        text=plain("\n\n".join(filter(None, [meeting.about, *items]))),
        also=f"bijeenkomst vergadering {meeting.place}",
        context=when,
        low_from=meeting.day and meeting.day + datetime.timedelta(days=1),
        note="gaat niet door" if meeting.is_cancelled else "is geweest",
    )


SOURCE = Source(
    kind="meeting",
    singular="bijeenkomst",
    label="Bijeenkomsten",
    objects=lambda: Meeting.objects.prefetch_related("items"),
    visible_to=Meeting.objects.visible_to,
    parts=parts,
    beside="de plaats of de soort",
)
