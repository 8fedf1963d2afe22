"""Approved minutes as a tagged PDF in the library. Of who came it says how many and of which circles, no names."""

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from actions.models import Change
from language import pdf
from language.markup import plain
from library import creating
from library.inspection import described
from library.inspection.names import LONGEST, clean_name
from library.models import Document
from meetings.day import attendance
from meetings.models import Minutes

TEMPLATE = "meetings/minutes/minutes.typ"
LONGEST_TITLE = 150


def to_library(minutes: Minutes, points, *, by, now) -> Document:
    data = contents(minutes, points)
    name = clean_name(f"{Truncator(data['title']).chars(LONGEST, truncate='')}.pdf")
    made = described(ContentFile(pdf.render(TEMPLATE, data, now=now)), name, "application/pdf")
    meeting = minutes.meeting
    document = creating.create(
        circle=meeting.circle,
        visibility=meeting.visibility,
        title=data["title"],
        kind=Document.Kind.MINUTES,
        summary="\n".join(f"Besluit {one['label']}: {one['text']}" for one in data["decisions"])[:1000],
        by=by,
        now=now,
        file=made,
        is_final=True,
    )
    # Its words are known and were judged by the privacy guard when they were typed: it can be read at once.
    creating.made_here(document.versions.get(), as_text(data), now)
    return document


def contents(minutes, points):
    """Everything the template shows; all of it plain text."""
    meeting = minutes.meeting
    there = attendance.of(meeting)
    approved = f"Vastgesteld op {date_format(timezone.localtime(minutes.approved_at), 'j F Y')}"
    return {
        "title": f"Verslag {meeting.title}, {date_format(meeting.day, 'j F Y')}"[-LONGEST_TITLE:],
        "when": meeting.when.capitalize(),
        "place": meeting.place or "Online",
        "approved": f"{approved}, in: {minutes.approved_in}." if minutes.approved_in else f"{approved}.",
        "there": there.sentence if there.total else "",
        "circles": ", ".join(str(circle) for circle in there.present) if there.is_of_several else "",
        "organisations": ", ".join(there.organisations) if not there.is_of_several else "",
        "absent": ", ".join(str(circle) for circle in there.absent) if there.total else "",
        "parts": parts(minutes.text),
        "decisions": [{"label": one.label, "text": one.text} for one in meeting.decisions.order_by("number")],
        "points": promised(points),
        "remarks": minutes.remarks,
    }


def promised(points) -> list[dict]:
    """What was agreed and who said yes to it: who took it over in a handover since then, promised nothing."""
    handovers = Change.objects.filter(point__in=points, kind=Change.Kind.HANDED_OVER).order_by("-at", "-pk")
    first = {one.point_id: one.fields[0][1] for one in handovers}  # the oldest is written last, and stays
    return [
        {"what": one.what, "who": first.get(one.pk) or one.who, "by": date_format(one.due_on, "j F Y")}
        for one in points
    ]


def agreed(points) -> str:
    """What was promised, one point a line: kept beside the minutes, because the points themselves go on."""
    lines = (f"{one['what']} ({one['who']}, uiterlijk {one['by']})" for one in promised(points))
    return "\n".join(" ".join(line.split()) for line in lines)


def parts(text):
    """A line that is bold as a whole is a heading; see making.noted."""
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        line = block.strip()
        if line.startswith("**") and line.endswith("**") and "\n" not in line and len(line) > len("****"):
            found.append({"heading": plain(line), "text": ""})
        elif line:
            found.append({"heading": "", "text": plain(line)})
    return found


def as_text(data):
    lines = [data["title"], data["when"], data["there"], *(part["heading"] or part["text"] for part in data["parts"])]
    lines += [f"Besluit {one['label']}: {one['text']}" for one in data["decisions"]]
    lines += [f"Actiepunt: {one['what']} ({one['who']}, uiterlijk {one['by']})" for one in data["points"]]
    return "\n\n".join(filter(None, [*lines, data["remarks"]]))
