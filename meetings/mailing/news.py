"""What changed on an agenda, in one mail a day at most for each meeting: only what is new, and none when nothing is.

The agenda is laid beside what people know of it, so it does not matter how it came to be: what was added and taken
away again on one day is no news.
"""

import hashlib

from django.db import transaction
from django.utils import timezone

from library.models import Document
from meetings import emails
from meetings.models import AgendaTold, Answer, Meeting

# At the end of the working day, by the clock of Fryslân, so that one mail holds the whole day; what changed after that
# on the eve, is told in the morning of the meeting itself.
HOURS, HOURS_OF_THE_DAY = range(16, 20), range(7, 20)
# An agenda that was told before mark and place were kept has title, minutes and papers.
KEPT_WITHOUT_PLACE = 3


def due(now):
    """Meetings that people were invited to and that were not told of today; one of them may have no news at all."""
    hour, today = timezone.localtime(now).hour, timezone.localdate(now)
    coming = Meeting.objects.filter(invited_at__isnull=False, cancelled_at=None, starts_at__gt=now)
    if hour not in HOURS:
        coming = coming.filter(day=today) if hour in HOURS_OF_THE_DAY else coming.none()
    return coming.exclude(agenda_told__told_on=today)


def tell(meeting_id: int, *, now) -> int:
    """Queue the mails of one meeting; return how many. Safe to call twice, late, or beside itself."""
    with transaction.atomic():
        meeting = due(now).select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=meeting_id).first()
        if meeting is None:
            return 0
        items = as_it_is(meeting)
        known, is_first = AgendaTold.objects.get_or_create(meeting=meeting, defaults={"items": items})
        if is_first or known.items == items:
            return 0
        told, on = 0, timezone.localdate(now)
        people = meeting.invitees.invited().exclude(answer=Answer.NO).filter(user__is_active=True)
        for invitee in people.select_related("user").order_by("pk"):
            if lines := news(known.items, items, reader=invitee.user):
                emails.news(invitee.user, meeting, lines, on=on).send()
                told += 1
        known.items, known.told_on = items, on
        known.save()
    return told


def as_it_is(meeting) -> dict:
    """By the number of the item: title, minutes, papers, a mark of what to know beforehand, who tells it, place."""
    found = meeting.items.prefetch_related("documents")
    return {
        str(item.pk): [
            item.title,
            item.minutes,
            sorted(document.pk for document in item.documents.all()),
            hashlib.sha256(item.text.strip().encode()).hexdigest()[:16],
            item.presenter_id,
            place,
        ]
        for place, item in enumerate(found)
    }


def remember(meeting) -> None:
    """The invitation leads to the agenda as it is now: from here on news is what changes."""
    AgendaTold.objects.get_or_create(meeting=meeting, defaults={"items": as_it_is(meeting)})


def news(before: dict, after: dict, *, reader) -> list[str]:
    """Return what is new in sentences; of papers only what this person may read."""
    lines = []
    for pk, (title, minutes, papers, mark, presenter, _place) in sorted(after.items(), key=place_of):
        old_title, old_minutes, old_papers, *more = before.get(pk, ["", 0, []])
        if not old_title:
            lines.append(f"Nieuw agendapunt: {title}")
        elif (old_title, old_minutes) != (title, minutes):
            lines.append(f"Gewijzigd: {title} ({minutes} minuten)")
        elif more and more[0] != mark:
            lines.append(f"Andere uitleg bij “{title}”")
        if presenter == reader.pk and (not old_title or (len(more) > 2 and more[1] != presenter)):
            lines.append(f"Jij vertelt over “{title}”")
        new = Document.objects.current().visible_to(reader).filter(pk__in=set(papers) - set(old_papers))
        lines += [f"Nieuw stuk bij “{title}”: {document}" for document in new.order_by("title", "pk")]
    lines += [f"Van de agenda af: {before[pk][0]}" for pk in before if pk not in after]
    return [*lines, "De punten staan in een andere volgorde"] if is_reordered(before, after) else lines


def place_of(pair):
    return pair[1][-1]


def is_reordered(before: dict, after: dict) -> bool:
    """Whether what was there and stayed changed places; what was told before places were kept, did not."""
    stayed = {pk: said for pk, said in before.items() if pk in after and len(said) > KEPT_WITHOUT_PLACE}
    there = {pk: after[pk] for pk in stayed}
    return [pk for pk, _ in sorted(stayed.items(), key=place_of)] != [
        pk for pk, _ in sorted(there.items(), key=place_of)
    ]
