"""The rules of BuildingBlockQuerySet, for a page that has the block already."""

from themetables.models.bottlenecks import working_circle_ids


def may_write(user, table):
    """The people of the table write building blocks together; of a table that stopped, the coordinator."""
    return user.is_coordinator or table.circle_id in working_circle_ids(user)


def may_edit(user, block):
    return not block.is_replaced and may_write(user, block.table)


def may_decide(user, block):
    """Who leads the table publishes a version and says how the block stands."""
    return not block.is_replaced and (user.is_coordinator or block.table.circle_id in user.led_circle_ids)
