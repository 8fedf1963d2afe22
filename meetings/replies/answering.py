"""Noting what a calendar program answered, as if the person had said it on the page."""

from django.db import transaction

from language import calendars
from meetings import calling, emails, inviting
from meetings.models import Answer, Invitee
from meetings.replies.reading import Reply, read


def hear(raw: bytes, *, now) -> bool:
    """Note the answer in a mail. False when it is something else, that a person has to look at."""
    reply = read(raw)
    if reply is None:
        return False
    try:
        return _note(reply, now=now)
    except calling.Refused:
        return True  # the meeting was, or does not go on: its page says so


@transaction.atomic
def _note(reply: Reply, *, now) -> bool:
    invitee = Invitee.objects.invited().select_related("meeting", "user").filter(pk=reply.invitee).first()
    # Somebody else may answer an invitation that was passed on: that does not count for this person.
    said = invitee and reply.said.get(invitee.user.email.lower())
    if not said:
        return False
    meeting = calling.locked(invitee.meeting)
    if not _is_of(reply, calendars.uid("bijeenkomst", meeting.pk)):
        return False
    invitee = Invitee.objects.select_related("substitute__user").get(pk=invitee.pk)
    if not _is_outdated(reply, meeting, invitee, now=now):
        current = getattr(invitee, "substitute", None)
        instead = current.user if current and said == Answer.NO else None
        inviting.answer(invitee, said, instead=instead, now=now)
    return True


def _is_of(reply, uid):
    """Some programs change the case of a UID, or leave out what stands after the @."""
    name, _, _host = uid.partition("@")
    return reply.uid.lower() in (uid.lower(), name.lower())


def _is_outdated(reply, meeting, invitee, *, now):
    """Whether it was about another time or place, or they said something on the page since then."""
    is_as_mailed = invitee.sent_sequence is not None and emails.known(invitee) == emails.when_and_where(meeting)
    newest = invitee.sent_sequence if is_as_mailed else meeting.sequence
    if reply.sequence is not None and reply.sequence < newest:
        return True
    return invitee.answered_at is not None and invitee.answered_at >= min(reply.at or now, now)
