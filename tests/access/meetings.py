"""Meetings, polls, minutes, calendars."""

import datetime

from django.utils import timezone

from meetings.models import Feed, Meeting, Poll
from meetings.planning import polling
from tests.access.common import circle
from tests.access.rows import MEMBERS, OWN_CIRCLE, OWN_CIRCLE_LEADER, OWN_CIRCLE_LEADER_POST, OWN_WORK, PUBLIC, row
from tests.meetings.factories import AgendaItemFactory, DecisionFactory, InviteeFactory, MeetingFactory, MinutesFactory


def meeting(world):
    """One that comes, and for which nobody was asked yet."""
    meetings = world.circle.meetings.filter(invited_at=None, cancelled_at=None)
    return [meetings.coming(timezone.now()).earliest("pk").pk]


def meeting_with_invitee(world):
    """The leader was asked to come, and nobody else."""
    found = meeting(world)
    InviteeFactory(meeting_id=found[0], user=world.users["leader"], circle=world.circle)
    return found


def agenda_item(world):
    return [AgendaItemFactory(meeting=Meeting.objects.get(pk=meeting(world)[0])).pk]


def undated_meeting(world):
    """One that looks for a day; everybody of the circle was asked, but the coordinator is not in it."""
    poll = Poll.objects.filter(meeting__circle=world.circle, meeting__day=None, opened_at__isnull=False).first()
    if poll:
        return [poll.meeting_id]
    meeting = MeetingFactory(circle=world.circle, day=None, starts=None, ends=None, place="")
    now = timezone.now()
    on = timezone.localdate(now)
    for days in (30, 31):
        day = on + datetime.timedelta(days=days)
        polling.propose(meeting, day=day, starts=datetime.time(9), ends=datetime.time(11))
    polling.ask(meeting, closes_on=on + datetime.timedelta(days=9), by=world.users["leader"], on=on, now=now)
    return [meeting.pk]


def invitee(world):
    """Somebody of the circle who was asked to a meeting that comes."""
    return [InviteeFactory(meeting=MeetingFactory(circle=world.circle)).pk]


def date_option(world):
    (pk,) = undated_meeting(world)
    # The third is there to be taken away.
    day = timezone.localdate() + datetime.timedelta(days=32)
    meeting = Poll.objects.get(meeting=pk).meeting
    return [polling.propose(meeting, day=day, starts=datetime.time(9), ends=datetime.time(11)).pk]


def calendar_link(world):
    """A link of the leader's."""
    now = timezone.now()
    feed, _new = Feed.objects.get_or_create(user=world.users["leader"], circle=None, defaults={"made_at": now})
    return [feed.pk]


def calendar_token(world):
    (pk,) = calendar_link(world)
    return [Feed.objects.get(pk=pk).get_absolute_url().removeprefix("/agenda/").removesuffix(".ics")]


def held_meeting(world):
    """A meeting of before all others."""
    found = Meeting.objects.filter(circle=world.circle, title="Lang geleden").first()
    return found or MeetingFactory(circle=world.circle, days=-3000, title="Lang geleden")


def decision(world):
    meeting = held_meeting(world)
    return [(meeting.decisions.first() or DecisionFactory(meeting=meeting, number=900)).pk]


def sent_minutes(world):
    """Sent and not approved yet: everybody of the circle reads them."""
    meeting = held_meeting(world)
    if not hasattr(meeting, "minutes"):
        MinutesFactory(meeting=meeting, sent=True)
    return [meeting.pk]


