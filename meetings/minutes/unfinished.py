"""Notes that somebody typed and did not save, for when they leave. See also: members/handover/unfinished.py."""

from django.urls import reverse

from meetings.models import NoteDraft
from members.handover.unfinished import Source, Unfinished


def drafts_of(user):
    drafts = NoteDraft.objects.filter(user=user).select_related("item__meeting").order_by("pk")
    return [
        Unfinished(
            draft.pk,
            f"Notities bij “{draft.item}” van {draft.item.meeting}",
            reverse("meetings:notes_edit", args=[draft.item_id]),
            draft.item.meeting.circle_id,
            for_leaders=True,
        )
        for draft in drafts
    ]


def give(pk, to):
    NoteDraft.objects.filter(pk=pk).update(user=to)


def as_text(pk):
    return NoteDraft.objects.get(pk=pk).data.get("notes", "")


SOURCE = Source("klad-notitie", "Notities die nog niet bewaard waren", drafts_of, give, as_text)
