"""Vraagwijzer: a question is carried to who may know, ring after ring, until somebody answers.

`carry` asks the database what is due, so that it may run twice, late or beside itself.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from community.asking import knowing
from community.digests import at_once
from community.models import AnswerInvitation, Asking, Topic
from community.models.asking import Ring
from community.topics.audience import may_read
from members.models import Circle, User
from members.notices.telling import leaders_of

MOST = 3  # people per ring: of more, each thinks that another one will
LOOKED_AT = 30  # of who may know: who comes after them hardly does
PER_WEEK = 2
WEEK = timedelta(days=7)
# How long after it was asked a question goes on to the next ring.
AFTER = {Ring.KNOWERS: timedelta(0), Ring.LEADS: timedelta(hours=48), Ring.COORDINATOR: timedelta(hours=96)}


def on_started(topic: Topic) -> None:
    if topic.is_question:
        Asking.objects.create(topic=topic)


def on_replied(post) -> None:
    mine = AnswerInvitation.objects.filter(topic=post.topic_id, person=post.author_id, answered_at=None)
    mine.update(answered_at=post.written_at)


def due(now):
    """Questions that nobody said a word to, and that have been with this ring long enough."""
    passed = Q()
    for ring, wait in AFTER.items():
        passed |= Q(ring=ring - 1, topic__published_at__lte=now - wait)
    return Asking.objects.filter(passed, topic__in=Topic.objects.unanswered().current())


def carry(asking_id: int, *, now) -> int:
    """Ask the next ring about one question; return how many people were asked."""
    with transaction.atomic():
        asking = due(now).select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=asking_id).first()
        if asking is None:
            return 0
        # Who replies locks the same row: whoever is asked, is asked before the first answer or not at all.
        waiting = Topic.objects.unanswered().current().select_related("circle", "author")
        topic = waiting.select_for_update(of=("self",), no_key=True).filter(pk=asking.topic_id).first()
        if topic is None:
            return 0
        asking.ring += 1
        asking.save(update_fields=["ring"])
        asked = WHOM[asking.ring](topic, now)
        for invitation in asked:
            at_once.ask(invitation)
    return len(asked)


def ask_knowers(topic, now, most=MOST):
    """Up to three who may know and were not asked twice this week, nor about this."""
    asked = set(topic.invitations.values_list("person_id", flat=True))
    found = [one for one in knowing.knowers(topic, timezone.localdate(now)) if one.person.pk not in asked][:LOOKED_AT]
    free = free_this_week([knower.person.pk for knower in found], now)
    chosen = [knower for knower in found if knower.person.pk in free][:most]
    return invite(
        topic,
        [
            AnswerInvitation(
                person=knower.person,
                reason=knower.reason,
                about=knower.about,
                is_elsewhere=knower.is_elsewhere,
            )
            for knower in chosen
        ],
        ring=Ring.KNOWERS,
        now=now,
    )


def ask_leads(topic, now):
    """Who leads the tables that the question is about; else the circle in which it was asked."""
    on = timezone.localdate(now)
    circles = [table.circle for table in topic.tables.filter(circle__isnull=False).select_related("circle")]
    if not circles and topic.circle.kind != Circle.Kind.NETWORK:
        circles = [topic.circle]
    found = {}
    for circle in circles:
        for person in leaders_of([circle], on).order_by("pk"):
            found.setdefault(person, str(circle))
    reason = AnswerInvitation.Reason.LEAD
    people = [AnswerInvitation(person=person, reason=reason, about=name) for person, name in found.items()]
    return invite(topic, people, ring=Ring.LEADS, now=now)


def ask_coordinators(topic, now):
    reason = AnswerInvitation.Reason.COORDINATOR
    people = User.objects.coordinators(timezone.localdate(now)).order_by("pk")
    found = [AnswerInvitation(person=person, reason=reason) for person in people]
    return invite(topic, found, ring=Ring.COORDINATOR, now=now)


WHOM = {Ring.KNOWERS: ask_knowers, Ring.LEADS: ask_leads, Ring.COORDINATOR: ask_coordinators}


def invite(topic, invitations, *, ring, now, by=None):
    """Write down whom we ask: who may read it, did not write it, and was not asked before."""
    readers = set(may_read(topic, timezone.localdate(now)).values_list("pk", flat=True))
    asked = set(topic.invitations.values_list("person_id", flat=True))
    new = [one for one in invitations if one.person.pk in readers - asked - {topic.author_id}][:MOST]
    for one in new:
        one.topic, one.ring, one.asked_at, one.asked_by = topic, ring, now, by
        one.save()
    return new


def free_this_week(people, now) -> set[int]:
    """Return who of these was asked less than twice in the last seven days.

    Until the end of the transaction nobody else asks them: who looks at the same time waits here. In the order of
    their ids, so that two who ask the same people do not wait for each other.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    return set(people) - busy(people, now)


def busy(people, now) -> set[int]:
    recent = AnswerInvitation.objects.filter(person__in=people, asked_at__gt=now - WEEK).order_by()
    counted = recent.values("person").annotate(count=Count("pk")).filter(count__gte=PER_WEEK)
    return {row["person"] for row in counted}
