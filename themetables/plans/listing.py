"""What the lists of plans show."""

from dataclasses import dataclass

from members.models import Circle
from themetables.models import PlanView, TablePlan, ThemeTable
from themetables.plans import counting, seasons


@dataclass
class Line:
    """One table in the overview of a year."""

    table: ThemeTable
    plan: TablePlan | None
    opinion: counting.Opinion | None
    own: list


@dataclass(frozen=True)
class Own:
    """A coalition that somebody speaks for, with what it said."""

    coalition: object
    view: PlanView | None


def asked_year(text, on):
    """Return the year that the address asks for; without one, the year that is being planned."""
    return int(text) if text.isdecimal() and len(text) == 4 else seasons.planned_year(on)


def of_year(user, year, on) -> dict:
    """Return what the overview of one year draws: every table that is active or had a plan."""
    plans = list(TablePlan.objects.visible_to(user).filter(year=year).select_related("table"))
    for_table = {plan.table_id: plan for plan in plans}
    opinions = counting.opinions([plan for plan in plans if plan.submitted_at], on)
    tables = [table for table in ThemeTable.objects.all() if table.pk in for_table or not table.is_closed]
    lines = []
    for table in tables:
        plan = for_table.get(table.pk)
        opinion = opinions.get(plan.pk) if plan else None
        lines.append(Line(table, plan, opinion, own_views(user, opinion) if opinion else []))
    found = TablePlan.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct()
    years = sorted({*found, year, seasons.planned_year(on)}, reverse=True)
    return {"year": year, "years": years, "lines": lines, "asks_own": any(line.own for line in lines)}


def own_views(user, opinion: counting.Opinion) -> list[Own]:
    """Return the coalitions that this person leads, with what they said; no query."""
    led = user.led_ids_of(Circle.Kind.COALITION)
    said = [Own(view.coalition, view) for view in opinion.views if view.coalition.circle_id in led]
    return said + [Own(coalition, None) for coalition in opinion.silent if coalition.circle_id in led]


def of_table(table, user):
    """Return the plans of one table that this person may read, with what was decided about each."""
    return list(table.plans.visible_to(user).select_related("table").prefetch_related("decisions__correction"))


def years_to_begin(table, user, on):
    """Return the years for which this person can begin a plan here; none for who is not at the table."""
    at_table = user.is_coordinator or table.circle_id in user.circle_ids
    return seasons.years_to_begin(table, on) if at_table and not table.is_closed else []
