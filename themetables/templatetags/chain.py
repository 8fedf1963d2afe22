"""`{% load chain %}{% chain thing %}`: the whole chain at the end of the page of one of its links."""

from django import template
from django.urls import reverse
from django.utils import timezone

from themetables.chain.collecting import collect, kind_of
from themetables.chain.drawing import draw

register = template.Library()


@register.inclusion_tag("themetables/chain/chain.html", takes_context=True)
def chain(context, thing):
    """Nothing for a visitor: what the network works on is for its members, also at the foot of a public page."""
    user = context["request"].user
    if not user.is_member:
        return {"picture": ""}
    return {
        "picture": draw(collect(thing, user, timezone.localdate()), f"De keten van {thing}"),
        "url": reverse("themetables:chain_detail", args=[kind_of(thing), thing.pk]),
    }
