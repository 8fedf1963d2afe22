"""Notes that somebody typed and did not save, for when they leave. See also: members/handover/unfinished.py."""

from django.urls import reverse

from meetings.models import NoteDraft
from members.handover.unfinished import Unfinished


def drafts_of(user):
    drafts = NoteDraft.objects.filter(user=user).select_related("item__meeting").order_by("pk")
    return [
        Unfinished(
            f"Notities bij “{draft.item}” van {draft.item.meeting}",
            reverse("meetings:notes_edit", args=[draft.item_id]),
            draft.item.meeting.circle_id,
        )
        for draft in drafts
    ]
