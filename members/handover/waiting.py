"""What waits for somebody, about handovers. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from members.handover.passing import gone_with_things
from members.models import Handover, HandoverItem


def unfinished_handovers(user, on):
    for draft in Handover.objects.editable_by(user).filter(started_by=user.pk).select_related("person"):
        who = "Je" if draft.person_id == user.pk else f"De overdracht van {draft.person_name}"
        begun = "bent begonnen met overdragen" if draft.person_id == user.pk else "is begonnen"
        yield f"{who} {begun}, en nog niet klaar.", draft.get_absolute_url(), draft.leaves_on


def taken_over(user, on):
    items = HandoverItem.objects.visible_to(user).filter(to=user.pk).unread()
    handovers = Handover.objects.completed().filter(pk__in=items.values("handover")).select_related("person")
    for handover in handovers:
        yield f"Bekijk wat je overnam van {handover.person_name}.", handover.get_absolute_url()


def gone_but_holding(user, on):
    """Should never be there for longer than a few minutes: see members.tasks.pass_on_what_was_left."""
    if not user.is_coordinator:
        return
    for person in gone_with_things(on):
        text = f"{person.shown_name} doet niet meer mee, maar houdt nog dingen bij. Draag ze over."
        yield text, reverse("members:handover_start_for", args=[person.pk])
