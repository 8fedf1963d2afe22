"""What about people is thrown away here, and when. See also: kansrijkestart/retention/."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q

from meetings.models import Invitee, NoteDraft, Presence, WalkIns

KEPT = timedelta(days=2 * 365)
DRAFTS_KEPT = timedelta(days=90)


def purge(now) -> dict[str, int]:
    """Who was asked to a meeting of long ago, what they said and whether they came, is nobody's business any more."""
    was = Q(meeting__ends_at__lt=now - KEPT)
    never_was = Q(meeting__day=None, asked_at__lt=now - KEPT)
    _all, deleted = Invitee.objects.filter(was | never_was).delete()
    return {
        "meeting_invitees": deleted.get("meetings.Invitee", 0),
        "meeting_presences": forget_names(now),
        "note_drafts": NoteDraft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()[0],
    }


@transaction.atomic
def forget_names(now) -> int:
    """How many came of each circle stays, so that the years can be laid beside each other."""
    old = Presence.objects.filter(meeting__ends_at__lt=now - KEPT)
    old = Presence.objects.filter(pk__in=list(old.select_for_update().values_list("pk", flat=True)))
    for meeting, circle, came in old.order_by("meeting").values_list("meeting", "circle").annotate(Count("pk")):
        which = {"meeting_id": meeting, "circle_id": circle, "organisation": ""}
        WalkIns.objects.update_or_create(
            **which, defaults={"count": F("count") + came}, create_defaults={"count": came}
        )
    return old.delete()[0]
