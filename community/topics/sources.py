"""What a question or conversation grew out of: a result of a survey. See also: members/sources.py, which signs it."""

from django.urls import reverse

from community.models import Topic
from members.sources import query_of


def create_url(*, label: str, url: str) -> str:
    """The address of the form for a new question that grows out of the page at `url`."""
    return reverse("community:topic_create", query=query_of(label, url))


def offers(user, circle, on):
    """Yield what this person may make of a result, without a circle; see surveys/giving_back/growing.py."""
    if user.is_member:
        yield "", "Vraag aan het netwerk hoe anderen dit doen"


def address(slug: str, label: str, url: str) -> str:
    return create_url(label=label, url=url)


def grown(user, addresses) -> list[tuple]:
    """Return (address, what it is, title, its page) of what grew out of these pages and is there for this reader."""
    topics = Topic.objects.visible_to(user).filter(source_url__in=addresses, withdrawn_at=None).order_by("pk")
    return [(one.source_url, one.get_kind_display(), one.title, one.conversation_url) for one in topics]
