"""Action points of a circle, and of a person."""

from tests.access.common import circle
from tests.access.rows import MEMBERS, OWN_CIRCLE, OWN_CIRCLE_LEADER, row


def action_point(world):
    """A point of the leader's, so that the partner may read it and not change it."""
    return [world.circle.slug, world.users["leader"].action_points.filter(circle=world.circle).earliest("pk").pk]


ROWS = [
    row("actions:my_points", MEMBERS),
    row("actions:point_list", OWN_CIRCLE, circle),
    row("actions:point_board", OWN_CIRCLE, circle),
    row("actions:point_timeline", OWN_CIRCLE, circle),
    row("actions:year_plan", OWN_CIRCLE, circle),
    row("actions:year_plan_pdf", OWN_CIRCLE, circle),
    row("actions:point_table", OWN_CIRCLE, circle),
    row("actions:point_calendar", OWN_CIRCLE, circle),
    row("actions:point_create", OWN_CIRCLE, circle),
    row("actions:point_detail", OWN_CIRCLE, action_point),
    row("actions:point_edit", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_finish", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_drop", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_move", "302 404 404 403 302 302", action_point, method="post"),
    # Somebody's already: the answer is a sentence on the page of the point.
    row("actions:point_take", "302 404 404 302 302 302", action_point, method="post"),
]
