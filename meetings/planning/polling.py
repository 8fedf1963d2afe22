"""The question which day suits: proposing, asking, answering and choosing. Every verb locks the meeting."""

import datetime

from django.db import transaction

from meetings import calling, inviting
from meetings.models import DateOption, Invitee, Meeting, Poll, Tick
from meetings.models.polls import MOST_OPTIONS
from meetings.tasks import mail_invitations
from members.models import User

KNOWN = "Deze bijeenkomst heeft al een datum."
CLOSED = "Er is al een datum gekozen, of antwoorden kan niet meer. Er is niets veranderd."


def _without_day(meeting: Meeting) -> Meeting:
    meeting = calling.locked(meeting)
    if meeting.day:
        raise calling.Refused(KNOWN)
    return meeting


@transaction.atomic
def propose(meeting: Meeting, *, day, starts, ends) -> DateOption:
    """Add a proposal; the same one again is the one that is there."""
    meeting = _without_day(meeting)
    poll, _new = Poll.objects.get_or_create(meeting=meeting)
    said = {"day": day, "starts": starts, "ends": ends}
    if poll.options.exclude(**said).count() >= MOST_OPTIONS:
        raise calling.Refused(f"Meer dan {MOST_OPTIONS} voorstellen leest niemand. Haal er eerst een weg.")
    option, _new = poll.options.get_or_create(**said)
    return option


@transaction.atomic
def withdraw(option: DateOption) -> None:
    """Take a proposal away, with what people said about it. An open question keeps at least one to answer."""
    _without_day(option.poll.meeting)
    if option.poll.is_opened and not option.poll.options.exclude(pk=option.pk).exists():
        raise calling.Refused("Dit is het laatste voorstel. Zet er eerst een ander bij.")
    option.delete()


def first_day(meeting: Meeting, on) -> datetime.date | None:
    """Return the first proposal after today: who answers later, answers too late for it."""
    coming = DateOption.objects.filter(poll__meeting=meeting, day__gt=on)
    return coming.order_by("day").values_list("day", flat=True).first()


@transaction.atomic
def ask(meeting: Meeting, *, closes_on: datetime.date, by: User, on, now) -> int:
    """Ask everybody when they can, or give them longer; return how many people were not asked before."""
    meeting = _without_day(meeting)
    poll = Poll.objects.filter(meeting=meeting).first()
    if poll is None or poll.options.filter(starts_at__gt=now).count() < 2:
        raise calling.Refused("Zet eerst minstens twee voorstellen klaar die nog komen. Dan valt er iets te kiezen.")
    poll.closes_on = closes_on
    if not poll.is_opened:
        poll.opened_at, poll.opened_by = now, by
    poll.save()
    return inviting.ask_the_rest(meeting, on=on, now=now)


@transaction.atomic
def answer(meeting: Meeting, user: User, said: dict[int, str], *, on, now) -> None:
    """Note what somebody said, by the number of the proposal. Who joined a circle later is asked by answering."""
    meeting = calling.locked(meeting)
    poll = Poll.objects.open(on).filter(meeting=meeting).first()
    invitee = invitee_of(meeting, user, on=on, now=now)
    if poll is None or invitee is None:
        raise calling.Refused(CLOSED)
    if invitee.pk is None:
        invitee.save()
    for option in poll.options.filter(pk__in=said):
        Tick.objects.update_or_create(option=option, invitee=invitee, defaults={"said": said[option.pk]})


def invitee_of(meeting, user, *, on, now) -> Invitee | None:
    """Return somebody's invitation; an unsaved one when they belong to the circles and were not asked yet."""
    found = meeting.invitees.invited().filter(user=user.pk).first()
    if found:
        return found
    circles = [circle for one, circle in inviting.to_invite(meeting, on) if one.pk == user.pk]
    return Invitee(meeting=meeting, user=user, circle_id=circles[0], asked_at=now, polled_at=now) if circles else None


@transaction.atomic
def choose(option: DateOption, *, place: str, online_url: str, by: User, on, now) -> Meeting:
    """Give the meeting this day and invite everybody. Who said yes to it, said yes to the meeting."""
    meeting = _without_day(option.poll.meeting)
    if option.starts_at <= now:
        raise calling.Refused("Deze dag is al voorbij. Kies een dag die nog komt.")
    meeting.day, meeting.starts, meeting.ends = option.day, option.starts, option.ends
    meeting.place, meeting.online_url, meeting.rescheduled_at = place, online_url, now
    meeting.save_version(by=by, now=now)
    Poll.objects.filter(pk=option.poll_id).update(closed_at=now)
    yes = option.ticks.filter(said=Tick.Said.YES).values("invitee")
    meeting.invitees.invited().filter(pk__in=yes).update(answer="yes", answered_at=now)
    inviting.ask_the_rest(meeting, on=on, now=now)
    inviting.mark_invited(meeting, now=now)
    mail_invitations.delay_on_commit()
    meeting.refresh_from_db()
    return meeting
