"""When plans are written: from September on for the next year; the network decides in December."""

from themetables.models import TablePlan

FIRST_MONTH = 9


def planned_year(on) -> int:
    """Return the year that the network is busy planning: from September on that is the next one."""
    return on.year + 1 if on.month >= FIRST_MONTH else on.year


def years_to_begin(table, on) -> list[int]:
    """Return the years for which this table can begin a plan: this one and the next, if they have none yet."""
    taken = set(table.plans.values_list("year", flat=True))
    return [year for year in (on.year, on.year + 1) if year not in taken]


def earlier_plan(table, user) -> TablePlan | None:
    """Return the newest plan with which another one can begin."""
    return table.plans.visible_to(user).order_by("-year").first()
