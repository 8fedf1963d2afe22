"""Asking people to come, and what they answer. Who is asked follows from the circles of the meeting."""

from django.db import transaction

from meetings import calling
from meetings.mailing import news
from meetings.models import Answer, Audience, Invitee, Meeting
from meetings.tasks import mail_invitations
from members.models import Circle, Membership, User


def to_invite(meeting: Meeting, on) -> list[tuple[User, int]]:
    """Who is to be asked and was not yet, each with the circle on whose behalf they come."""
    circles = [circle.pk for circle in meeting.circles_on(on)]
    memberships = (
        Membership.objects.current(on)
        .filter(circle__in=circles, user__is_active=True)
        .exclude(role=Membership.Role.READER)
        .exclude(user__in=meeting.invitees.values("user"))
    )
    if meeting.audience == Audience.LEADERS:
        memberships = memberships.filter(role=Membership.Role.LEADER)
    found = {}
    for membership in memberships.select_related("user").order_by("user__sort_name", "user", "circle__sort_name"):
        found.setdefault(membership.user_id, (membership.user, membership.circle_id))
    return list(found.values())


@transaction.atomic
def invite(meeting: Meeting, *, on, now) -> int:
    """Ask everybody who was not asked yet; return how many. The mails follow (tasks.py)."""
    meeting = calling.locked(meeting)
    if meeting.is_over(now):
        raise calling.Refused("Deze bijeenkomst is al geweest.")
    if meeting.day is None:
        raise calling.Refused("Deze bijeenkomst heeft nog geen datum. Kies er eerst een.")
    new = ask_the_rest(meeting, on=on, now=now)
    mark_invited(meeting, now=now)
    return new


def ask_the_rest(meeting: Meeting, *, on, now) -> int:
    """Ask who was not asked yet; while there is no day only which day suits them. Under the lock of the meeting."""
    new = [
        Invitee(meeting=meeting, user=user, circle_id=circle, asked_at=now) for user, circle in to_invite(meeting, on)
    ]
    Invitee.objects.bulk_create(new)
    mail_invitations.delay_on_commit()
    return len(new)


def mark_invited(meeting: Meeting, *, now) -> None:
    """From now on it stands in calendars."""
    if meeting.invited_at is None and meeting.invitees.invited().exists():
        meeting.invited_at = now
        meeting.save(update_fields=["invited_at"])
        news.remember(meeting)


@transaction.atomic
def invite_one(meeting: Meeting, user: User, *, on, now) -> Invitee:
    """Ask one person beside the circles, or again who was taken off. Who is asked already, stays as they were."""
    meeting = calling.locked(meeting)
    if meeting.is_over(now):
        raise calling.Refused("Deze bijeenkomst is al geweest.")
    found = meeting.invitees.filter(user=user).first()
    if found and found.withdrawn_at is None:
        return found
    found = Invitee.objects.ask(meeting, user, circle_of(meeting, user, on), now=now)
    if meeting.day:
        mark_invited(meeting, now=now)
    mail_invitations.delay_on_commit()
    return found


def circle_of(meeting, user, on) -> int:
    """On whose behalf somebody comes: a circle of the meeting, else their own coalition, else who calls it."""
    own = Membership.objects.current(on).filter(user=user).order_by("circle__sort_name", "pk")
    circles = list(own.values_list("circle", "circle__kind"))
    of_meeting = [pk for pk, _kind in circles if pk in {circle.pk for circle in meeting.circles_on(on)}]
    coalitions = [pk for pk, kind in circles if kind == Circle.Kind.COALITION]
    return [*of_meeting, *coalitions, meeting.circle_id][0]


@transaction.atomic
def take_off(invitee: Invitee, *, now) -> None:
    """Nobody counts on this person any more, nor on who would come instead. Their calendars hear of it."""
    meeting = calling.locked(invitee.meeting)
    if meeting.is_over(now):
        raise calling.Refused("Deze bijeenkomst is al geweest.")
    gone = {"stands_in_for": None, "withdrawn_at": now, "answer": "", "answered_at": None, "earlier": ""}
    Invitee.objects.filter(stands_in_for=invitee).update(**gone)
    Invitee.objects.filter(pk=invitee.pk).update(**gone)
    mail_invitations.delay_on_commit()


def substitutes(invitee: Invitee, on):
    """Who can come instead: somebody of the same circle who was not asked. Nobody stands in for a substitute."""
    if invitee.stands_in_for_id:
        return User.objects.none()
    taken = invitee.meeting.invitees.invited().exclude(stands_in_for=invitee)
    people = Membership.objects.current(on).filter(circle=invitee.circle_id).exclude(role=Membership.Role.READER)
    return User.objects.filter(pk__in=people.values("user"), is_active=True).exclude(pk__in=taken.values("user"))


@transaction.atomic
def answer(invitee: Invitee, said: Answer, *, instead: User | None = None, now) -> None:
    """Say whether you come. Who cannot may send somebody; who can after all sends that person home again."""
    meeting = calling.locked(invitee.meeting)
    if meeting.is_over(now):
        raise calling.Refused("Deze bijeenkomst is al geweest.")
    invitee = Invitee.objects.get(pk=invitee.pk)
    invitee.answer, invitee.answered_at, invitee.earlier = said, now, ""
    invitee.save(update_fields=["answer", "answered_at", "earlier"])
    current = Invitee.objects.filter(stands_in_for=invitee).first()
    if current and (current.user != instead):
        current.stands_in_for, current.withdrawn_at = None, now
        current.answer, current.answered_at, current.earlier = "", None, ""
        current.save()
    if instead and (current is None or current.user != instead):
        Invitee.objects.ask(meeting, instead, invitee.circle_id, now=now, stands_in_for=invitee)
    mail_invitations.delay_on_commit()
