"""What a text of a building block says, part by part. See also: members/versions.py."""

from members.versions import Part, compare
from themetables.models import BlockVersion
from themetables.models.blocks import KEPT


def compared(old, new) -> list[Part]:
    """Return every part of the text as it was in both: two versions, or a version and the block as it is now."""
    return [compare(label(name), getattr(old, name), getattr(new, name)) for name in KEPT]


def label(name):
    words = str(BlockVersion._meta.get_field(name).verbose_name)
    return f"{words[0].upper()}{words[1:]}"
