"""The building blocks of one coalition: what it answered, and what it did not answer yet."""

from django.db.models import Exists, OuterRef

from themetables.models import Adoption, AdoptionState, BuildingBlock, Recognition


def by_state(coalition, user):
    """What the coalition answered, by state."""
    found = list(
        Adoption.objects.visible_to(user)
        .filter(coalition=coalition)
        .select_related("block__table", "block_version", "contact")
        .defer("local_text")
        .order_by("block__sort_title", "pk")
    )
    for adoption in found:
        adoption.coalition = coalition
    return grouped(found)


def of_block(block, user):
    """Every answer to one block, with whom to ask; the texts stand on pages of their own."""
    found = list(
        Adoption.objects.visible_to(user)
        .filter(block=block, coalition__carried_over_at=None)
        .select_related("coalition", "block_version", "contact")
        .defer("local_text")
        .order_by("coalition__sort_name", "pk")
    )
    for adoption in found:
        adoption.block = block
    return found


def grouped(adoptions):
    """Return (state, adoptions) in the order in which people read them; a state without any is left out."""
    return [(state, these) for state in AdoptionState if (these := [one for one in adoptions if one.state == state])]


def not_answered(coalition, user, on):
    """What the coalition can still choose, first what solves something it recognises (`is_recognised`)."""
    recognised = Recognition.objects.filter(coalition=coalition, bottleneck__blocks=OuterRef("pk"))
    return (
        BuildingBlock.objects.visible_to(user)
        .current()
        .published()
        .exclude(adoptions__coalition=coalition)
        .select_related("table")
        .with_reach(on)
        .annotate(is_recognised=Exists(recognised))
        .order_by("-is_recognised", "sort_title", "pk")
    )
