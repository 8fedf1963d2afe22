"""What somebody follows, all on one page, and following a table, a municipality, a circle or a person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.models import Follow, Topic
from community.topics import following
from community.topics.forms import FollowForm
from members.access import get_visible, members_only
from members.back import back_to_row
from members.models import Circle, User
from province.models import Municipality
from themetables.models import ThemeTable

MOST_TOPICS = 50


@require_safe
@members_only
def follow_list(request):
    user, on = request.user, timezone.localdate()
    follows = Follow.objects.filter(user=user)
    chosen = {name: set(follows.filter(**{f"{name}__isnull": False}).values_list(name, flat=True)) for name in KINDS}
    things = {
        "table": ("Thematafels", ThemeTable.objects.visible_to(user).active()),
        "municipality": ("Gemeenten", Municipality.objects.existing(on)),
        "circle": ("Kringen", Circle.objects.visible_to(user).existing(on).exclude(kind=Circle.Kind.NETWORK)),
        "person": ("Mensen", User.objects.visible_to(user).filter(pk__in=chosen["person"])),
    }
    groups = [
        (label, KINDS[name], [(thing, thing.pk in chosen[name]) for thing in found])
        for name, (label, found) in things.items()
    ]
    topics = Topic.objects.visible_to(user).filter(follows__user=user).newest_first()[:MOST_TOPICS]
    return render(request, "community/topics/follow_list.html", {"groups": groups, "topics": topics})


# What is on the page only while it is followed; after that its heading is the nearest there is.
UNLISTED = {"gesprek", "mens"}
KINDS = {"table": "tafel", "municipality": "gemeente", "circle": "kring", "person": "mens"}


@require_POST
@members_only
def follow_thing(request, kind, pk):
    thing = followable(request.user, kind, pk)
    form = FollowForm(request.POST)
    if form.is_valid() and form.cleaned_data["wanted"]:
        following.follow(thing, by=request.user, now=timezone.now())
        messages.success(request, f"Je volgt {thing}.")
    elif form.is_valid():
        following.unfollow(thing, by=request.user)
        messages.success(request, f"Je volgt {thing} niet meer.")
    is_gone = kind in UNLISTED and not form.cleaned_data.get("wanted")
    return back_to_row(kind if is_gone else f"{kind}-{pk}", "community:follow_list")


def followable(user, kind, pk):
    """What stands in the address, for who may see it."""
    found = {
        "gesprek": Topic.objects,
        "tafel": ThemeTable.objects,
        "kring": Circle.objects,
        "mens": User.objects,
    }
    if kind == "gemeente":
        municipality = Municipality.objects.filter(pk=pk).first()
        if municipality is None:
            raise Http404
        return municipality
    if kind not in found or (kind == "mens" and pk == user.pk):
        raise Http404
    return get_visible(user, found[kind].all(), pk=pk)
