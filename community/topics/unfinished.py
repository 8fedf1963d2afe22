"""What somebody typed in a conversation and did not post, for when they leave. See also: members/handover/."""

from django.urls import reverse

from community.models import Draft, Post, Topic
from community.topics import drafting
from members.access import Visibility
from members.handover.unfinished import Source, Unfinished
from members.models import Circle


def drafts_of(user):
    """A draft is reached through its topic; a new one is for the circle that was chosen, or for all."""
    drafts = list(Draft.objects.filter(user=user).exclude(text="", rest={}).order_by("saved_at", "pk"))
    if not drafts:
        return []
    places = {draft.place for draft in drafts}
    topics = {drafting.reply_to(topic): topic for topic in Topic.objects.filter(pk__in=_numbers(places, "reactie"))}
    posts = Post.objects.filter(pk__in=_numbers(places, "bijdrage")).select_related("topic")
    changed = {drafting.edit_of(post): post.topic for post in posts}
    found = []
    for draft in drafts:
        if draft.place == drafting.NEW:
            found.append(_new(draft))
        elif draft.place in topics:
            found.append(_in(draft, topics[draft.place], "Een reactie bij"))
        elif draft.place in changed:
            found.append(_in(draft, changed[draft.place], "Een wijziging van je bijdrage bij"))
    return found


def give(pk, to):
    """Nobody changes what somebody else posted: that becomes a reply."""
    draft = Draft.objects.get(pk=pk)
    if draft.place.startswith("bijdrage-"):
        draft.place = drafting.reply_to(Topic.objects.get(posts__in=_numbers([draft.place], "bijdrage")))
    draft.user = to
    draft.save(update_fields=["user", "place"])


def as_text(pk):
    draft = Draft.objects.get(pk=pk)
    title = draft.rest.get("title", "")
    return f"{title}\n\n{draft.text}".strip()


SOURCE = Source("klad-gesprek", "Wat nog niet geplaatst was", drafts_of, give, as_text)


def _new(draft):
    chosen = draft.rest.get("audience", "")
    is_circle = chosen.isdecimal() and Circle.objects.filter(pk=chosen).exists()
    label = f"Een nieuwe vraag of een nieuw gesprek: “{draft.rest.get('title') or 'zonder titel'}”"
    return Unfinished(draft.pk, label, reverse("community:topic_create"), int(chosen) if is_circle else None)


def _in(draft, topic, what):
    circle = topic.circle_id if topic.visibility == Visibility.CIRCLE else None
    return Unfinished(draft.pk, f"{what} “{topic.title}”", topic.get_absolute_url(), circle)


def _numbers(places, kind):
    parts = [place.partition("-") for place in places]
    return [int(pk) for name, _, pk in parts if name == kind and pk.isdecimal()]
