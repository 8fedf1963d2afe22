"""What somebody typed in a conversation and did not post yet. See also: static/js/keep-draft.js."""

from community.models import Draft
from members.models import User

NEW = "nieuw"


def reply_to(topic) -> str:
    return f"reactie-{topic.pk}"


def edit_of(post) -> str:
    return f"bijdrage-{post.pk}"


def keep(place: str, user: User, text: str, rest: dict, *, now) -> Draft:
    defaults = {"text": text, "rest": rest, "saved_at": now}
    draft, _ = Draft.objects.update_or_create(place=place, user=user, defaults=defaults)
    return draft


def find(place: str, user: User) -> Draft | None:
    return Draft.objects.filter(place=place, user=user).exclude(text="", rest={}).first()


def discard(place: str, user: User) -> None:
    Draft.objects.filter(place=place, user=user).delete()
