"""What is typed at an item while people talk, before it is saved. See also: static/js/keep-draft.js, NoteDraft."""

from meetings.models import AgendaItem, NoteDraft
from members.conflicts import SEEN
from members.models import User


def keep(item: AgendaItem, user: User, data: dict, *, now) -> NoteDraft:
    """Keep what this person typed, beside the notes; whoever else is writing has a draft of their own."""
    draft, _ = NoteDraft.objects.update_or_create(item=item, user=user, defaults={"data": data, "saved_at": now})
    return draft


def find(item: AgendaItem, user: User) -> NoteDraft | None:
    """Return the draft of this person, unless it says what the notes say already."""
    draft = NoteDraft.objects.filter(item=item, user=user).first()
    return draft if draft and _plain(draft.data["notes"]) != _plain(item.notes) else None


def discard(item: AgendaItem, user: User) -> None:
    NoteDraft.objects.filter(item=item, user=user).delete()


def as_initial(draft: NoteDraft) -> dict:
    """Return what the form begins with: what was typed, and what this person had seen when they typed it."""
    return {"notes": draft.data["notes"], SEEN: draft.data[SEEN]}


def _plain(text):
    return text.replace("\r\n", "\n").strip()
