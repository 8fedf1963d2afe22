"""Building blocks that wait for somebody, on their start page. See also: kansrijkestart/waiting.py.

A review of a block waits with all other reviews: members/waiting.py.
"""

from django.db.models import Count
from django.urls import reverse

from coalitions.models import Coalition
from members.models import Circle
from themetables.models import Adoption, BuildingBlock, Experience


def new_versions(user, on):
    """A leader is asked whether the coalition moves along."""
    circles = user.led_ids_of(Circle.Kind.COALITION)
    if not circles:
        return
    asked = (
        Adoption.objects.to_move_along()
        .filter(coalition__circle__in=circles, coalition__carried_over_at=None)
        .exclude(block__replaced_by__isnull=False)
        .order_by("coalition__sort_name", "block__sort_title", "pk")
    )
    blocks = {}
    for slug, *block in asked.values_list("coalition__slug", "block__slug", "block__title", "block__latest"):
        blocks.setdefault(slug, []).append(block)
    for slug, found in blocks.items():
        if len(found) == 1:
            ((block, title, number),) = found
            url = reverse("themetables:adoption_follow", args=[slug, block])
            yield f"Van “{title}” is er een versie {number}. Gaan jullie mee?", url
        else:
            url = reverse("themetables:adoption_list", args=[slug])
            yield f"Van {len(found)} bouwstenen die jullie gebruiken is er een nieuwe versie. Gaan jullie mee?", url


def not_answered(user, on):
    """A block that solves what the coalition of a leader recognises, and about which it said nothing."""
    circles = user.led_ids_of(Circle.Kind.COALITION)
    if not circles:
        return
    own = Coalition.objects.existing(on).filter(circle__in=circles, carried_over_at=None)
    found = (
        BuildingBlock.objects.current()
        .published()
        .filter(solves__recognitions__coalition__in=own)
        .order_by("sort_title", "pk")
        .values_list(
            *("slug", "title", "sort_title", "pk"),
            *("solves__recognitions__coalition__slug", "solves__recognitions__coalition"),
        )
        .distinct()
    )
    answered = set(Adoption.objects.filter(coalition__in=own).values_list("block__slug", "coalition"))
    blocks = {}
    for block, title, _, _, slug, coalition in found:
        if (block, coalition) not in answered:
            blocks.setdefault(slug, []).append((block, title))
    for slug, open_ones in blocks.items():
        if len(open_ones) == 1:
            ((block, title),) = open_ones
            url = reverse("themetables:adoption_edit", args=[slug, block])
            yield f"“{title}” lost iets op wat jullie herkennen. Gebruiken jullie hem?", url
        else:
            url = reverse("themetables:adoption_list", args=[slug])
            yield f"{len(open_ones)} bouwstenen lossen iets op wat jullie herkennen. Gebruiken jullie ze?", url


def unread_experiences(user, on):
    """Who leads a table reads what coalitions found out about its blocks."""
    circles = user.led_ids_of(Circle.Kind.TABLE)
    if not circles:
        return
    found = (
        Experience.objects.unread()
        .filter(block__table__circle__in=circles)
        .order_by("block__sort_title")
        .values_list("block__slug", "block__title", "block__sort_title")
        .annotate(number=Count("pk"))
    )
    for slug, title, _, number in found:
        what = "is een nieuwe ervaring" if number == 1 else f"zijn {number} nieuwe ervaringen"
        yield f"Er {what} met “{title}”.", f"{reverse('themetables:block_detail', args=[slug])}#ervaringen"
