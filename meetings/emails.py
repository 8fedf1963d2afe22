"""Every mail about meetings: one function per mail, each returns the message unsent."""

from meetings import calendar
from meetings.replies import addresses
from outbox.messages import Category, absolute, message


def invitation(invitee):
    """The first time an invitation, after that a change; a calendar program reads it as well."""
    meeting = invitee.meeting
    mail = _about("meetings/emails/invitation", invitee, key=f"{invitee.asked_at.timestamp()}:{meeting.sequence}")
    return _with_calendar(mail, calendar.request(invitee), method="REQUEST")


def when_and_where(meeting) -> tuple[str, str, str]:
    return meeting.when, meeting.place or "online", meeting.online_url


def known(invitee) -> tuple[str, str, str]:
    """When and where it is, as the last calendar mail said it."""
    return invitee.told_when, invitee.told_where, invitee.told_link


def was(invitee) -> str:
    """What they know of it, when that is not how it is any more: "donderdag 4 december 2026, 9.30 uur, Dorpshuis"."""
    before, now = known(invitee)[:2], when_and_where(invitee.meeting)[:2]
    return ", ".join(before) if invitee.told_sequence is not None and invitee.told_when and before != now else ""


def cancellation(invitee):
    """A calendar that was never told has nothing to take out: who was only asked which day suits gets a plain mail."""
    mail = _about("meetings/emails/cancellation", invitee, key=f"{invitee.asked_at.timestamp()}:off")
    if invitee.told_sequence is not None:
        _with_calendar(mail, calendar.cancellation(invitee), method="CANCEL")
    return mail


def poll(invitee, *, is_reminder=False):
    """Which of these days suit you? No calendar part: there is no day yet."""
    meeting = invitee.meeting
    return message(
        "meetings/emails/poll",
        to=invitee.user.email,
        user=invitee.user,
        context={
            "person": invitee.user,
            "meeting": meeting,
            "poll": meeting.poll,
            "options": list(meeting.poll.options.all()),
            "is_reminder": is_reminder,
            "url": absolute(f"{meeting.poll.get_absolute_url()}antwoord/"),
        },
        category=Category.MEETING,
        dedupe_key=f"meeting-poll:{invitee.pk}:{'again' if is_reminder else 'first'}",
    )


def reminder(invitee):
    """Two days before; no calendar part, because nothing changed."""
    meeting = invitee.meeting
    return message(
        "meetings/emails/reminder",
        to=invitee.user.email,
        user=invitee.user,
        context={
            "person": invitee.user,
            "invitee": invitee,
            "meeting": meeting,
            "url": absolute(meeting.get_absolute_url()),
            "answer_url": absolute(f"{meeting.get_absolute_url()}antwoord/"),
        },
        category=Category.MEETING,
        dedupe_key=f"meeting-reminder:{invitee.pk}:{meeting.day}",
    )


def news(user, meeting, told, *, on):
    """What is new on the agenda of a meeting: one mail a day at most."""
    return message(
        "meetings/emails/news",
        to=user.email,
        user=user,
        context={"person": user, "meeting": meeting, "told": told, "url": absolute(meeting.get_absolute_url())},
        category=Category.MEETING,
        dedupe_key=f"meeting-news:{meeting.pk}:{user.pk}:{on}",
    )


def _with_calendar(mail, file, *, method):
    """Twice, as the large calendars do: Outlook reads it as another form of the text, others look for a file only."""
    mail.attach_alternative(file, f"text/calendar; method={method}")
    mail.attach("bijeenkomst.ics", file, "application/ics")
    return mail


def _about(template, invitee, *, key):
    meeting = invitee.meeting
    return message(
        template,
        to=invitee.user.email,
        user=invitee.user,
        context={
            "person": invitee.user,
            "invitee": invitee,
            "meeting": meeting,
            "is_change": invitee.told_sequence is not None,
            "was": was(invitee),
            # Who called the meeting wrote the agenda.
            "tells": [
                item.title
                for item in meeting.items.filter(presenter=invitee.user).exclude(meeting__created_by=invitee.user)
            ],
            "program_may_answer": addresses.is_on(),
            "url": absolute(meeting.get_absolute_url()),
            "answer_url": absolute(f"{meeting.get_absolute_url()}antwoord/"),
        },
        category=Category.MEETING,
        dedupe_key=f"meeting:{invitee.pk}:{key}",
    )