ROWS = [
    row("meetings:meeting_list", MEMBERS),
    row("meetings:circle_list", MEMBERS, circle),
    row("meetings:meeting_create", OWN_CIRCLE_LEADER, circle),
    row("meetings:meeting_detail", OWN_CIRCLE, meeting),
    row("meetings:meeting_edit", OWN_CIRCLE_LEADER, meeting),
    row("meetings:meeting_cancel", OWN_CIRCLE_LEADER, meeting),
    row("meetings:meeting_discard", OWN_CIRCLE_LEADER, meeting),
    row("meetings:meeting_invite", OWN_CIRCLE_LEADER, meeting),
    row("meetings:meeting_answer", "302 404 404 404 200 404", meeting_with_invitee),
    row("meetings:meeting_file", OWN_CIRCLE, meeting),
    row("meetings:agenda_print", OWN_CIRCLE, meeting),
    row("meetings:item_create", OWN_CIRCLE_LEADER, meeting),
    row("meetings:item_edit", OWN_CIRCLE_LEADER, agenda_item),
    row("meetings:item_move", OWN_CIRCLE_LEADER_POST, agenda_item, method="post"),
    row("meetings:item_place", "302 404 404 403 204 204", agenda_item, method="post"),
    row("meetings:item_remove", OWN_CIRCLE_LEADER, agenda_item),
    row("meetings:attendance_over_time", OWN_WORK),
    row("meetings:running_agenda", OWN_CIRCLE, meeting),
    row("meetings:big_screen", OWN_CIRCLE, meeting),
    row("meetings:turn_give", OWN_CIRCLE_LEADER_POST, meeting, method="post"),
    row("meetings:attendance_edit", OWN_CIRCLE_LEADER, meeting),
    row("meetings:walk_in_add", OWN_CIRCLE_LEADER, meeting),
    row("meetings:walk_ins_count", OWN_CIRCLE_LEADER, meeting),
    row("meetings:invite_one", OWN_CIRCLE_LEADER, meeting, method="post"),
    row("meetings:invitee_remove", OWN_CIRCLE_LEADER, invitee),
    row("meetings:poll_detail", OWN_CIRCLE, undated_meeting),
    row("meetings:poll_answer", "302 404 404 200 200 404", undated_meeting),
    row("meetings:poll_edit", OWN_CIRCLE_LEADER, undated_meeting),
    row("meetings:poll_ask", OWN_CIRCLE_LEADER, undated_meeting, method="post"),
    row("meetings:option_choose", OWN_CIRCLE_LEADER, date_option),
    row("meetings:option_remove", OWN_CIRCLE_LEADER_POST, date_option, method="post"),
    row("meetings:feed_list", MEMBERS),
    row("meetings:feed_make", "302 404 302 302 302 302", method="post"),
    row("meetings:feed_renew", "302 404 404 404 302 404", calendar_link, method="post"),
    row("meetings:feed_revoke", "302 404 404 404 302 404", calendar_link, method="post"),
    row("meetings:calendar_feed", PUBLIC, calendar_token),
    row("meetings:minutes_desk", OWN_CIRCLE_LEADER, meeting),
    row("meetings:notes_edit", OWN_CIRCLE_LEADER, agenda_item),
    row("meetings:notes_keep", OWN_CIRCLE_LEADER, agenda_item, method="post"),
    row("meetings:notes_discard", OWN_CIRCLE_LEADER_POST, agenda_item, method="post"),
    row("meetings:decision_create", OWN_CIRCLE_LEADER, agenda_item),
    row("meetings:decision_edit", OWN_CIRCLE_LEADER, decision),
    row("meetings:decision_remove", OWN_CIRCLE_LEADER, decision),
    row("meetings:decision_list", MEMBERS, circle),
    row("meetings:minutes_detail", OWN_CIRCLE, sent_minutes),
    row("meetings:minutes_make", OWN_CIRCLE_LEADER_POST, meeting, method="post"),
    row("meetings:minutes_edit", OWN_CIRCLE_LEADER, sent_minutes),
    row("meetings:minutes_send", OWN_CIRCLE_LEADER, sent_minutes),
    row("meetings:minutes_schedule", OWN_CIRCLE_LEADER_POST, sent_minutes, method="post"),
    row("meetings:minutes_approve", OWN_CIRCLE_LEADER, sent_minutes),
]
