"""What a bottleneck grew out of: a result, a note of a meeting. See also: members/sources.py, which signs it."""

from django.urls import reverse

from members.sources import query_of
from themetables.bottlenecks import answering
from themetables.models import Bottleneck


def create_url(*, label: str, url: str) -> str:
    """The address of the form for a new bottleneck that grows out of the page at `url`."""
    return reverse("themetables:bottleneck_create", query=query_of(label, url))


def offers(user, circle, on):
    """Yield what this person may make of a result, without a circle; see surveys/giving_back/growing.py."""
    if user.is_coordinator or answering.of(user, on):
        yield "", "Maak er een knelpunt van"


def address(slug: str, label: str, url: str) -> str:
    return create_url(label=label, url=url)


def grown(user, addresses) -> list[tuple]:
    """Return (address, what it is, title, its page) of what grew out of these pages and is there for this reader."""
    found = Bottleneck.objects.visible_to(user).filter(source_url__in=addresses, merged_into=None).order_by("pk")
    return [
        (one.source_url, f"knelpunt, {one.get_state_display()}", one.title, one.get_absolute_url()) for one in found
    ]
