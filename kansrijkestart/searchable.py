"""What the search index knows of action points. Here, because actions and library stand beside each other."""

from actions.models import ActionPoint
from language.markup import plain
from library.search.sources import ALWAYS, Part, Source


def parts(point):
    """Who sees to it is no part of it: names leave a point after a while."""
    over = point.done_at or point.dropped_at
    yield Part(
        title=point.what,
        url=point.get_absolute_url(),
        moment=point.changed_at or point.created_at,
        text=plain("\n\n".join(filter(None, [point.how, point.result]))),
        also=f"actiepunt {point.with_whom}",
        context=f"werkagenda van {point.circle}",
        low_from=ALWAYS if over else None,
        note=point.state.label if over else "",
    )


ACTION_POINTS = Source(
    kind="action",
    singular="actiepunt",
    label="Actiepunten",
    objects=lambda: ActionPoint.objects.select_related("circle"),
    visible_to=ActionPoint.objects.visible_to,
    parts=parts,
    beside="met wie",
)
