"""Saying "niet ik", and naming somebody who may know."""

from django.db import transaction
from django.utils import timezone

from community.asking import inviting, knowing
from community.digests import at_once
from community.models import AnswerInvitation, Ring
from community.topics.audience import may_read
from members.models import User
from members.refused import Refused

MOST_SHOWN = 6


def candidates(invitation: AnswerInvitation, now):
    """Who can be asked instead: may read it, was not asked about it, and is not busy."""
    on = timezone.localdate(now)
    asked = invitation.topic.invitations.values("person")
    people = may_read(invitation.topic, on).exclude(pk__in=asked).exclude(pk=invitation.topic.author_id)
    return people.exclude(pk__in=inviting.busy(people.values("pk"), now)).order_by("sort_name", "pk")


def suggestions(invitation: AnswerInvitation, now) -> list[User]:
    """The next ones who may know."""
    possible = set(candidates(invitation, now).values_list("pk", flat=True))
    found = knowing.knowers(invitation.topic, timezone.localdate(now))
    return [knower.person for knower in found if knower.person.pk in possible][:MOST_SHOWN]


def pass_on(invitation: AnswerInvitation, *, to: User | None, now) -> None:
    """Somebody does not know, and with `to` says who may. Twice is the same as once.

    Who only says that they do not know, makes way for the next one who may.
    """
    with transaction.atomic():
        locked = AnswerInvitation.objects.select_for_update(of=("self",), no_key=True).filter(pk=invitation.pk)
        mine = locked.open().select_related("topic", "person").first()
        if mine is None:
            return
        mine.declined_at, mine.passed_to = now, to
        mine.save(update_fields=["declined_at", "passed_to"])
        if to is not None:
            ask_instead(mine, to, now)
        elif mine.ring == Ring.KNOWERS and mine.topic.first_reply_at is None:
            for invitation in inviting.ask_knowers(mine.topic, now, most=1):
                at_once.ask(invitation)


def ask_instead(declined, to, now):
    reason = AnswerInvitation.Reason.PASSED_ON
    free = inviting.free_this_week([to.pk], now)
    new = [AnswerInvitation(person=to, reason=reason)] if free else []
    asked = inviting.invite(declined.topic, new, ring=declined.ring, now=now, by=declined.person)
    if not asked:
        raise Refused(f"{to} kan deze vraag nu niet krijgen: is al gevraagd, of kreeg deze week al twee vragen.")
    at_once.ask(asked[0])
