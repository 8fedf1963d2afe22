"""`{% load topics %}{% topics_about thing %}`: the newest conversations about something, on its own page."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Coalition
from community.models import Follow, Topic
from members.access import Visibility
from themetables.models import Bottleneck, BuildingBlock, ThemeTable

register = template.Library()
MOST = 3


@register.inclusion_tag("community/topics/topics_about.html", takes_context=True)
def topics_about(context, thing):
    """Nothing for a visitor: what the network asks each other is for its members, also on a public page."""
    user = context["request"].user
    if not user.is_member:
        return {"is_shown": False}
    about, query = ABOUT[type(thing)](thing)
    topics = Topic.objects.current().visible_to(user).filter(**about).distinct().newest_first()
    found = list(topics.only("title", "kind", "post_count", "last_post_at")[:MOST])
    start = reverse("community:topic_create")
    return {"is_shown": True, "topics": found, "create_url": f"{start}?{urlencode(query, doseq=True)}"}


@register.inclusion_tag("community/topics/follow_person.html", takes_context=True)
def follow_person(context, person):
    """A button on the page of somebody else."""
    user = context["request"].user
    if not user.is_member or person.pk == user.pk:
        return {"person": None}
    is_followed = Follow.objects.filter(user=user, person=person).exists()
    return {"person": person, "is_followed": is_followed, "csrf_token": context["csrf_token"]}


def about_table(table):
    return {"tables": table}, {"tafel": [table.slug]}


def about_block(block):
    return about_table(block.table)


def about_bottleneck(bottleneck):
    if bottleneck.table:
        return about_table(bottleneck.table)
    return about_coalition(bottleneck.coalition) if bottleneck.coalition else ({"pk": None}, {})


def about_coalition(coalition):
    """What the whole network talks of; what is said in the circle itself has a room of its own."""
    current = coalition.municipality_places.current(timezone.localdate())
    places = dict(current.values_list("municipality", "municipality__slug"))
    return {"municipalities__in": places, "visibility": Visibility.NETWORK}, {"gemeente": list(places.values())}


ABOUT = {
    ThemeTable: about_table,
    BuildingBlock: about_block,
    Bottleneck: about_bottleneck,
    Coalition: about_coalition,
}
