"""Building blocks in somebody's name, and answers about which others ask somebody. See also: members/holdings.py."""

from django.urls import reverse

from members.holdings import Owned
from members.reviewing import Source
from themetables.models import Adoption, BuildingBlock

KIND = "bouwsteen"


def blocks():
    """What was replaced needs nobody: see `replace` in blocks/publishing.py."""
    return BuildingBlock.objects.current().select_related("table__circle")


def adoptions():
    return Adoption.objects.filter(coalition__carried_over_at=None).select_related("coalition__circle", "block")


BLOCKS = Owned(KIND, "Bouwstenen", blocks, circle="table__circle")
CONTACTS = Owned(
    "bouwsteen-contact",
    "Bouwstenen waarover anderen iets vragen",
    adoptions,
    circle="coalition__circle",
    owner="contact",
)
REVIEWS = Source(
    key=KIND,
    title="Bouwstenen",
    things=blocks,
    edit_url=lambda block: reverse("themetables:block_edit", args=[block.slug]),
    circle="table__circle",
    template="themetables/blocks/review_words.html",
)
