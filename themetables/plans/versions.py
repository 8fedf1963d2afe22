"""What a version of a plan says, part by part. See also: members/versions.py."""

from members.versions import Part, compare
from themetables.models import PlanVersion


def compared(old: PlanVersion, new: PlanVersion) -> list[Part]:
    """Return every part of the plan as it was in both versions."""
    pairs = zip(_parts(old), _parts(new), strict=True)
    return [compare(label, before, after) for (label, before), (_, after) in pairs]


def _parts(version):
    titles = "\n".join(one["title"] for one in version.bottlenecks)
    return [(label, text.replace("\r\n", "\n")) for label, text in version.parts] + [("Knelpunten", titles)]
