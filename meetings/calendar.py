"""A meeting for somebody's own calendar: to download, and in the mail that invites, changes or calls off."""

from icalendar import Event, vCalAddress

from language import calendars
from meetings.models import Answer, Invitee, Meeting
from meetings.replies import addresses
from outbox.messages import absolute

PRODUCT = "Bijeenkomsten"
PARTSTAT = {Answer.YES: "ACCEPTED", Answer.MAYBE: "TENTATIVE", Answer.NO: "DECLINED", "": "NEEDS-ACTION"}


def as_file(meeting: Meeting) -> bytes:
    """Return one meeting to open in a calendar, byte for byte the same as long as nothing changes."""
    return calendars.written([event(meeting)], product=PRODUCT)


def request(invitee: Invitee) -> bytes:
    """Return what puts the meeting in one person's calendar, or changes it there."""
    # Of two with one SEQUENCE a calendar believes the later one: who is asked again after having been let off.
    stamp = max(invitee.meeting.rescheduled_at, invitee.asked_at)
    found = _for(invitee, event(invitee.meeting, stamp=stamp))
    return calendars.written([found], product=PRODUCT, method="REQUEST")


def cancellation(invitee: Invitee) -> bytes:
    """Return what takes it out of that calendar: for everybody, or for a substitute who is not needed any more."""
    off = event(invitee.meeting, stamp=invitee.withdrawn_at)
    if not invitee.meeting.is_cancelled:
        # It goes on, without this person: such a cancellation has no state (RFC 5546, 3.2.5).
        del off["STATUS"]
    return calendars.written([_for(invitee, off)], product=PRODUCT, method="CANCEL")


def event(meeting: Meeting, *, stamp=None) -> Event:
    return calendars.event(
        uid=calendars.uid("bijeenkomst", meeting.pk),
        stamp=stamp or meeting.rescheduled_at,
        sequence=meeting.sequence,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        title=meeting.title,
        place=meeting.place or meeting.online_url,
        text=f"Online meedoen: {calendars.line(meeting.online_url)}" if meeting.online_url else "",
        url=absolute(meeting.get_absolute_url()),
        is_cancelled=meeting.is_cancelled,
    )


def _for(invitee, found):
    """The address of the network organises it: what a leader shows of themselves is theirs to say."""
    organiser = vCalAddress(f"MAILTO:{addresses.address_of(invitee)}")
    organiser.params["CN"] = calendars.line(invitee.meeting.circle.name)
    found.add("organizer", organiser)
    person = vCalAddress(f"MAILTO:{invitee.user.email}")
    person.params["CN"] = calendars.line(invitee.user.shown_name)
    # Without these two Gmail shows no buttons.
    person.params["CUTYPE"], person.params["ROLE"] = "INDIVIDUAL", "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = PARTSTAT[invitee.answer]
    # Where no program's answer is heard it counts on the page, and the invitation says so: a program is not asked to
    # send one. One that does so all the same, writes to the organiser, who is a person then.
    person.params["RSVP"] = "TRUE" if addresses.is_on() else "FALSE"
    found.add("attendee", person)
    return found
