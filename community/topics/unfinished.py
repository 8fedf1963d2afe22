"""What somebody typed in a conversation and did not post, for when they leave. See also: members/handover/."""

from django.urls import reverse

from community.models import Draft, Topic
from community.topics import drafting
from members.access import Visibility
from members.handover.unfinished import Unfinished
from members.models import Circle


def drafts_of(user):
    """A draft is reached through its topic; a new one is for the circle that was chosen, or for all."""
    drafts = list(Draft.objects.filter(user=user).exclude(text="", rest={}).order_by("saved_at", "pk"))
    if not drafts:
        return []
    found = [_new(draft) for draft in drafts if draft.place == drafting.NEW]
    places = {draft.place for draft in drafts}
    topics = Topic.objects.filter(pk__in=_numbers(places, "reactie")).order_by("pk")
    found += [_in(topic, "Een reactie bij", topic.get_absolute_url()) for topic in topics]
    changed = Topic.objects.filter(posts__in=_numbers(places, "bijdrage")).order_by("pk").distinct()
    return found + [_in(topic, "Een wijziging van je bijdrage bij", topic.get_absolute_url()) for topic in changed]


def _new(draft):
    chosen = draft.rest.get("audience", "")
    is_circle = chosen.isdecimal() and Circle.objects.filter(pk=chosen).exists()
    label = f"Een nieuwe vraag of een nieuw gesprek: “{draft.rest.get('title') or 'zonder titel'}”"
    return Unfinished(label, reverse("community:topic_create"), int(chosen) if is_circle else None)


def _in(topic, what, url):
    circle = topic.circle_id if topic.visibility == Visibility.CIRCLE else None
    return Unfinished(f"{what} “{topic.title}”", url, circle)


def _numbers(places, kind):
    parts = [place.partition("-") for place in places]
    return [int(pk) for name, _, pk in parts if name == kind and pk.isdecimal()]
