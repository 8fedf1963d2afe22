"""What waits for somebody, of the meetings they were asked to. See also: kansrijkestart/waiting.py."""

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from meetings.models import Answer, Invitee, Meeting, Poll


def to_answer(user, on):
    """Who did not say whether they come; and who does come finds on the day itself what goes on there."""
    asked = Invitee.objects.invited().filter(user=user.pk, meeting__day__gte=on, meeting__cancelled_at=None)
    asked = asked.filter(Q(answer="") | Q(answer__in=[Answer.YES, Answer.MAYBE], meeting__day=on))
    for invitee in asked.select_related("meeting").order_by("meeting__starts_at", "pk"):
        meeting = invitee.meeting
        if invitee.answer:
            times = f"{date_format(meeting.starts, 'G.i')} tot {date_format(meeting.ends, 'G.i')} uur"
            text = f"Vandaag, {times}: volg de agenda van “{meeting.title}”."
            yield text, reverse("meetings:running_agenda", args=[meeting.pk]), meeting.day
            continue
        yield (
            f"Laat weten of je komt: {meeting.title} ({meeting.when}).",
            reverse("meetings:meeting_answer", args=[meeting.pk]),
            meeting.day,
        )


def days_to_answer(user, on):
    """Of meetings that look for a day: who was asked and said nothing yet."""
    polls = Poll.objects.open(on).filter(
        meeting__in=Invitee.objects.invited().filter(user=user.pk, ticks=None).values("meeting")
    )
    for poll in polls.select_related("meeting").order_by("closes_on", "pk"):
        url = reverse("meetings:poll_answer", args=[poll.meeting_id])
        yield f"Laat weten wanneer je kunt voor “{poll.meeting}”.", url, poll.closes_on


def days_to_choose(user, on):
    """Answering is over, and nobody chose: for who calls the meeting."""
    meetings = Meeting.objects.editable_by(user).filter(day=None, poll__in=Poll.objects.to_decide(on))
    for meeting in meetings.order_by("poll__closes_on", "pk"):
        yield (
            f"Kies een datum voor {meeting}: antwoorden kan niet meer.",
            reverse("meetings:poll_detail", args=[meeting.pk]),
            on,
        )
